"""Days that people can mean, and the moments in them. A moment always names its zone.

"By a day" means until the end of work of that day: docs/decisions/by-when.md.
"""

from calendar import monthrange
from datetime import date, datetime, time, tzinfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FIRST_YEAR, LAST_YEAR = 1900, 2199
END_OF_WORK = time(18)


def at_time(day: date, clock: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, clock, zone)


def morning_of(day: date, zone: tzinfo) -> datetime:
    """When a day begins: from then on it shows what opens on it."""
    return at_time(day, time(), zone)


def end_of_day(day: date, zone: tzinfo) -> datetime:
    """Until when something is done "by" a day: then it is late."""
    return at_time(day, END_OF_WORK, zone)


def near(day: date) -> None:
    """Refuse a mistyped year before a zone or a count of weeks leads out of the calendar."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(
            _("Write a year between %(first)s and %(last)s.")
            % {"first": FIRST_YEAR, "last": LAST_YEAR}
        )


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the month's last day where it has fewer."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))
