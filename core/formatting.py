"""Figures and dates as people say them, in the active language: one way for pages, mails, files."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.numbers import shown

Number = Decimal | int | float


def number(value: Number | None) -> str:
    """A figure by locale, without trailing zeros: 4.50 is 4.5."""
    return "" if value in (None, "") else shown(Decimal(str(value)))


def hours(value: Number | None) -> str:
    return "" if value in (None, "") else _("%(hours)s\u00a0h") % {"hours": number(value)}


def minutes(count: int) -> str:
    """A length of time: 25 is "25 min", 240 "4 h", 90 "1 h 30 min"."""
    whole, rest = divmod(count, 60)
    parts = [_("%(n)s h") % {"n": whole}] if whole else []
    return " ".join([*parts, *([_("%(n)s min") % {"n": rest}] if rest or not whole else [])])


def percent(share: Number | None) -> str:
    """A share of 0 to 1 in whole percent: 0.51 is 51 %."""
    if share is None:
        return ""
    return _("%(percent)s\u00a0%%") % {"percent": rounded(Decimal(str(share)) * 100)}


def points(difference: Number | None) -> str:
    """A change between two shares: 0.07 is up 7 points."""
    if difference is None:
        return ""
    count = rounded(Decimal(str(difference)) * 100)
    if count == 0:
        return _("no change")
    said = ngettext("%(count)s point", "%(count)s points", abs(count)) % {"count": abs(count)}
    way = _("up %(points)s") if count > 0 else _("down %(points)s")
    return way % {"points": said}


def spoken_date(day: date | None) -> str:
    """A date as one says it: Wed 20 May, with its year only where that is not this one."""
    if day is None:
        return ""
    local = _day(day)
    if local.year == timezone.localdate().year:
        return date_format(local, pgettext("date format", "D j F"))
    return date_format(local, pgettext("date format", "D j F Y"))


def spoken_time(moment: datetime | None) -> str:
    if moment is None:
        return ""
    clock = date_format(_local(moment), pgettext("time format", "H:i"))
    return _("%(date)s, %(time)s") % {"date": spoken_date(moment), "time": clock}


def away(day: date | None) -> str:
    """How far a day is from today: in 2 days, 9 days ago; beyond two weeks in weeks."""
    if day is None:
        return ""
    days = (_day(day) - timezone.localdate()).days
    if abs(days) <= 1:
        return {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}[days]
    span = _span(abs(days))
    return _("in %(span)s") % {"span": span} if days > 0 else _("%(span)s ago") % {"span": span}


def rounded(value: Number) -> int:
    """The nearest whole number; halves go away from zero."""
    return int(Decimal(str(value)).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _span(days: int) -> str:
    if days < 14:
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    weeks = round(timedelta(days=days) / timedelta(weeks=1))
    return ngettext("%(count)s week", "%(count)s weeks", weeks) % {"count": weeks}


def _day(day: date) -> date:
    return _local(day).date() if isinstance(day, datetime) else day


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment
