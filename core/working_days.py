"""How working days are counted: neither weekend nor holiday. Source: the method's arithmetic."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

Holidays = Mapping[str, Collection[date]]
SATURDAY = 5


def working_days_between(a: date, b: date, *, holidays: Holidays | Collection[date]) -> int:
    """Days after `a` up to and with `b` that are neither weekend nor holiday.

    0 if `b` is not later than `a`. `holidays` is one country's set of dates, or a mapping of
    countries of which each counts.
    """
    closed = _dates(holidays)
    days = (a + timedelta(days=n) for n in range(1, (b - a).days + 1))
    return sum(1 for day in days if day.weekday() < SATURDAY and day not in closed)


def working_day_after(day: date, count: int, *, holidays: Holidays | Collection[date]) -> date:
    """The `count`-th working day after `day`; `holidays` as for `working_days_between`."""
    return _walk(day, count, 1, _dates(holidays))


def working_day_before(day: date, count: int, *, holidays: Holidays | Collection[date]) -> date:
    """The `count`-th working day before `day`; `holidays` as for `working_days_between`."""
    return _walk(day, count, -1, _dates(holidays))


def _walk(day: date, count: int, way: int, closed: Collection[date]) -> date:
    while count > 0:
        day += timedelta(days=way)
        if day.weekday() < SATURDAY and day not in closed:
            count -= 1
    return day


def _dates(holidays: Holidays | Collection[date]) -> Collection[date]:
    if isinstance(holidays, Mapping):
        return {day for dates in holidays.values() for day in dates}
    return holidays
