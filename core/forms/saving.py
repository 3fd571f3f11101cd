"""The one way to save a form: its `save()` calls an action, whose refusal stands on the form."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.http import HttpRequest, QueryDict

Made = TypeVar("Made")


def posted(request: HttpRequest) -> QueryDict | None:
    """What binds a form: an empty post is a post too."""
    return request.POST if request.method == "POST" else None


def saved(form: Any, *about: Any, **who: Any) -> Any:
    """What a good form made (True when it makes nothing), or None with the refusal on the form."""

    def save() -> Any:
        made = form.save(*about, **who)
        return True if made is None else made

    return attempt(form, save)


def attempt(form: forms.BaseForm, action: Callable[[], Made]) -> Made | None:
    """The same for an action that is not the form's `save()`."""
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            return action()
    except ValidationError as refused:
        _take(form, refused)
        return None


def refusal_of(form: forms.BaseForm) -> str:
    """All sentences at once, for forms whose fields do not show."""
    return " ".join(str(words) for errors in form.errors.values() for words in errors)


def _take(form: forms.BaseForm, refused: ValidationError) -> None:
    """A refusal of a field that the form does not show is said for the whole form."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, errors in refused.error_dict.items():
        shown = name != NON_FIELD_ERRORS and name in form.fields
        form.add_error(name if shown else None, errors)
