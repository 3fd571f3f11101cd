"""Several who write in the room at once: lines sent twice are there once, and nobody waits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from checkins.impediments.actions import impediment_raise
from checkins.live_check_in.actions import check_in_end, check_in_start, slot_pause
from checkins.live_check_in.changes import channel
from checkins.models import Achievement, CheckIn, Impediment, Learning, Slot
from checkins.reports.actions import achievement_add, learning_add
from checkins.series.actions import series_plan
from core.live.channels import versions
from core.tenancy import tenant
from tests.cast import Cast

TODAY = datetime(2026, 5, 20, 14, 0, tzinfo=ZoneInfo("Europe/Istanbul"))
HTMX = {"HX-Request": "true"}
KINDS: dict[str, tuple[Callable[..., Any], Any]] = {
    "achievement": (achievement_add, Achievement),
    "learning": (learning_add, Learning),
    "impediment": (impediment_raise, Impediment),
}


@pytest.fixture
def live(stage: Cast) -> CheckIn:
    with tenant(stage.organisation):
        check_in = series_plan(
            cycle=stage.cycle, dates=[TODAY], by=stage.integrator, facilitator=stage.facilitator
        )[0]
        return check_in_start(check_in=check_in, by=stage.facilitator)


def line(kind: str, text: str, key: UUID | str) -> dict[str, str]:
    return {"kind": kind, "text": text, "key": str(key)}


@pytest.mark.parametrize("kind", KINDS)
def test_line_sent_again_is_answered_as_at_first(
    stage: Cast, live: CheckIn, sign_in: Any, kind: str
) -> None:
    """K3, S5: the same key does nothing more, not even after the end; another key is a new line."""
    key, client = uuid4(), sign_in(stage.member)
    with tenant(stage.organisation):
        url = stage.path(f"slots/{live.slots.get(team=stage.team).pk}/notes/")

    first = client.post(url, line(kind, "Vans carry parts", key), headers=HTMX)
    again = client.post(url, line(kind, "Vans carry parts", key), headers=HTMX)
    other = client.post(url, line(kind, "Vans carry parts", uuid4()), headers=HTMX)
    with tenant(stage.organisation):
        check_in_end(check_in=live, by=stage.facilitator)
    late = [client.post(url, line(kind, "Vans", k), headers=HTMX) for k in (key, uuid4())]

    assert [a.status_code for a in (first, again, other, *late)] == [204, 204, 204, 204, 422]
    assert first["HX-Trigger"] == again["HX-Trigger"]
    assert "This check-in is over" in late[1].text
    with tenant(stage.organisation):
        assert KINDS[kind][1].objects.filter(team=stage.team).count() == 2


def test_line_that_is_refused_says_why_and_keeps_the_words(
    stage: Cast, live: CheckIn, sign_in: Any
) -> None:
    """K3: outside of the columns the form stays as it is, and a sentence says what to do."""
    with tenant(stage.organisation):
        url = stage.path(f"slots/{live.slots.get(team=stage.team).pk}/notes/")

    empty = sign_in(stage.member).post(url, line("learning", " ", ""), headers=HTMX)
    forged = sign_in(stage.member).post(url, line("learning", "A date", "no key"), headers=HTMX)

    assert [(a.status_code, a["HX-Reswap"]) for a in (empty, forged)] == [(422, "none")] * 2
    assert "Write one sentence." in empty.text
    assert "Load the page again." in forged.text


@pytest.mark.django_db(transaction=True)
def test_line_sent_twice_at_once_is_there_once(stage: Cast, live: CheckIn) -> None:
    """K3: two connections with one key at the same moment: both are answered with the one line."""
    start = Barrier(8)

    def send(number: int) -> tuple[str, int]:
        kind = list(KINDS)[number % 2]
        try:
            with tenant(stage.organisation):
                slot = Slot.objects.select_related("team__cycle", "check_in").get(team=stage.team)
                start.wait(timeout=10)
                text = {"team": slot.team, "text": "Vans", "by": stage.member, "slot": slot}
                return kind, KINDS[kind][0](**text, key=key).pk
        finally:
            connection.close()

    key = uuid4()
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(send, range(8)))

    with tenant(stage.organisation):
        assert made == {
            ("achievement", Achievement.objects.get().pk),
            ("learning", Learning.objects.get().pk),
        }


@pytest.mark.django_db(transaction=True)
def test_who_writes_holds_up_nobody_and_is_heard_of_last(stage: Cast, live: CheckIn) -> None:
    """K3: a line that is not committed yet stops neither the clock nor other lines; then it counts.

    Whoever has read the room meanwhile, without that line, hears of a newer version.
    """
    slow: dict[str, Any] = {"team": stage.team, "text": "Slow", "by": stage.member}

    def others() -> int:
        try:
            with tenant(stage.organisation):
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL lock_timeout = '5s'")
                slot = Slot.objects.select_related("team", "check_in").get(team=stage.team)
                learning_add(team=stage.team, text="Quick", by=stage.representative)
                slot_pause(slot=slot, by=stage.facilitator)
            with tenant(stage.organisation):
                return versions(channel(live))["notes"]
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, tenant(stage.organisation):
        learning_add(**slow)
        read_meanwhile = pool.submit(others).result()

    with tenant(stage.organisation):
        assert versions(channel(live))["notes"] == read_meanwhile + 1
        assert Slot.objects.get(team=stage.team).paused
