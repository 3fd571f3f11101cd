"""What an action refuses becomes a sentence of the form, and what was typed stays."""

from typing import Any

from django.core.exceptions import ValidationError


def saved(form: Any, **who: Any) -> Any:
    """The row a good form made, or `None` when the form or the action refuses."""
    if not form.is_valid():
        return None
    try:
        return form.save(**who)
    except ValidationError as refused:
        form.add_error(None, ValidationError(refused.messages))
        return None
