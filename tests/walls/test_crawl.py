"""Two identities walk every address: nobody sees or changes what is another organisation's."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.tenancy import tenant
from tests.cast import Cast, Rival
from tests.walls.addresses import Address, addresses, inside
from tests.walls.conftest import REASON, REASON_READERS
from tests.walls.rows import SECRET

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/o/lodos/"}
FOREIGN = ("allauth.",)


def betrayed(cast: Cast, answer: Any) -> list[str]:
    """Words of Lodos in an answer."""
    words = [SECRET, cast.theme.name, cast.team.name, cast.organisation.name, "Sahin", "Nilgun"]
    text = answer.content.decode()
    return [word for word in words if word in text]


def test_every_view_carries_an_access_mark() -> None:
    """Default deny: a view inside an organisation says who may; one outside says it is open."""
    unmarked = [
        address.name
        for address in addresses()
        if not hasattr(address.view, "rule") and not address.view.__module__.startswith(FOREIGN)
    ]
    unruled = [address.name for address in inside() if address.rule is None]

    assert (unmarked, unruled) == ([], [])


def test_walk_finds_the_views() -> None:
    """A walk that found nothing would find no fault."""
    names = {address.name for address in addresses()}

    assert {"home", "pages:my_work", "orgs:person_edit", "account_login"} <= names
    assert len(inside()) > 40


def test_every_row_in_an_address_is_known() -> None:
    assert [address.name for address in inside() if address.rows is None] == []


def test_every_rule_has_a_sentence() -> None:
    """A person without the right reads who can."""
    assert [a.name for a in inside() if a.rule and not str(a.rule.sentence).strip()] == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_stranger_is_sent_to_sign_in(
    full: Cast, ids: dict[type[Model], int], client: Client, method: str
) -> None:
    faults: list[Any] = []
    for address in inside():
        url = address.url("lodos", ids)
        plain = getattr(client, method)(url)
        part = getattr(client, method)(url, headers=HTMX)
        if (plain.status_code, part.status_code) != (302, 204):
            faults.append((address.name, plain.status_code, part.status_code))
        elif not plain.headers["Location"].startswith("/accounts/login/?next=/o/lodos/"):
            faults.append((address.name, plain.headers["Location"]))
        elif not part.headers["HX-Redirect"].startswith("/accounts/login/?next=/o/lodos/"):
            faults.append((address.name, part.headers["HX-Redirect"]))

    assert faults == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_outsider_finds_nothing_at_the_other_s_address(
    full: Cast, rival: Rival, ids: dict[type[Model], int], sign_in: Any, method: str
) -> None:
    """An organisation that is not yours does not exist."""
    browser = sign_in(rival.outsider)
    faults = []
    for address in inside():
        answer = getattr(browser, method)(address.url("lodos", ids))
        if answer.status_code != 404 or betrayed(full, answer):
            faults.append((address.name, answer.status_code, betrayed(full, answer)))

    assert faults == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_outsider_finds_nothing_with_the_other_s_numbers(
    full: Cast, rival: Rival, ids: dict[type[Model], int], sign_in: Any, method: str
) -> None:
    """One's own address part with the numbers of the other's rows: 404, or no such method."""
    browser = sign_in(rival.outsider)
    faults = []
    for address in inside():
        if not address.rows:
            continue
        answer = getattr(browser, method)(address.url("poyraz", ids))
        if answer.status_code not in {404, 405} or betrayed(full, answer):
            faults.append((address.name, answer.status_code, betrayed(full, answer)))

    assert faults == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_own_pages_say_nothing_of_the_other(
    full: Cast, rival: Rival, ids: dict[type[Model], int], sign_in: Any, method: str
) -> None:
    """Lists, totals and selects of Poyraz hold no word of Lodos, also when asked with its ids."""
    browser = sign_in(rival.outsider)
    asked = _asked(ids)
    faults = []
    for address in inside():
        if address.rows:
            continue
        answer = getattr(browser, method)(address.url("poyraz", ids), asked)
        if answer.status_code >= 500 or betrayed(full, answer):
            faults.append((address.name, answer.status_code, betrayed(full, answer)))

    assert faults == []
    with tenant(full.organisation):
        assert full.theme.roles.count() == 2


def _asked(ids: dict[type[Model], int]) -> dict[str, int]:
    """Lodos' numbers under the names that forms give to references."""
    asked = {str(model._meta.model_name): pk for model, pk in ids.items()}
    for model in ids:
        for field in model._meta.concrete_fields:
            target: Any = field.related_model
            if target in ids:
                asked[field.name] = ids[target]
    return asked


def test_insider_s_pages_do_hold_the_words(
    full: Cast, ids: dict[type[Model], int], sign_in: Any
) -> None:
    """The control: where a page may speak of Lodos, the crawl hears it."""
    browser = sign_in(full.member)
    unheard = {SECRET, full.theme.name, full.team.name, "Lodos", "Sahin", "Nilgun"}
    for address in inside():
        if unheard and address.rows:
            unheard -= set(betrayed(full, browser.get(address.url("lodos", ids))))

    assert unheard == set()


WHO = [
    "administrator",
    "integrator",
    "sponsor",
    "facilitator",
    "coach",
    "home_leader",
    "leader_member",
    "representative",
    "member",
    "reader",
]


@pytest.mark.parametrize("who", WHO)
def test_everybody_walks_every_page(
    full: Cast, declined: dict[type[Model], int], sign_in: Any, who: str
) -> None:
    """Whoever opens whatever: a page, a sentence, never a 500; and nothing is written.

    No browser keeps it, and no page tells a home leader's reason to others (E8, R5).
    """
    browser = sign_in(getattr(full, who))
    faults: list[Any] = []
    for address in inside():
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(address.url("lodos", declined))
        if answer.status_code not in {200, 204, 302, 403, 404, 405}:
            faults.append((address.name, answer.status_code))
        if not {"private", "no-store"} <= set(answer.headers["Cache-Control"].split(", ")):
            faults.append((address.name, answer.headers["Cache-Control"]))
        if who not in REASON_READERS and REASON in answer.content.decode():
            faults.append((address.name, "tells the reason"))
        faults += [(address.name, sql) for sql in _writes(queries, address)]

    assert faults == []


def _writes(queries: Any, address: Address) -> list[str]:
    verbs = ("INSERT", "UPDATE", "DELETE")
    return [
        query["sql"][:120]
        for query in queries
        if query["sql"].startswith(verbs) and "django_session" not in query["sql"]
    ]


def test_empty_post_is_answered_with_a_sentence(
    full: Cast, ids: dict[type[Model], int], sign_in: Any
) -> None:
    """Nothing filled in, or no right: 422, 403 or a redirect, never a 500."""
    browser = sign_in(full.member)
    faults = []
    for address in inside():
        answer = browser.post(address.url("lodos", ids), {})
        if answer.status_code >= 500 or answer.status_code == 400:
            faults.append((address.name, answer.status_code))

    assert faults == []
