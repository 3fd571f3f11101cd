from typing import Any

from django.core.exceptions import ValidationError


def saved(form: Any, **who: Any) -> Any:
    """The row a good form made, or None; what an action refuses stands on the form too."""
    if not form.is_valid():
        return None
    try:
        return form.save(**who)
    except ValidationError as refused:
        form.add_error(None, ValidationError(refused.messages))
        return None
