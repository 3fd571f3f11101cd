"""Confidence and pace as signs with their words; built in, so that no template loads them."""

from decimal import Decimal
from typing import Protocol

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.formatting import Number, rounded
from core.templatetags.signs import icon

register = template.Library()

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
    points = abs(rounded(value.points))
    sign, words = {
        "ahead": ("up", _("%(points)s ahead") % {"points": points}),
        "behind": ("down", _("%(points)s behind") % {"points": points}),
    }.get(str(value.word), ("even", _("On pace")))
    css = "pace far" if Decimal(str(value.points)) < FAR_BEHIND else "pace"
    return format_html('<span class="{}">{}{}</span>', css, icon(sign), words)


def _confidence(value: str | None) -> str:
    return str(value) if str(value) in CONFIDENCE else "none"
