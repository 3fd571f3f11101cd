"""A private impediment stays between the team and its coach: on pages, in mails, in the record."""

from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone

from checkins.impediments.actions import impediment_edit, impediment_end, impediment_raise
from checkins.live_check_in.actions import check_in_end, check_in_start
from checkins.meetings.actions import meeting_open
from checkins.models import CheckIn, Impediment, Minutes
from core.tenancy import tenant
from nudges.mail.outbox import sweep
from nudges.models import Message, Occasion
from nudges.registry import nudges, open_rows
from orgs.models import AuditEvent
from tests.cast import Cast
from tests.walls.addresses import inside

WORDS = "Two of us do not talk"
READERS = ["member", "leader_member", "coach"]
OTHERS = [
    "administrator",
    "sponsor",
    "integrator",
    "facilitator",
]  # who sees most of what is others'


@pytest.fixture
def private(full: Cast, ids: dict[type[Model], int]) -> dict[type[Model], int]:
    """Raised in a meeting, looked after by a member, and open while a check-in is held."""
    with tenant(full.organisation):
        meeting = meeting_open(team=full.team, by=full.member)
        row = impediment_raise(
            team=full.team, text="People", by=full.member, meeting=meeting, private=True
        )
        impediment_edit(
            impediment=row,
            by=full.member,
            text=WORDS,
            blocks=WORDS,
            impact=WORDS,
            category="people",
            owner=full.member,
            private=True,
        )
        Minutes.objects.all().delete()
        check_in = CheckIn.objects.get()
        check_in_start(check_in=check_in, by=full.facilitator)
        check_in_end(check_in=check_in, by=full.facilitator)
        return {**ids, Impediment: row.pk, type(meeting): meeting.pk, Minutes: check_in.minutes.pk}


@pytest.mark.parametrize("who", OTHERS)
def test_no_page_tells_it(
    full: Cast, private: dict[type[Model], int], sign_in: Any, who: str
) -> None:
    """J6, R5: no page, list, room, minutes, Markdown or file of anybody outside."""
    browser = sign_in(getattr(full, who))

    told = [
        address.name
        for address in inside()
        if WORDS in browser.get(address.url("lodos", private)).content.decode()
    ]

    assert told == []


def test_team_and_coach_read_it(full: Cast, private: dict[type[Model], int], sign_in: Any) -> None:
    """J6: the control: the walk hears it where it may be told."""
    names = {"checkins:impediment_detail", "checkins:impediment_list", "checkins:meeting_detail"}
    pages = [a.url("lodos", private) for a in inside() if a.name in names]

    for who in READERS:
        browser = sign_in(getattr(full, who))
        assert [WORDS in browser.get(page).content.decode() for page in pages] == [True] * 3


def test_no_mail_no_record_and_no_minutes_tell_it(
    full: Cast, private: dict[type[Model], int]
) -> None:
    """J6: what is asked of people, what was sent, what administrators read later."""
    with tenant(full.organisation):
        row = Impediment.objects.get(pk=private[Impediment])
        rows = [due for nudge in nudges for due in open_rows(nudge, timezone.now())]
        sweep(timezone.now())
        impediment_end(impediment=row, state="unsolved", by=full.member, outcome=WORDS)
        kept = [
            *rows,
            *Message.objects.values_list(),
            *Occasion.objects.values_list(),
            *AuditEvent.objects.values_list(),
            *Minutes.objects.values_list(),
        ]

    assert len(rows) > 1
    assert [str(found) for found in kept if WORDS in str(found)] == []
