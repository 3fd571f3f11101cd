"""What was posted, and what an action refuses; nothing that was typed is lost."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict

Deed = TypeVar("Deed")


def posted(request: HttpRequest) -> QueryDict | None:
    """What binds a form: an empty post is a post too."""
    return request.POST if request.method == "POST" else None


def attempt(form: forms.BaseForm, deed: Callable[[], Deed]) -> Deed | None:
    """Do it if the form is valid; `None` when the form or the action refuses."""
    if not form.is_valid():
        return None
    try:
        return deed()
    except ValidationError as refused:
        form.add_error(None, refused)
    return None
