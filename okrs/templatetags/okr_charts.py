"""Charts of key results for templates: `{% kr_track status %}`."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from okrs.key_results import formatting
from okrs.key_results.lineage import Part
from okrs.models import KeyResult
from okrs.status import KeyResultStatus, TeamStatus, charts

register = template.Library()


@register.simple_tag
def kr_track(status: KeyResultStatus, big: bool = False) -> SafeString:
    return charts.draw_track(status, big=big)


@register.simple_tag
def kr_spark(status: KeyResultStatus) -> SafeString:
    return charts.draw_spark(status)


@register.simple_tag
def kr_burnup(status: KeyResultStatus) -> SafeString:
    return charts.draw_burnup(status)


@register.simple_tag
def kr_series(parts: list[Part]) -> SafeString:
    return charts.draw_series(parts)


@register.filter
def series_words(parts: list[Part]) -> str:
    return charts.series_words(parts)


@register.simple_tag
def team_mini(status: TeamStatus, size: int = 44) -> SafeString:
    return charts.draw_mini(status, size=size)


@register.simple_tag
def kr_expected(status: KeyResultStatus) -> str:
    """The forecast as a sentence; nothing where there is none."""
    return charts.expected(status)


@register.simple_tag
def kr_value(key_result: KeyResult, value: Decimal) -> str:
    return formatting.value_text(key_result, value)


@register.simple_tag
def kr_way(key_result: KeyResult) -> str:
    """Such as: from 71 to 82 %."""
    return formatting.from_to(key_result)


@register.filter
def day_month(day: date) -> str:
    """A day of the cycle without weekday and year: 28 June."""
    return charts.day_month(day)
