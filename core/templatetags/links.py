from typing import Any

from django import template

from core.http import href as organisation_href

register = template.Library()


@register.simple_tag
def href(name: str, **kwargs: Any) -> str:
    """The address inside this organisation: `{% href "themes:theme_detail" theme=theme.pk %}`."""
    return organisation_href(name, **kwargs)
