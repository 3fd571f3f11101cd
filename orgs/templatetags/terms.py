"""The words of the method as the organisation calls them; built in: no template loads them."""

from django import template

from orgs import glossary

register = template.Library()


@register.filter
def called(text: str, key: str) -> str:
    """A heading that is one word of the method, as the organisation calls it."""
    return glossary.called(text, key)


@register.filter
def called_many(text: str, key: str) -> str:
    """The same for several: `{{ _("Key results")|called_many:"key_result" }}`."""
    return glossary.called(text, key, "many")
