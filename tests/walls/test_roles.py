"""R4, R5, E8: somebody of each role reads what docs/roles.md says, wherever it could stand."""

import inspect
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled

from core.tenancy import TenantModel, tenant
from nudges.mail.content import compose
from nudges.models import Message
from nudges.registry import nudges, waiting_for
from orgs.models import Person
from teams.calendar_feeds.actions import feed_make
from teams.models import Commitment
from tests.cast import NOON
from tests.walls.addresses import Address, inside
from tests.walls.roles import CHAT, OPEN, TRUSTED, page, trust_of
from tests.walls.world import BEFORE, ROLES, World, make_world, texts
from themes.chat.news import news

pytestmark = pytest.mark.django_db

PAGE = settings.BASE_DIR / "docs" / "roles.md"
Found = defaultdict[str, set[str]]
"""Of each word where it was read."""
LITTLE = (
    "in no team",
    "home leader",
    "home leader since then",
    "sponsor only",
    "administrator",
    "other theme's integration team",
)
"""Who reads least: they ask for parts of pages too, and send every form empty."""
SEES = {
    "why somebody offers to join": ("integration team",),
    "hours of a member": (
        "team member",
        "coach",
        "home leader",
        "home leader since then",
        "integration team",
    ),
    "noted hours of a member": ("team member",),
    "why a home leader refuses hours": ("team member", "home leader", "integration team"),
    "if, why and how somebody goes on": ("team member", "coach", "integration team"),
    "a reflection for its writer": ("team member",),
    "the address of a calendar": ("team member",),
    "a coach's own note": ("coach",),
    "to-dos and conversations": ("team member", "speaks for a team", "coach"),
    "a private impediment": ("team member", "coach"),
    "comments of the pulse": ("sponsor only", "facilitator", "coach"),
    "minutes": ("sponsor only", "facilitator", "coach"),
    "where a team meets and writes": ("team member", "coach"),
    "where all teams meet": ("team member", "sponsor only", "facilitator"),
    "the record": ("administrator", "auditor"),
}
"""The control: the walk hears what somebody may read."""


class Way(NamedTuple):
    """An address, and where it leads for somebody: to the first team's rows first."""

    address: Address
    urls: list[str]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One for all tests of this module; each leaves it as it found it."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(NOON, tick=False),
        transaction.atomic(),
    ):
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def shown(world: World) -> set[str]:
    """The names of the addresses that answer to being opened."""
    with transaction.atomic():
        browser = signed_in(world.people["in no team"])
        answers = {a.name: browser.options(world.pages(a)[0][0]) for a in inside()}
        transaction.set_rollback(True)
    return {name for name, a in answers.items() if "GET" in a.headers.get("Allow", "GET")}


def signed_in(person: Any) -> Client:
    client = Client()
    assert person.account
    with scopes_disabled():
        client.force_login(person.account)
    return client


def test_page_says_who_opens_and_reads_what(world: World, request: pytest.FixtureRequest) -> None:
    """docs/roles.md is what the rules yield; a new view fails here until it has its line."""
    said = page(world)
    if request.config.getoption("--write-roles"):
        PAGE.write_text(said, encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == said


def test_every_text_is_open_or_trusted_to_somebody(world: World) -> None:
    """A new text fails here until it is said who reads it."""
    kinds = {
        f"{model._meta.label}.{field.name}"
        for model in world.rows
        if issubclass(model, TenantModel)
        for field in texts(model)
    }
    known = {kind for one in TRUSTED for kind in one.texts}

    unknown = sorted(k for k in kinds - known if k.rpartition(".")[0] not in OPEN)
    assert (unknown, sorted(known - set(world.kinds.values()))) == ([], [])


@pytest.mark.parametrize("role", ROLES)
def test_somebody_of_each_role_reads_what_is_theirs(
    world: World, shown: set[str], role: str
) -> None:
    person, browser = world.people[role], signed_in(world.people[role])
    ways = _ways(world, person)

    pages = [way for way in ways if way.address.name in shown]

    found: Found = defaultdict(set)
    _read_pages(world, pages, browser, found)
    if role in LITTLE:
        _read_parts(world, pages, browser, found)
        _read_answers(world, ways, browser, found)
    _read_feeds(world, person, found)
    _read_mail(world, person, found)

    assert faults(world, found, role) == []
    assert {one.what for one in TRUSTED if role in SEES.get(one.what, ())} <= {
        one.what for word in found if (one := trust_of(world.kinds[word]))
    }


def test_theme_s_chat_is_told_nothing_trusted_to_fewer(world: World) -> None:
    """Q7: whoever reads the chat need not be in the theme."""
    with tenant(world.cast.organisation):
        said = [one for kind in news for one in kind.rows(timezone.now())]

    found: Found = defaultdict(set)
    for one in said:
        _note(world, found, f"{one.title} {one.told}", one.about)
    assert said
    assert faults(world, found, CHAT) == []


@pytest.mark.parametrize("who", ["not signed in", "left the organisation"])
def test_whoever_is_not_of_the_organisation_opens_nothing(
    world: World, shown: set[str], who: str
) -> None:
    """Somebody of another organisation walks in `test_crawl.py`."""
    browser = Client()
    if who == "left the organisation":
        with tenant(world.cast.organisation):
            Person.objects.filter(pk=world.cast.member.pk).update(left_on=timezone.localdate())
        browser = signed_in(world.cast.member)

    answers = {a.name: browser.get(world.pages(a)[0][0]) for a in inside() if a.name in shown}

    assert {answer.status_code for answer in answers.values()} <= {302, 404}
    assert [name for name, a in answers.items() if world.words(a.content.decode())] == []


def test_home_leader_to_come_reads_hours_and_no_words(world: World) -> None:
    """E8, W6: what member and leader before wrote stays with those whom they told."""
    with tenant(world.cast.organisation):
        Person.objects.filter(pk=world.cast.member.pk).update(leader=world.cast.reader)
        commitment = world.rows[Commitment][0].pk
    path = world.cast.path(f"commitments/{commitment}/")

    read = {
        role: {
            world.kinds[word]
            for word in world.words(signed_in(world.people[role]).get(path).content.decode())
        }
        for role in ("in no team", "home leader")
    }

    reasons = {"teams.LeaderAnswer.reason", "teams.LeaderAnswer.covered", "teams.Commitment.words"}
    assert "hours of a member" in read["in no team"] & read["home leader"]
    assert (read["in no team"] & reasons, read["home leader"] & reasons) == (set(), reasons)


def test_new_home_leader_decides_without_the_words_before(world: World) -> None:
    """W6: hours, days and question on the page, in the list and by the link; no word to another."""
    cast: Any = world.cast
    leader = world.people["home leader since then"]
    with tenant(cast.organisation):
        commitment = Commitment.objects.get(membership__person=cast.moved).pk
        (due,) = nudges["teams.decide_hours"].rows(timezone.now(), leader)
    page = cast.path(f"commitments/{commitment}/")
    answer = cast.path(f"commitments/{commitment}/answer/")
    told_to = (cast.moved, world.people["integration team"])
    pages = (page, answer, cast.path("approvals/"), due.mail_url)

    read = [world.words(signed_in(leader).get(path).content.decode()) for path in pages]
    told = [world.words(signed_in(p).get(page).content.decode()) for p in told_to]

    assert [
        {world.kinds[word] for word in words} & {BEFORE, "hours of a member"} for words in read
    ] == [{"hours of a member"}] * 4
    assert [sum(world.kinds[word] == BEFORE for word in words) for words in told] == [3, 3]


def faults(world: World, found: Found, role: str) -> list[tuple[str, list[str]]]:
    """What somebody read that is not theirs, and where."""
    return sorted(
        (world.kinds[word], sorted(where))
        for word, where in found.items()
        if (one := trust_of(world.kinds[word])) is not None
        and not one.allows(role, first=word in world.firsts)
    )


def _ways(world: World, person: Person) -> list[Way]:
    """Each address with those of its rows that the rule lets the person see."""
    with tenant(world.cast.organisation):
        return [
            Way(address, urls)
            for address in inside()
            if (urls := [url for url, rows in world.pages(address) if _may(person, address, rows)])
        ]


def _may(person: Person, address: Address, rows: list[Any]) -> bool:
    rule = address.rule
    assert rule is not None
    return rule(person, *(rows[:1] if rule.subject() else []))


def _read_pages(world: World, ways: list[Way], browser: Client, found: Found) -> None:
    for way in ways:
        for url in way.urls:
            answer = browser.get(url)
            assert answer.status_code in {200, 204, 302, 404}, (way.address.name, url)
            _note(world, found, answer.content.decode(), way.address.name)


def _read_parts(world: World, ways: list[Way], browser: Client, found: Found) -> None:
    """What htmx gets."""
    for way in ways:
        if "fragment" in inspect.unwrap(way.address.view).__globals__:
            answer = browser.get(way.urls[0], headers={"HX-Request": "true"})
            _note(world, found, answer.content.decode(), f"{way.address.name}, a part")


def _read_answers(world: World, ways: list[Way], browser: Client, found: Found) -> None:
    """What a form says that came empty; what it did is undone."""
    for way in ways:
        with transaction.atomic():
            answer = browser.post(way.urls[0], {})
            transaction.set_rollback(True)
        _note(world, found, answer.content.decode(), f"{way.address.name}, posted")


def _read_feeds(world: World, person: Person, found: Found) -> None:
    """The calendars that anybody can make an address of."""
    cast = world.cast
    feeds: list[dict[str, Any]] = [
        {},
        {"team": cast.team},
        {"team": cast.other_team},
        {"theme": cast.theme},
    ]
    for whose in feeds:
        with tenant(cast.organisation):
            token = feed_make(person=person, **whose).token
        answer = Client().get(f"/a/calendar/{token}.ics")
        assert answer.status_code in {200, 410}
        _note(world, found, answer.content.decode(), f"calendar of {whose or 'the person'}")


def _read_mail(world: World, person: Person, found: Found) -> None:
    """A mail with all that is asked of the person now."""
    with tenant(world.cast.organisation):
        message = Message.objects.create(person=person, dedupe_key="roles", due_at=timezone.now())
        if lines := waiting_for(person):
            mail = compose(message, lines, world.cast.organisation)
            _note(world, found, f"{mail.subject} {mail.body} {mail.alternatives}", "mail")


def _note(world: World, found: Found, text: str, where: str) -> None:
    for word in world.words(text):
        found[word].add(where)
