"""When a mail is welcome, by the clocks of four zones and on the nights on which they change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nudges.preferences.delivery_window import Habits, decent, next_morning

BERLIN, ISTANBUL = "Europe/Berlin", "Europe/Istanbul"
ST_JOHNS, APIA = "America/St_Johns", "Pacific/Apia"


def local(moment: datetime, zone: str) -> str:
    return f"{moment.astimezone(ZoneInfo(zone)):%a %Y-%m-%d %H:%M}"


def at(zone: str, *clock: int) -> datetime:
    return datetime(*clock).replace(tzinfo=ZoneInfo(zone))  # type: ignore[arg-type]  # noqa: DTZ001


@pytest.mark.parametrize(
    ("zone", "evening", "morning", "hours"),
    [
        # the clock jumps forward, stays, or falls back between Saturday evening and Monday morning
        (BERLIN, (2026, 3, 28, 20, 0), "Mon 2026-03-30 08:00", 35),
        (BERLIN, (2026, 10, 24, 20, 0), "Mon 2026-10-26 08:00", 37),
        (ISTANBUL, (2026, 3, 28, 20, 0), "Mon 2026-03-30 08:00", 36),
        (ISTANBUL, (2026, 10, 24, 20, 0), "Mon 2026-10-26 08:00", 36),
        (ISTANBUL, (2015, 11, 7, 20, 0), "Mon 2015-11-09 08:00", 37),  # when it still changed
        (ST_JOHNS, (2026, 3, 7, 20, 0), "Mon 2026-03-09 08:00", 35),
        (ST_JOHNS, (2026, 10, 31, 20, 0), "Mon 2026-11-02 08:00", 37),
        (APIA, (2020, 9, 26, 20, 0), "Mon 2020-09-28 08:00", 35),
        (APIA, (2021, 4, 3, 20, 0), "Mon 2021-04-05 08:00", 37),
        # Samoa went over the date line: Friday 30 December 2011 was left out
        (APIA, (2011, 12, 29, 20, 0), "Mon 2012-01-02 08:00", 60),
    ],
)
def test_morning_is_the_same_hour_before_and_after_a_clock_change(
    zone: str, evening: tuple[int, ...], morning: str, hours: int
) -> None:
    """T3: eight is eight by the person's own clock, however long the night was."""
    since = at(zone, *evening)

    found = next_morning(since, Habits(ZoneInfo(zone)))

    assert local(found, zone) == morning
    assert (found - since.astimezone(UTC)) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("zone", "day", "first"),
    [
        (BERLIN, (2026, 3, 29), "2026-03-29T01:30"),  # 2:30 is skipped: the clock shows 3:30
        (BERLIN, (2026, 10, 25), "2026-10-25T00:30"),  # 2:30 comes twice: the first one
        (ST_JOHNS, (2026, 3, 8), "2026-03-08T06:00"),
        (ST_JOHNS, (2026, 11, 1), "2026-11-01T06:00"),  # from one to two comes twice
    ],
)
def test_hour_that_is_skipped_or_comes_twice(
    zone: str, day: tuple[int, int, int], first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T3: a quiet night that ends at 2:30 ends once; nothing is lost in the hour there is not."""
    monkeypatch.setattr(
        "nudges.preferences.delivery_window.SATURDAY", 7
    )  # clocks change on Sundays
    habits = Habits(ZoneInfo(zone), quiet_until=time(2, 30))

    found = decent(at(zone, *day, 0, 30), habits)

    assert f"{found.astimezone(UTC):%Y-%m-%dT%H:%M}" == first


@pytest.mark.parametrize(
    ("since", "habits", "urgent", "morning", "monday"),
    [
        (
            "2026-05-20 12:00",
            {},
            "Wed 2026-05-20 12:00",
            "Thu 2026-05-21 08:00",
            "Mon 2026-05-25 08:00",
        ),
        (
            "2026-05-20 20:00",
            {},
            "Thu 2026-05-21 07:00",
            "Thu 2026-05-21 08:00",
            "Mon 2026-05-25 08:00",
        ),
        (
            "2026-05-21 06:59",
            {},
            "Thu 2026-05-21 07:00",
            "Thu 2026-05-21 08:00",
            "Mon 2026-05-25 08:00",
        ),
        (
            "2026-05-25 08:00",
            {},
            "Mon 2026-05-25 08:00",
            "Mon 2026-05-25 08:00",
            "Mon 2026-05-25 08:00",
        ),
        # a weekend
        (
            "2026-05-22 21:00",
            {},
            "Mon 2026-05-25 07:00",
            "Mon 2026-05-25 08:00",
            "Mon 2026-05-25 08:00",
        ),
        # a holiday, on a Monday too: the week begins on its first open day
        (
            "2026-05-22 12:00",
            {"closed": {date(2026, 5, 25)}},
            "Fri 2026-05-22 12:00",
            "Tue 2026-05-26 08:00",
            "Tue 2026-05-26 08:00",
        ),
        # a pause until a day
        (
            "2026-05-20 12:00",
            {"paused_until": date(2026, 6, 6)},
            "Mon 2026-06-08 07:00",
            "Mon 2026-06-08 08:00",
            "Mon 2026-06-08 08:00",
        ),
        # an own hour; a morning within the quiet hours comes when they end
        (
            "2026-05-20 12:00",
            {"morning": time(10, 30)},
            "Wed 2026-05-20 12:00",
            "Thu 2026-05-21 10:30",
            "Mon 2026-05-25 10:30",
        ),
        (
            "2026-05-20 12:00",
            {"morning": time(6)},
            "Wed 2026-05-20 12:00",
            "Thu 2026-05-21 07:00",
            "Mon 2026-05-25 07:00",
        ),
        # a night that does not reach over midnight, and none
        (
            "2026-05-20 00:30",
            {"quiet_from": time(1), "quiet_until": time(9)},
            "Wed 2026-05-20 00:30",
            "Wed 2026-05-20 09:00",
            "Mon 2026-05-25 09:00",
        ),
        (
            "2026-05-20 03:00",
            {"quiet_from": time(7)},
            "Wed 2026-05-20 03:00",
            "Wed 2026-05-20 08:00",
            "Mon 2026-05-25 08:00",
        ),
    ],
)
def test_decent_hours(
    since: str, habits: dict[str, object], urgent: str, morning: str, monday: str
) -> None:
    """T3: never at night, at a weekend, on a holiday or in a pause; mornings and Mondays."""
    wished = Habits(ZoneInfo(ISTANBUL), **habits)  # type: ignore[arg-type]
    moment = datetime.fromisoformat(since).replace(tzinfo=ZoneInfo(ISTANBUL))

    assert local(decent(moment, wished), ISTANBUL) == urgent
    assert local(next_morning(moment, wished), ISTANBUL) == morning
    assert local(next_morning(moment, wished, monday=True), ISTANBUL) == monday


@given(
    moment=st.datetimes(
        min_value=datetime(2009, 1, 1),  # noqa: DTZ001
        max_value=datetime(2032, 1, 1),  # noqa: DTZ001
        timezones=st.just(UTC),
    ),
    zone=st.sampled_from([BERLIN, ISTANBUL, ST_JOHNS, APIA]),
    morning=st.times(),
    quiet=st.tuples(st.times(), st.times()).filter(lambda two: two[0] != two[1]),
    closed=st.sets(st.integers(0, 20)),
)
def test_a_mail_is_never_early_and_always_welcome(
    moment: datetime, zone: str, morning: time, quiet: tuple[time, time], closed: set[int]
) -> None:
    """T3: at any moment, in each zone, whatever the habits."""
    habits = Habits(
        ZoneInfo(zone),
        morning,
        *quiet,
        closed={moment.date() + timedelta(days=days) for days in closed},
    )

    for found in (
        decent(moment, habits),
        next_morning(moment, habits),
        next_morning(moment, habits, monday=True),
    ):
        assert found >= moment
        assert habits.welcomes(found)
        assert decent(found, habits) == found
