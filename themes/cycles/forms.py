from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms.widgets import DateInput
from orgs.models import Person
from themes.cycles.actions import (
    FEWEST,
    MOST,
    WEEKS,
    cycle_move,
    cycle_plan,
    next_number,
    proposed_start,
)
from themes.cycles.phases import TRANSITIONS
from themes.models import Cycle, Theme


class DaysForm(forms.Form):
    """First day and length of a cycle."""

    starts_on = forms.DateField(
        label=_("First day"), widget=DateInput, help_text=_("Usually a Monday.")
    )
    weeks = forms.IntegerField(
        label=_("Weeks"),
        min_value=FEWEST,
        max_value=MOST,
        initial=WEEKS,
        help_text=_("13 weeks are three months."),
    )


class CycleForm(DaysForm):
    """The next cycle of a theme."""

    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=999)
    field_order = ["number", "starts_on", "weeks"]

    def __init__(self, *args: Any, theme: Theme, **kwargs: Any) -> None:
        proposed = {"number": next_number(theme), "starts_on": proposed_start(theme)}
        super().__init__(*args, **{"initial": proposed, **kwargs})
        self.theme = theme

    def save(self, *, by: Person) -> Cycle:
        return cycle_plan(theme=self.theme, by=by, **self.cleaned_data)


class MoveForm(DaysForm):
    """Other days for a cycle that has not started."""

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        now = {"starts_on": cycle.starts_on, "weeks": cycle.weeks}
        super().__init__(*args, **{"initial": now, **kwargs})
        self.cycle = cycle

    def save(self, *, by: Person) -> Cycle:
        return cycle_move(cycle=self.cycle, by=by, **self.cleaned_data)


class StepForm(forms.Form):
    """One transition of a cycle, with a note where something is missing or a step goes back."""

    step = forms.ChoiceField(
        choices=[(name, name) for name in TRANSITIONS],
        widget=forms.HiddenInput,
        error_messages={"required": _("Choose a step."), "invalid_choice": _("Choose a step.")},
    )
    note = forms.CharField(
        label=_("Note"), max_length=1000, required=False, widget=forms.Textarea({"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("step") == "reopen" and not data.get("note", "").strip():
            raise ValidationError({"note": _("Say why the cycle is opened again.")})
        return data
