"""Controls of our forms; a plain RadioSelect looks like Segments, many checkboxes like Ticks."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import Promise

from core.numbers import DecimalInput


class Segments(forms.RadioSelect):
    """Two to four short answers, all of them visible."""

    look = "seg"


class Cards(forms.RadioSelect):
    """Answers that need a line to be understood: `hints` maps a value to its line."""

    look = "choice"

    def __init__(self, *args: Any, hints: Mapping[Any, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = {str(value): hint for value, hint in (hints or {}).items()}

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        option["hint"] = self.hints.get(str(option["value"]), "")
        return option


class ConfidencePicker(forms.RadioSelect):
    """The team's own word about the end of the cycle, never a select."""

    look = "conf"


class Ticks(forms.CheckboxSelectMultiple):
    """Any number of answers."""


class Stepper(DecimalInput):
    """A number with a step down and a step up; `unit` stands behind it ("of 480")."""

    template_name = "forms/stepper.html"

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        step: Decimal | float | str = 1,
        least: Decimal | float | str = "",
        unit: str | Promise = "",
    ) -> None:
        super().__init__({"data-step": str(step), "data-least": str(least), **(attrs or {})})
        self.unit = unit

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["unit"] = self.unit
        return context


class DateInput(forms.DateInput):
    """The device's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The device's own clock."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DateTimeInput(forms.DateTimeInput):
    """The device's own calendar and clock."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")
