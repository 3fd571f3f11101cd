"""Icons and faces; built in, so that no template loads them."""

import re

import structlog
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_HIDDEN = mark_safe('aria-hidden="true"')


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
