"""A value that waits: whoever measures is reminded once, then those are told who can help."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from core.tenancy import tenant
from nudges.mail.outbox import sweep
from nudges.registry import nudges, open_rows
from okrs.measurements.actions import measure
from okrs.models import KeyResult, MeasureRules
from orgs.models import AuditEvent, Person
from orgs.organisation_settings.actions import setting_save
from tests.cast import Cast
from tests.okrs.rows import measured

ISTANBUL = ZoneInfo("Europe/Istanbul")


@pytest.fixture
def due(cast: Cast) -> Cast:
    """Both key results are due on Wednesday 3 June."""
    for key_result in cast.key_results:
        measured(key_result, cast.representative, "65", "2026-05-20")
    KeyResult.objects.update(every_weeks=2)
    return cast


def told(person: Person | None = None) -> list[tuple[int, str]]:
    rows = open_rows(nudges["okrs.unmeasured"], timezone.now(), person)
    return sorted((row.person_id, row.about) for row in rows)


def on(clock: Any, day: int, hour: int = 19) -> None:
    clock.move_to(datetime(2026, 6, day, hour, 0, tzinfo=ISTANBUL))


def test_who_can_help_is_told_after_three_working_days(due: Cast, clock: Any) -> None:
    """T4: who speaks for the team and its coach; the one who measures is not told about it."""
    first, second = (f"okrs.keyresult:{key_result.pk}" for key_result in due.key_results)
    on(clock, 8, 17)
    assert told() == []

    on(clock, 8)
    assert told() == sorted(
        [
            (due.coach.pk, first),
            (due.coach.pk, second),
            (due.representative.pk, second),
        ]
    )
    assert told(due.representative) == [(due.representative.pk, second)]
    assert told(due.coach) == sorted([(due.coach.pk, first), (due.coach.pk, second)])
    assert [told(one) for one in (due.member, due.sponsor, due.home_leader)] == [[]] * 3

    measure(key_result=due.key_results[1], by=due.member, value=70)
    assert told() == [(due.coach.pk, first)]


def test_everybody_hears_of_it_once(due: Cast, clock: Any) -> None:
    """T4: on the day and one reminder for who measures, one mail line for each who can help."""
    due.key_results[0].delete()
    for day in range(1, 13):
        for hour in (7, 19):
            on(clock, day, hour)
            sweep(timezone.now())

    assert [row.moment for row in due.member.occasions.filter(kind="okrs.measure")] == [
        "open",
        "day",
        "late",
    ]
    for helper in (due.representative, due.coach):
        assert helper.occasions.filter(kind="okrs.unmeasured").count() == 1


def test_words_offer_help_and_name_nobody(due: Cast, clock: Any) -> None:
    """T4: nobody is shamed."""
    on(clock, 8)

    row = open_rows(nudges["okrs.unmeasured"], timezone.now(), due.representative)[0]

    assert row.title == "“Repeat visits” waits for a value. Can you help?"
    assert row.details == [
        "Whoever measures it was reminded once. Perhaps something is in the way."
    ]
    assert due.member.given_name not in str(row)


def test_grace_is_a_setting(due: Cast, clock: Any) -> None:
    """T4: after how many working days; the record says who changed it."""
    setting_save(MeasureRules, tell_after=1, by=due.administrator)
    setting_save(MeasureRules, tell_after=1, by=due.administrator)

    on(clock, 4)

    assert len(told()) == 3
    event = AuditEvent.objects.get(verb="measure_rules.edit")
    assert (event.before, event.after) == ({"tell_after": 3}, {"tell_after": 1})


def test_statements_do_not_grow(due: Cast, clock: Any, django_assert_max_num_queries: Any) -> None:
    """Every tick asks this for everybody."""
    on(clock, 12)
    with django_assert_max_num_queries(5) as few:
        assert len(told()) == 3
    for position in (3, 4):
        KeyResult.objects.create(
            objective=due.key_results[0].objective,
            position=position,
            title="One more",
            kind="increase",
            unit="%",
            baseline=0,
            target=9,
            owner=due.member,
        )

    with django_assert_max_num_queries(len(few)):
        assert len(told()) == 7


@pytest.mark.parametrize(("typed", "status", "kept"), [("2", 302, 2), ("0", 422, 3), ("", 422, 3)])
def test_administrator_sets_the_grace(
    stage: Cast, sign_in: Any, typed: str, status: int, kept: int
) -> None:
    """T4: a number of working days; anything else is said and changes nothing."""
    answer = sign_in(stage.administrator).post(
        stage.path("settings/measuring/"), {"tell_after": typed}
    )

    assert answer.status_code == status
    with tenant(stage.organisation):
        assert (MeasureRules.objects.first() or MeasureRules()).tell_after == kept


def test_measured_day_counts_from_the_last_value(due: Cast, clock: Any) -> None:
    """T4: a value that came late begins the next weeks; nobody is told of the past."""
    on(clock, 8)
    measured(due.key_results[1], due.member, "70", "2026-06-07")

    assert {about for _person, about in told()} == {f"okrs.keyresult:{due.key_results[0].pk}"}
