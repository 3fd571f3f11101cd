"""M1: review and retrospective, in the last two weeks of a cycle."""

from datetime import date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from icalendar import Calendar

from core.tenancy import tenant
from pages.theme.surroundings import dates
from reviews.closing_events.actions import Planned, closing_event_plan, closing_events_propose
from reviews.models import ClosingEvent
from tests.cast import ISTANBUL, Cast
from tests.reviews.review.test_review import REVIEW_AT, open_review

RETRO_AT = datetime(2026, 7, 2, 13, 0, tzinfo=ISTANBUL)


def plan(cast: Cast, kind: str, starts_at: datetime, minutes: int) -> ClosingEvent:
    planned = Planned(starts_at, minutes, "Hall")
    return closing_event_plan(cycle=cast.cycle, kind=kind, planned=planned, by=cast.integrator)


def test_dates_are_proposed_on_working_days_of_the_last_weeks(cast: Cast) -> None:
    """M1: the review before the retrospective, both before the end."""
    days = {kind: row.starts_at for kind, row in closing_events_propose(cast.cycle).items()}

    assert {kind: day.date() for kind, day in days.items()} == {
        "review": date(2026, 6, 30),
        "retrospective": date(2026, 7, 1),
    }


@pytest.mark.parametrize(
    ("kind", "starts_at", "minutes", "sentence"),
    [
        ("review", REVIEW_AT, 44, "45 to 90"),
        ("retrospective", RETRO_AT, 61, "30 to 60"),
        ("review", datetime(2026, 6, 20, 13, 0, tzinfo=ISTANBUL), 60, "last two weeks"),
        ("review", datetime(2026, 7, 6, 13, 0, tzinfo=ISTANBUL), 60, "last two weeks"),
    ],
)
def test_length_and_day_have_their_bounds(
    cast: Cast, kind: str, starts_at: datetime, minutes: int, sentence: str
) -> None:
    """M1: review 45 to 90 minutes, retrospective 30 to 60, in the last two weeks."""
    with pytest.raises(ValidationError, match=sentence):
        plan(cast, kind, starts_at, minutes)

    assert not ClosingEvent.objects.exists()


def test_review_and_its_event_say_the_same_day(cast: Cast, clock: Any) -> None:
    """M1: opening moves the event, moving the event moves the review, twice is once."""
    row = plan(cast, "review", datetime(2026, 6, 30, 9, 0, tzinfo=ISTANBUL), 60)
    open_review(cast, clock)
    row.refresh_from_db()
    opened = (row.starts_at, row.version)

    moved = plan(cast, "review", RETRO_AT, 60)
    again = plan(cast, "review", RETRO_AT, 60)
    cast.cycle.review.refresh_from_db()

    assert opened == (REVIEW_AT, 2)
    assert (moved.pk, moved.version, again.version) == (row.pk, 3, 3)
    assert cast.cycle.review.starts_at == RETRO_AT


def test_planned_dates_stand_with_the_themes_and_in_the_calendar(
    stage: Cast, sign_in: Any, clock: Any
) -> None:
    """M1: planned by the integration team, seen by everybody, one file each."""
    path = stage.path(f"cycles/{stage.cycle.pk}/events/")
    integrator = sign_in(stage.integrator)
    proposed = integrator.get(path).text
    said = {
        "review-starts_at": "2026-07-01T13:00",
        "review-minutes": "90",
        "review-place": "Hall",
        "retrospective-starts_at": "2026-07-02T13:00",
        "retrospective-minutes": "99",
    }

    bad = integrator.post(path, said)
    late = integrator.post(
        path, {**said, "retrospective-minutes": "45", "retrospective-starts_at": "2026-08-02T13:00"}
    )
    with tenant(stage.organisation):
        assert not ClosingEvent.objects.exists()
    good = integrator.post(path, {**said, "retrospective-minutes": "45"})
    with tenant(stage.organisation):
        found = [(row.what, row.until) for row in dates([stage.cycle], date(2026, 6, 29))]
        (retro,) = ClosingEvent.objects.filter(kind="retrospective")
    file = sign_in(stage.reader).get(stage.path(f"events/{retro.pk}/calendar/"))
    entry: Any
    (entry,) = Calendar.from_ical(file.content).walk("VEVENT")

    assert 'value="2026-06-30T13:00"' in proposed
    assert (bad.status_code, late.status_code, good.status_code) == (422, 422, 302)
    assert 'value="99"' in bad.text
    assert [what for what, until in found if until] == ["Review", "Retrospective"]
    assert (entry["dtstart"].dt, entry["duration"].dt) == (
        RETRO_AT,
        retro.ends_at - retro.starts_at,
    )
    assert sign_in(stage.sponsor).get(path).status_code == 403


def test_opening_proposes_what_was_planned(stage: Cast, sign_in: Any, clock: Any) -> None:
    """M1: nobody types a day twice."""
    with tenant(stage.organisation):
        plan(stage, "review", REVIEW_AT, 60)
    form = sign_in(stage.integrator).get(stage.path(f"cycles/{stage.cycle.pk}/review/open/")).text

    assert 'value="2026-07-01"' in form
    assert 'value="Hall"' in form


def test_closed_cycle_keeps_its_dates(cast: Cast, clock: Any) -> None:
    """M1, M10: what was is not planned anew."""
    cast.cycle.phase = "closed"
    cast.cycle.save(update_fields=["phase"])

    with pytest.raises(ValidationError, match="closed"):
        plan(cast, "review", REVIEW_AT, 60)
    assert not ClosingEvent.objects.exists()
