"""How teams stand: which measurement counts, pace beside confidence, constant queries."""

from datetime import date
from decimal import Decimal
from typing import Any

from okrs.key_results.formatting import short_text, value_text
from okrs.models import KeyResult
from okrs.status import key_result_status, team_status, team_statuses
from tests.cast import Cast
from tests.okrs.rows import agreed_set, measured

TODAY = date(2026, 5, 20)


def test_status_of_a_team_without_a_set_is_empty(cast: Cast) -> None:
    status = team_status(cast.other_team, TODAY)

    assert status.okr_set is None
    assert (status.progress, status.pace, status.confidence) == (None, None, "")
    assert status.key_results == []


def test_later_measured_date_wins_over_later_typed(cast: Cast) -> None:
    """I4: what was measured last counts, whenever it was typed."""
    first, _second = cast.key_results
    measured(first, cast.member, "68", "2026-05-18", "unsure")
    measured(first, cast.member, "65", "2026-05-04", "confident")

    status = key_result_status(first, TODAY)

    assert status.value == Decimal(68)
    assert [m.value for m in status.history] == [Decimal(65), Decimal(68)]


def test_later_typed_wins_on_the_same_day_and_correction_replaces(cast: Cast) -> None:
    """I4: a correction keeps the old value and takes its place."""
    first, _second = cast.key_results
    measured(first, cast.member, "66", "2026-05-18")
    wrong = measured(first, cast.member, "86", "2026-05-18")
    measured(first, cast.member, "68", "2026-05-18", replaces=wrong)

    status = key_result_status(first, TODAY)

    assert [m.value for m in status.history] == [Decimal(68)]
    assert first.measurements.count() == 3


def test_status_as_of_an_earlier_day_knows_nothing_later(cast: Cast) -> None:
    first, _second = cast.key_results
    measured(first, cast.member, "65", "2026-04-20")
    measured(first, cast.member, "68", "2026-05-18")

    status = key_result_status(first, date(2026, 4, 30))

    assert status.value == Decimal(65)


def test_change_is_counted_since_a_day(cast: Cast) -> None:
    first, _second = cast.key_results
    measured(first, cast.member, "62", "2026-04-06", "confident")
    measured(first, cast.member, "65", "2026-05-04", "confident")
    measured(first, cast.member, "68", "2026-05-18", "unsure")

    status = key_result_status(first, TODAY, since=date(2026, 4, 29))

    assert (status.raw, status.raw_before) == (Decimal("0.5"), Decimal(0))
    assert status.change == Decimal("0.5")
    assert (status.confidence_before, status.confidence) == ("confident", "unsure")
    assert status.confidence_fell


def test_team_progress_is_the_mean_and_confidence_the_weakest(cast: Cast) -> None:
    """A4: one figure for one team; contributions are clamped, raw values are not."""
    first, second = cast.key_results
    measured(first, cast.member, "80", "2026-05-18", "confident")
    measured(second, cast.member, "72", "2026-05-18", "doubtful")

    status = team_status(cast.team, TODAY)

    assert [s.raw for s in status.key_results] == [Decimal("1.5"), Decimal("0.5")]
    assert status.progress == Decimal("0.75")
    assert status.confidence == "doubtful"
    assert status.pace is not None
    assert status.pace.word == "ahead"


def test_pace_and_confidence_that_contradict_are_marked(cast: Cast) -> None:
    """K6: neither overwrites the other; a disagreement is marked."""
    first, second = cast.key_results
    measured(first, cast.member, "62", "2026-05-18", "confident")
    measured(second, cast.member, "72", "2026-05-18", "unsure")

    status = team_status(cast.team, TODAY)
    behind, even = status.key_results

    assert behind.pace is not None
    assert (behind.pace.word, behind.confidence) == ("behind", "confident")
    assert behind.disagreement == "Behind, yet confident?"
    assert (even.confidence, even.disagreement) == ("unsure", "")


def test_missed_window_of_a_band_counts_as_not_met_not_as_zero(cast: Cast) -> None:
    """I5: three windows are over, one was missed, one was outside the band."""
    band = agreed_set(
        cast.other_team,
        cast.other_member,
        kind="maintain",
        unit="%",
        baseline=None,
        target=None,
        low=95,
        high=100,
    )
    measured(band, cast.other_member, "97", "2026-04-15")
    measured(band, cast.other_member, "91", "2026-05-15")

    status = key_result_status(band, TODAY)

    assert [m.value if m else None for _w, m in status.windows] == [97, None, 91]
    assert (status.hits, status.planned) == (1, 3)
    assert status.raw == Decimal(1) / 3
    assert status.value == Decimal(91)
    assert status.pace is None


def test_milestones_and_baselines_have_their_own_progress(cast: Cast) -> None:
    steps = agreed_set(cast.other_team, cast.other_member, kind="milestone", unit="")
    learned = KeyResult.objects.create(
        objective=steps.objective, position=2, title="How it feels", kind="baseline", unit="points"
    )
    measured(steps, cast.other_member, "75", "2026-05-15")
    measured(learned, cast.other_member, "3.4", "2026-05-15")

    status = team_status(cast.other_team, TODAY)

    assert [s.raw for s in status.key_results] == [Decimal("0.75"), None]
    assert status.progress == Decimal("0.75")


def test_due_and_late_follow_the_last_measurement(cast: Cast) -> None:
    first, second = cast.key_results
    measured(first, cast.member, "65", "2026-05-18")
    measured(second, cast.member, "80", "2026-05-01")

    fresh, old = team_status(cast.team, TODAY).key_results

    assert (fresh.due_on, fresh.late) == (date(2026, 6, 1), False)
    assert (old.due_on, old.late) == (date(2026, 5, 15), True)


def test_steps_of_a_third_are_said_in_whole_percent(cast: Cast) -> None:
    """G4: a key result of steps stands at 33 %, not at 33.3333 %."""
    steps = KeyResult(kind=KeyResult.Kind.MILESTONE)

    assert value_text(steps, Decimal("33.3333")) == "33\u00a0%"
    assert short_text(steps, Decimal("66.6667")) == "67\u00a0%"


def test_figures_carry_unit_and_comparison(cast: Cast) -> None:
    first, second = cast.key_results
    measured(first, cast.member, "68.5", "2026-05-18")
    measured(second, cast.member, "72", "2026-05-18")

    percent, visits = team_status(cast.team, TODAY).key_results

    assert (percent.value_text, percent.from_to) == ("68.5\u00a0%", "from 62 to 74\u00a0%")
    assert (visits.value_text, visits.from_to) == ("72\u00a0visits", "from 84 to 60")
    assert (visits.short_text, visits.small_unit) == ("72", "visits")


def test_queries_do_not_grow_with_teams(cast: Cast, django_assert_num_queries: Any) -> None:
    measured(cast.key_results[0], cast.member, "65", "2026-05-18")
    other = agreed_set(cast.other_team, cast.other_member)
    measured(other, cast.other_member, "20", "2026-05-18")

    with django_assert_num_queries(5):
        team_statuses([cast.team], TODAY)
    with django_assert_num_queries(5):
        found = team_statuses([cast.team, cast.other_team], TODAY)

    assert [found[t.pk].progress for t in (cast.team, cast.other_team)] == [
        Decimal("0.25"),
        Decimal("0.25"),
    ]
