"""Choices among the rows of the current organisation."""

from typing import Any

from django import forms


class ScopedChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One row of the current organisation.

    Form classes are made before there is an organisation, so the rows are asked for anew each time
    a form is made.
    """

    def __init__(self, queryset: Any = None, *, model: Any = None, **kwargs: Any) -> None:
        super().__init__(queryset=None, **kwargs)
        self.model = model

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        field = super().__deepcopy__(memo)
        field.queryset = self.rows()
        return field

    def rows(self) -> Any:
        return self.model._default_manager.all()
