from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms.conflict import SeenForm
from core.forms.widgets import DateInput
from orgs.models import Person
from orgs.people.choosers import LeadersField
from themes.focus.actions import Area, Goal, focus_area_edit, focus_record
from themes.models import FocusArea, MidTermGoal, StrategicFocus, Theme

GOAL_ROWS = 5
MOST_ROWS = 20


def _lines(label: Any, rows: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea({"rows": rows}), **kwargs)


class AreaForm(forms.Form):
    """One focus area; a row left empty is passed over."""

    focus_area: Any = forms.ModelChoiceField(
        queryset=None,
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("This area is of another theme. Load the page again.")},
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    description = _lines(
        _("What it is about"), 2, max_length=1000, required=False, help_text=_("A sentence or two.")
    )
    wanted = _lines(
        _("Skills looked for"), 2, max_length=600, required=False, help_text=_("One line each.")
    )
    retired = forms.BooleanField(label=_("No longer in focus"), required=False)

    def __init__(self, *args: Any, theme: Theme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["focus_area"].queryset = theme.focus_areas.all()  # type: ignore[attr-defined]
        if not self.initial:
            del self.fields["retired"]


class GoalForm(forms.Form):
    """One mid-term goal; a row left empty is passed over."""

    text = forms.CharField(label=_("Mid-term goal"), max_length=300, required=False)
    sign = forms.CharField(label=_("By which sign we notice it"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("sign") and not self.cleaned_data.get("text"):
            raise ValidationError({"text": _("Write the goal that this sign belongs to.")})
        return self.cleaned_data

    @property
    def advice(self) -> list[str]:
        """What the wording in the row could do without; it stops nobody."""
        text, sign = self["text"].value(), self["sign"].value()
        return MidTermGoal(text=text, sign=sign or "").advice if text else []


class WorkshopForm(SeenForm):
    """What the workshop said about the whole."""

    held_on = forms.DateField(label=_("Workshop on"), widget=DateInput, initial=timezone.localdate)
    participants = LeadersField(label=_("Who took part"), required=False)
    diagnosis = _lines(_("Diagnosis"), 3, max_length=2000)
    direction = _lines(
        _("Guiding direction"), 3, max_length=2000, help_text=_("A direction, not an instruction.")
    )
    not_in_scope = _lines(
        _("Not in scope"), 3, max_length=2000, required=False, help_text=_("One line each.")
    )


class FocusForm:
    """The workshop's result as one form: the whole, up to five areas, and mid-term goals."""

    def __init__(self, data: Any = None, *, theme: Theme, focus: StrategicFocus | None) -> None:
        self.theme = theme
        self.workshop = WorkshopForm(data, initial=_said(focus))
        if focus is not None:  # who was there stays, though they may lead or work here no more
            there = Person.objects.filter(pk__in=focus.participants.values("person"))
            self.workshop.fields["participants"].queryset |= there  # type: ignore[attr-defined]
        areas = [_worded(area) for area in theme.areas_in_focus()]
        goals = [{"text": g.text, "sign": g.sign} for g in focus.goals.all()] if focus else []
        self.areas = _rows(AreaForm, areas, FocusArea.MOST)(
            data, prefix="areas", initial=areas, form_kwargs={"theme": theme}
        )
        self.goals = _rows(GoalForm, goals, max(GOAL_ROWS, len(goals) + 1))(
            data, prefix="goals", initial=goals
        )
        self.workshop.others = [*self.areas, *self.goals]

    def is_valid(self) -> bool:
        good = [part.is_valid() for part in (self.workshop, self.areas, self.goals)]
        return all(good)

    @property
    def fields(self) -> dict[str, forms.Field]:
        return self.workshop.fields

    def add_error(self, field: str | None, error: ValidationError) -> None:
        self.workshop.add_error(field, error)

    def save(self, *, by: Person) -> StrategicFocus:
        return focus_record(
            theme=self.theme,
            by=by,
            areas=list(self._areas()),
            goals=list(self._goals()),
            **self.workshop.cleaned_data,
        )

    def _areas(self) -> Iterator[Area]:
        return (Area(**row) for row in self.areas.cleaned_data if row.get("name"))

    def _goals(self) -> Iterator[Goal]:
        return (Goal(**row) for row in self.goals.cleaned_data if row.get("text"))


class AreaEditForm(SeenForm):
    """New words for one focus area."""

    name = forms.CharField(label=_("Name"), max_length=120)
    description = _lines(_("What it is about"), 3, max_length=1000, required=False)
    wanted = _lines(
        _("Skills looked for"), 3, max_length=600, required=False, help_text=_("One line each.")
    )

    def __init__(self, *args: Any, focus_area: FocusArea, **kwargs: Any) -> None:
        words = _worded(focus_area)
        super().__init__(*args, **{"initial": words, **kwargs})
        self.focus_area = focus_area

    def save(self, *, by: Person) -> FocusArea:
        return focus_area_edit(focus_area=self.focus_area, by=by, **self.cleaned_data)


def _rows(form: type[forms.Form], initial: list[Any], rows: int) -> Any:
    extra = max(0, rows - len(initial))
    return forms.formset_factory(form, extra=extra, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


def _said(focus: StrategicFocus | None) -> dict[str, Any]:
    if focus is None:
        return {}
    fields = ("held_on", "diagnosis", "direction", "not_in_scope")
    participants = [p.person_id for p in focus.participants.order_by("person_id")]
    return {"participants": participants, **{f: getattr(focus, f) for f in fields}}


def _worded(area: FocusArea) -> dict[str, Any]:
    return {
        "focus_area": area.pk,
        "name": area.name,
        "description": area.description,
        "wanted": area.wanted,
    }
