"""Formatting as filters of templates; built in, so that no template loads it."""

import json

from django import template
from django.forms import BaseForm, BoundField

from core import formatting, markup
from core.text import capital, lines

register = template.Library()
for name in (
    "number",
    "hours",
    "minutes",
    "percent",
    "points",
    "spoken_date",
    "spoken_time",
    "away",
):
    register.filter(name, getattr(formatting, name))
register.filter("linked", markup.linked)
register.filter("web_link", markup.web_link)
register.filter(capital)
register.filter(lines)


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
def fields_in_error(form: BaseForm) -> list[BoundField]:
    """The visible fields of a form that need another look."""
    return [field for field in form.visible_fields() if field.errors]
