from typing import Any

from django.core.exceptions import ValidationError

from orgs.models import Person
from themes.phases import NotNowError


def saved(form: Any, *, by: Person) -> bool:
    """Save a valid form; what the action refuses becomes the form's own error."""
    if not form.is_valid():
        return False
    try:
        form.save(by=by)
    except ValidationError as why:
        form.add_error(None, why)
    except NotNowError as why:
        form.add_error(None, str(why))
    else:
        return True
    return False
