"""Signs of the house for templates: icons, faces, confidence, pace; figures as people say them."""

import json
import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

import structlog
from django import template
from django.forms import BaseForm, BoundField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from core import markup
from core.numbers import shown
from core.text import capital
from orgs import glossary

register = template.Library()

Number = Decimal | int | float

CONFIDENCE = {
    "confident": gettext_lazy("Confident"),
    "unsure": gettext_lazy("Unsure"),
    "doubtful": gettext_lazy("Doubtful"),
    "none": gettext_lazy("No view yet"),
}
FAR_BEHIND = -10


class PaceLike(Protocol):
    """What okrs.status.progress.pace answers: a word and a difference in points."""

    word: str
    points: Number


# Signs


@register.simple_tag
def request_number() -> str:
    """What the log calls the request that is being answered."""
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A sign of the sprite; without a label it is decoration beside its word."""
    names = format_html('role="img" aria-label="{}"', label) if label else _HIDDEN
    return format_html(
        '<svg class="i" viewBox="0 0 20 20" {}><use href="#i-{}"/></svg>', names, name
    )


@register.simple_tag
def initials(person: object, me: bool = False, named: bool = False) -> SafeString:
    """A face; `named` where the name does not stand beside it."""
    css, letters = "who me" if me else "who", initials_of(person)
    if not named:
        return format_html('<span class="{}" aria-hidden="true">{}</span>', css, letters)
    return format_html(
        '<span class="{}" title="{}"><span class="vh">{}</span>'
        '<span aria-hidden="true">{}</span></span>',
        css,
        person,
        person,
        letters,
    )


@register.filter
def initials_of(person: object) -> str:
    """First letters of the first and the last word: Hannelore Weißenberger-Schmidt is HS."""
    words = re.split(r"[\s-]+", str(person).strip())
    return "".join(word[:1] for word in (words[:1] + words[1:][-1:])).upper()


@register.simple_tag
def planet(value: str | None) -> SafeString:
    """The planet alone, lit as the team feels; its word must stand nearby."""
    name = _confidence(value)
    return format_html(
        '<svg class="ph" viewBox="0 0 16 16" data-conf="{}" aria-hidden="true">'
        '<use href="#ph-{}"/></svg>',
        name,
        name,
    )


@register.simple_tag
def conf(value: str | None) -> SafeString:
    """Planet and word of a confidence; nothing said yet is a view too."""
    name = _confidence(value)
    return format_html(
        '<span class="conf" data-conf="{}">{}{}</span>', name, planet(name), CONFIDENCE[name]
    )


@register.simple_tag
def pace(value: PaceLike | None) -> SafeString:
    """Sign and words of a pace; nothing where there is none."""
    if value is None:
        return mark_safe("")
    points = abs(_rounded(value.points))
    sign, words = {
        "ahead": ("up", _("%(points)s ahead") % {"points": points}),
        "behind": ("down", _("%(points)s behind") % {"points": points}),
    }.get(str(value.word), ("even", _("On pace")))
    css = "pace far" if Decimal(str(value.points)) < FAR_BEHIND else "pace"
    return format_html('<span class="{}">{}{}</span>', css, icon(sign), words)


register.filter("linked", markup.linked)
register.filter("web_link", markup.web_link)


# Figures


@register.filter
def number(value: Number | None) -> str:
    """A figure by locale, without trailing zeros: 4.50 is 4.5."""
    return "" if value in (None, "") else shown(Decimal(str(value)))


@register.filter
def hours(value: Number | None) -> str:
    return "" if value in (None, "") else _("%(hours)s\u00a0h") % {"hours": number(value)}


@register.filter
def minutes(count: int) -> str:
    """A length of time: 25 is "25 min", 240 "4 h", 90 "1 h 30 min"."""
    whole, rest = divmod(count, 60)
    parts = [_("%(n)s h") % {"n": whole}] if whole else []
    return " ".join([*parts, *([_("%(n)s min") % {"n": rest}] if rest or not whole else [])])


@register.filter
def percent(share: Number | None) -> str:
    """A share of 0 to 1 in whole percent: 0.51 is 51 %."""
    if share is None:
        return ""
    return _("%(percent)s\u00a0%%") % {"percent": _rounded(Decimal(str(share)) * 100)}


@register.filter
def points(difference: Number | None) -> str:
    """A change between two shares: 0.07 is up 7 points."""
    if difference is None:
        return ""
    count = _rounded(Decimal(str(difference)) * 100)
    if count == 0:
        return _("no change")
    said = ngettext("%(count)s point", "%(count)s points", abs(count)) % {"count": abs(count)}
    way = _("up %(points)s") if count > 0 else _("down %(points)s")
    return way % {"points": said}


# Dates


@register.filter
def spoken_date(day: date | None) -> str:
    """A date as one says it: Wed 20 May, with its year only where that is not this one."""
    if day is None:
        return ""
    local = _day(day)
    if local.year == timezone.localdate().year:
        return date_format(local, pgettext("date format", "D j F"))
    return date_format(local, pgettext("date format", "D j F Y"))


@register.filter
def spoken_time(moment: datetime | None) -> str:
    if moment is None:
        return ""
    clock = date_format(_local(moment), pgettext("time format", "H:i"))
    return _("%(date)s, %(time)s") % {"date": spoken_date(moment), "time": clock}


@register.filter
def away(day: date | None) -> str:
    """How far a day is from today: in 2 days, 9 days ago; beyond two weeks in weeks."""
    if day is None:
        return ""
    days = (_day(day) - timezone.localdate()).days
    if abs(days) <= 1:
        return {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}[days]
    span = _span(abs(days))
    return _("in %(span)s") % {"span": span} if days > 0 else _("%(span)s ago") % {"span": span}


@register.filter
def lines(text: str | None) -> list[str]:
    """What stands in a text, line by line, without the empty ones."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


register.filter(capital)


@register.filter
def in_fours(text: str) -> str:
    """A long code in groups of four, so that the eye keeps its place."""
    plain = str(text)
    return " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))


@register.filter
def as_json(value: object) -> str:
    """For a data- attribute; the template escapes it."""
    return json.dumps(value)


@register.filter
def called(text: str, key: str) -> str:
    """A heading that is one word of the method, as the organisation calls it."""
    return glossary.called(text, key)


@register.filter
def called_many(text: str, key: str) -> str:
    """The same for several: `{{ _("Key results")|called_many:"key_result" }}`."""
    return glossary.called(text, key, "many")


@register.filter
def fields_in_error(form: BaseForm) -> list[BoundField]:
    """The visible fields of a form that need another look."""
    return [field for field in form.visible_fields() if field.errors]


def _confidence(value: str | None) -> str:
    return str(value) if str(value) in CONFIDENCE else "none"


def _rounded(value: Number) -> int:
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


_HIDDEN = mark_safe('aria-hidden="true"')
