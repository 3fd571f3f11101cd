"""What the pictures of a key result say to those who do not see them."""

from datetime import date
from decimal import Decimal

from okrs.status import KeyResultStatus, key_result_status
from okrs.status.charts import draw_burnup, draw_spark, draw_track, expected, weekly
from tests.cast import Cast
from tests.okrs.rows import measured


def status_of(cast: Cast) -> KeyResultStatus:
    first, _second = cast.key_results
    for day, value in (("2026-03-30", "62"), ("2026-04-20", "64"), ("2026-05-18", "68")):
        measured(first, cast.member, value, day, "unsure")
    return key_result_status(first, date(2026, 5, 20), since=date(2026, 5, 1))


def test_track_says_progress_confidence_and_time(cast: Cast) -> None:
    """S1: every picture has its words."""
    picture = draw_track(status_of(cast))

    said = "50\u00a0%, unsure. 48\u00a0% of the time has passed."
    assert f'aria-label="{said}"' in picture
    assert 'class="ghost"' in picture


def test_burnup_tells_the_forecast_in_the_key_results_own_unit(cast: Cast) -> None:
    status = status_of(cast)

    assert expected(status) == "At this pace the team reaches 72 to 75\u00a0% by 5 July."
    assert "Target 74\u00a0%" in draw_burnup(status)


def test_forecast_needs_three_days(cast: Cast) -> None:
    first, _second = cast.key_results
    measured(first, cast.member, "64", "2026-05-18")
    status = key_result_status(first, date(2026, 5, 20))

    assert expected(status) == ""
    assert "cast" not in draw_spark(status)


def test_days_before_the_cycle_lie_at_its_start(cast: Cast) -> None:
    assert weekly(status_of(cast))[0] == (0.0, Decimal(0))
