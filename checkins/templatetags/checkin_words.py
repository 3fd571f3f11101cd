"""Lengths of time and confidence as the check-in says them."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import pgettext

from checkins.minutes.content import clock
from checkins.minutes.key_result_changes import change_text
from core.formatting import spoken_date
from okrs.templatetags.confidence import CONFIDENCE

register = template.Library()
register.filter("minutes_said", clock)
register.filter("change_text", change_text)


@register.filter
def said_at(moment: datetime) -> str:
    """The clock for what was said today, the day for what was said before."""
    local = timezone.localtime(moment)
    if local.date() != timezone.localdate():
        return spoken_date(local)
    return date_format(local, pgettext("time format", "H:i"))


@register.filter
def sure_word(confidence: str) -> str:
    return str(CONFIDENCE[confidence or "none"])
