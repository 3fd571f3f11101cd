"""A form whose `save()` calls an action: what the action refuses stands beside its field."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

Made = TypeVar("Made")


class ActingForm(forms.Form):
    """What was typed stays, and the action's sentence comes along."""

    def act(self, action: Callable[[], Made]) -> Made | None:
        """The action's result, or `None` with its refusal among the errors."""
        try:
            with transaction.atomic():
                return action()
        except ValidationError as refused:
            self.take(refused)
            return None

    @property
    def refusal(self) -> str:
        """All sentences at once, for forms whose fields do not show."""
        return " ".join(str(words) for errors in self.errors.values() for words in errors)

    def take(self, refused: ValidationError) -> None:
        found: dict[str, Any] = (
            refused.message_dict
            if hasattr(refused, "error_dict")
            else {NON_FIELD_ERRORS: refused.messages}
        )
        for name, sentences in found.items():
            for sentence in sentences:
                self.add_error(name if name in self.fields else None, sentence)
