"""W16: what cannot be taken back is asked first, on a page that works without scripts."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from checkins.models import CheckIn
from checkins.series.actions import series_plan
from core.tenancy import tenant
from nudges.registry import nudges, open_rows
from teams.models import Call, Offer
from tests.cast import Cast
from themes.models import Cycle

AT = datetime(2026, 5, 20, 14, 0, tzinfo=ZoneInfo("Europe/Istanbul"))


@pytest.mark.parametrize(("before", "asked"), [(timedelta(hours=2), True), (timedelta(0), False)])
def test_check_in_that_is_started_early_is_asked_about(
    stage: Cast, sign_in: Any, clock: Any, before: timedelta, asked: bool
) -> None:
    """At its time one tap starts it; two hours before, one tap asks."""
    clock.move_to(AT - before)
    with tenant(stage.organisation):
        (check_in,) = series_plan(
            cycle=stage.cycle, dates=[AT], by=stage.integrator, facilitator=stage.facilitator
        )
    browser = sign_in(stage.facilitator)
    path = stage.path(f"check-ins/{check_in.pk}/start/")

    def live() -> bool:
        with tenant(stage.organisation):
            return CheckIn.objects.get(pk=check_in.pk).live

    page = browser.post(path).text
    first = live()
    browser.post(path, {"sure": "yes"})

    assert ("Start the check-in now?" in page, first, live()) == (asked, not asked, True)
    assert ('name="sure" value="yes"' in page) == asked


def test_who_had_begun_an_answer_hears_that_the_call_is_closed(
    stage: Cast, sign_in: Any, clock: Any
) -> None:
    """Before its day: the page says how many there are, and they are written to."""
    clock.move_to(AT)
    with tenant(stage.organisation):
        Cycle.objects.update(phase=Cycle.Phase.CALLING)
        Call.objects.update(deadline=date(2026, 5, 30))
        Offer.objects.create(
            call=stage.call,
            person=stage.reader,
            way=Offer.Way.VOLUNTEERED,
            state=Offer.State.DRAFT,
        )
    browser = sign_in(stage.integrator)
    path = stage.path(f"cycles/{stage.cycle.pk}/forming/start/")

    def told() -> list[int]:
        with tenant(stage.organisation):
            rows = open_rows(nudges["teams.call_closed"], timezone.now())
            return [row.person_id for row in rows if not row.asks]

    page = browser.post(path).text
    before = told()
    browser.post(path, {"sure": "yes"})

    assert "1 person has begun an answer and cannot send it any more." in page
    assert "It was promised to be open until Sat 30 May" in page
    assert (before, told()) == ([], [stage.reader.pk])


def test_cycle_is_started_after_a_question(stage: Cast, sign_in: Any) -> None:
    """The note that was written goes along."""
    with tenant(stage.organisation):
        Cycle.objects.update(phase=Cycle.Phase.PREPARING)
    browser, path = sign_in(stage.integrator), stage.path(f"cycles/{stage.cycle.pk}/step/")
    said = {"step": "run", "note": "We begin."}

    def phase() -> str:
        with tenant(stage.organisation):
            return Cycle.objects.get(pk=stage.cycle.pk).phase

    page = browser.post(path, said).text
    first = phase()
    browser.post(path, {**said, "sure": "yes"})

    assert "there is no way back" in page
    assert 'name="note" value="We begin."' in page
    assert (first, phase()) == ("preparing", "running")
