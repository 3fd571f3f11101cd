"""A form whose `save()` calls an action: what the action refuses stands on the form."""

from typing import Any

from django.core.exceptions import ValidationError


def saved(form: Any, **who: Any) -> Any:
    """What a good form made (True when it makes nothing), or None with what was refused said.

    A refusal of a field the form does not show is said for the whole form.
    """
    if not form.is_valid():
        return None
    try:
        made = form.save(**who)
    except ValidationError as refused:
        for name, sentences in _by_field(refused).items():
            form.add_error(name if name in form.fields else None, ValidationError(sentences))
        return None
    return True if made is None else made


def _by_field(refused: ValidationError) -> dict[str, list[str]]:
    return refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
