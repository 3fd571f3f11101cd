"""By when: one moment for a page and a mail, for people in every zone."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from core.formatting import spoken_date
from core.tenancy import tenant
from nudges.mail.delivery import _still_open
from nudges.models import Message
from nudges.registry import nudges, open_rows, rows_by_kind
from nudges.tasks import look_after
from okrs.to_dos.actions import to_do_add
from orgs.models import Person
from tests.cast import ISTANBUL, Cast
from tests.teams.calling import move_to

NEW_YORK = ZoneInfo("America/New_York")
FRIDAY = date(2026, 5, 22)


@pytest.fixture
def apart(stage: Cast) -> Cast:
    """Two people of one team, seven hours apart, each with a to-do by the same day."""
    zones = {stage.member: "America/New_York", stage.representative: ""}
    with tenant(stage.organisation):
        for person, zone in zones.items():
            Person.objects.filter(pk=person.pk).update(time_zone=zone)
            to_do_add(team=stage.team, by=person, text="Film", owner=person, due_on=FRIDAY)
    return stage


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        (datetime(2026, 5, 22, 17, 59, tzinfo=ISTANBUL), False),
        (datetime(2026, 5, 22, 18, 1, tzinfo=ISTANBUL), True),
    ],
)
def test_page_and_mail_agree_on_late_for_people_in_two_zones(
    apart: Cast, sign_in: Any, clock: Any, moment: datetime, late: bool
) -> None:
    clock.move_to(moment)
    look_after(apart.organisation.pk)
    words = f"was due {spoken_date(FRIDAY)}"

    for person in (apart.member, apart.representative):
        browser = sign_in(person)
        my_work = browser.get(apart.path("")).text
        team = browser.get(apart.path(f"teams/{apart.team.pk}/")).text
        with tenant(apart.organisation):
            told = Message.objects.filter(person=person)
            lines = [
                line for mail in told for line in _still_open(mail, timezone.now(), rows_by_kind)[0]
            ]
        mailed = [line.late for line in lines if line.nudge.kind == "okrs.to_do"]
        assert (words in my_work, words in team, mailed) == (late, late, [late])


@pytest.mark.parametrize(
    "phase", ["planned", "calling", "forming", "preparing", "running", "closed"]
)
def test_no_kind_is_due_at_another_moment_for_whoever_looks_from_elsewhere(
    stage: Cast, phase: str
) -> None:
    """My work runs on the clock of whoever looks, the tick on the organisation's."""
    with tenant(stage.organisation):
        move_to(stage.cycle, phase)
        by_zone = []
        for zone in (ISTANBUL, NEW_YORK):
            with timezone.override(zone):
                rows = [
                    (due.about, due.person_id, due.due_at, due.opens_at)
                    for nudge in nudges
                    for due in open_rows(nudge, timezone.now())
                ]
                by_zone.append(sorted(rows, key=str))

    assert by_zone[0] == by_zone[1]
