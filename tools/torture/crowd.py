"""Organisations of which some are ill.

Everybody is to get one letter; where a row is broken, a second kind of reminder cannot be read for
the person it belongs to.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from core.tenancy import tenant
from nudges.registry import OPEN, Due, Nudge, nudges
from orgs.models import Division, Level, Organisation, Person
from themes.chat.delivery import TEST
from themes.models import ChatChannel, ChatPost, Theme
from tools.bench import letters
from tools.torture.hosts import STALLS, SWALLOWS
from tools.torture.tick import ILL, PEOPLE, SORTS

POSTS = 5
"""Messages that wait for each slow chat."""
BROKEN = "torture.broken"


def broken(now: datetime, person: Person | None) -> Iterable[Due]:
    """One person's row cannot be read."""
    rows = Person.objects.filter(title__startswith="in ")
    for row in rows.filter(pk=person.pk) if person else rows:
        yield Due(
            person_id=row.pk,
            about=f"orgs.person:{row.pk}",
            title="Another letter",
            url="/",
            due_at=now + timedelta(days=int(row.title.split()[1])),
            action="Read it",
        )


def learn() -> None:
    letters.learn()
    nudges.add(BROKEN, Nudge(BROKEN, "mail", broken, any_hour=True, moments=(OPEN,)))


def make(number: int, chat: str) -> dict[str, list[int]]:
    sorts = [*(sort for sort in SORTS for _one in range(ILL)), *["others"] * (number - 3 * ILL)]
    made: dict[str, list[int]] = {}
    for place, sort in enumerate(sorts):
        made.setdefault(sort, []).append(_organisation(place, sort, chat))
    return made


def _organisation(place: int, sort: str, chat: str) -> int:
    house = Organisation.objects.create(name=f"House {place}", slug=f"house-{place}")
    prefix = [STALLS, SWALLOWS][place % 2] if sort == "slow_mail" else ""
    with tenant(house):
        division, level = (
            Division.objects.create(name="All"),
            Level.objects.create(name="R", rank=1),
        )
        Person.objects.bulk_create(
            Person(
                organisation=house,
                given_name=f"P{n}",
                family_name="Letter",
                title=_title(sort, n),
                email=f"{prefix}p{place}-{n}{letters.ADDRESS}",
                sort_key=f"letter {n:06}",
                division=division,
                level=level,
            )
            for n in range(PEOPLE)
        )
        if sort == "slow_chats":
            _chat(Person.objects.order_by("pk")[0], chat)
    return house.pk


def _title(sort: str, number: int) -> str:
    """When the second kind is due; the first person's cannot be read."""
    if sort != "broken_rows":
        return ""
    return "in ? days" if number == 0 else "in 3 days"


def _chat(sponsor: Person, address: str) -> None:
    now, today = timezone.now(), timezone.localdate()
    theme = Theme.objects.create(
        name="A theme",
        strategy_sentence="It counts.",
        why_now="Now.",
        why_no_team="All of us.",
        sponsor=sponsor,
        created_by=sponsor,
        horizon_months=12,
        starts_on=today,
    )
    channel = ChatChannel(theme=theme, kind="slack", language="en", connected_by=sponsor)
    channel.connected_at = now
    channel.seal(address)
    channel.save()
    for number in range(POSTS):
        ChatPost.objects.create(channel=channel, kind=TEST, dedupe_key=f"{number}", due_at=now)
