"""The forecast: the vector of the method, hand-computed ones, and what must always hold."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.forecast import Forecast, forecast

FIRST = date(2026, 4, 6)

Point = tuple[date, Decimal]

shares = st.decimals(min_value=-2, max_value=3, places=4)
series = st.dictionaries(st.integers(0, 90), shares, min_size=3, max_size=12).map(
    lambda by_day: [(day(n), share) for n, share in by_day.items()]
)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def at(*points: tuple[int, str]) -> list[Point]:
    return [(day(number), Decimal(share)) for number, share in points]


def test_forecast_of_an_even_walk_has_the_narrowest_band() -> None:
    points = at((0, "0"), (7, "0.1"), (14, "0.2"))

    assert forecast(points, ends_on=day(84)) == Forecast(
        Decimal("1.2"), Decimal("1.18"), Decimal("1.22")
    )


def test_forecast_widens_with_uneven_steps_and_uneven_gaps() -> None:
    """Steps 0.2 in 1 week and 0.1 in 2: d = 0.1, s² = 0.01/1 + 0.01/2, 4 weeks to go."""
    points = at((0, "0"), (7, "0.2"), (21, "0.3"))

    cast = forecast(points, ends_on=day(49))

    assert cast is not None
    half = Decimal("1.28") * Decimal("0.015").sqrt() * 2
    assert cast.value == Decimal("0.7")
    assert abs(cast.high - cast.value - half) < Decimal("1e-20")
    assert abs(cast.value - cast.low - half) < Decimal("1e-20")


def test_forecast_counts_fractions_of_weeks() -> None:
    cast = forecast(at((0, "0"), (3, "0.03"), (10, "0.10")), ends_on=day(20))

    assert cast is not None
    assert abs(cast.value - Decimal("0.20")) < Decimal("1e-20")


@pytest.mark.parametrize(
    "points",
    [
        [],
        at((0, "0"), (7, "0.1")),
        at((0, "0"), (7, "0.1"), (7, "0.2")),
        at((0, "0"), (0, "0.1"), (0, "0.2"), (0, "0.3")),
    ],
)
def test_forecast_needs_three_different_days(points: list[Point]) -> None:
    assert forecast(points, ends_on=day(90)) is None


@pytest.mark.parametrize("ends_on", [day(14), day(13)])
def test_forecast_at_or_after_the_end_is_none(ends_on: date) -> None:
    assert forecast(at((0, "0"), (7, "0.1"), (14, "0.2")), ends_on=ends_on) is None


def test_forecast_takes_the_later_typed_of_one_day() -> None:
    """I4: a correction of the same day counts."""
    corrected = at((0, "0"), (7, "0.1"), (14, "0.9"), (14, "0.2"))

    assert forecast(corrected, ends_on=day(84)) == forecast(
        at((0, "0"), (7, "0.1"), (14, "0.2")), ends_on=day(84)
    )


def test_forecast_goes_by_the_day_measured_and_not_typed() -> None:
    """I4: a later-dated measurement wins over a later-typed one."""
    typed_late = at((14, "0.2"), (0, "0"), (7, "0.1"))

    cast = forecast(typed_late, ends_on=day(84))

    assert cast is not None
    assert cast.value == Decimal("1.2")


def test_forecast_refuses_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="no number"):
        forecast([*at((0, "0"), (7, "0.1")), (day(14), Decimal("NaN"))], ends_on=day(84))


@given(series, st.integers(91, 200))
def test_forecast_does_not_depend_on_the_order_of_different_days(
    points: list[Point], end: int
) -> None:
    assert forecast(points, ends_on=day(end)) == forecast(points[::-1], ends_on=day(end))


@given(series, st.integers(91, 200))
def test_forecast_is_centred_never_narrower_than_two_points_and_widens(
    points: list[Point], end: int
) -> None:
    cast, later = forecast(points, ends_on=day(end)), forecast(points, ends_on=day(end + 7))

    assert cast is not None
    assert later is not None
    assert abs(cast.high + cast.low - 2 * cast.value) < Decimal("1e-20")
    assert cast.high - cast.low >= Decimal("0.04") - Decimal("1e-20")
    assert later.high - later.low >= cast.high - cast.low - Decimal("1e-20")


@given(series, shares, st.integers(91, 200))
def test_forecast_moves_with_the_whole_series(
    points: list[Point], shift: Decimal, end: int
) -> None:
    moved = [(on, share + shift) for on, share in points]

    cast, raised = forecast(points, ends_on=day(end)), forecast(moved, ends_on=day(end))

    assert cast is not None
    assert raised is not None
    for before, after in zip(cast, raised, strict=True):
        assert abs(before + shift - after) < Decimal("1e-18")


@given(series, st.sampled_from([Decimal("0.5"), Decimal(2), Decimal(3)]), st.integers(91, 200))
def test_forecast_grows_with_the_scale_of_the_series(
    points: list[Point], factor: Decimal, end: int
) -> None:
    """Twice the steps: twice the way to go, and twice the band unless it is the narrowest."""
    wider = [(on, share * factor) for on, share in points]

    cast, scaled = forecast(points, ends_on=day(end)), forecast(wider, ends_on=day(end))

    assert cast is not None
    assert scaled is not None
    assert abs(cast.value * factor - scaled.value) < Decimal("1e-18")
    half = (cast.high - cast.value) * factor
    narrowest = Decimal("0.02")
    if cast.high - cast.value > narrowest and half > narrowest:
        assert abs(half - (scaled.high - scaled.value)) < Decimal("1e-18")


@given(series, st.integers(0, 400), st.integers(91, 200))
def test_forecast_does_not_depend_on_the_calendar(
    points: list[Point], later: int, end: int
) -> None:
    moved = [(on + timedelta(days=later), share) for on, share in points]

    assert forecast(moved, ends_on=day(end + later)) == forecast(points, ends_on=day(end))
