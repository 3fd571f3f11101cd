from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.forms.seen import SeenForm
from orgs.models import Person
from orgs.widgets import DateInput, Segments
from themes.actions.cycles import FEWEST, MOST, WEEKS, proposed_start
from themes.actions.themes import (
    NO_HORIZON,
    NO_SPONSOR,
    role_give,
    theme_close,
    theme_create,
    theme_edit,
)
from themes.forms.people import PersonField
from themes.models import Theme, ThemeClosure, ThemeRole


class ThemeForm(SeenForm, forms.ModelForm):  # type: ignore[type-arg]
    """The words, the sponsor and the horizon of a theme."""

    sponsor = PersonField(
        label=_("Sponsor"), help_text=_("The C-level or director who owns the theme."),
        error_messages={"required": NO_SPONSOR},
    )  # fmt: skip

    class Meta:
        model = Theme
        fields = [
            "name", "strategy_sentence", "why_now", "why_no_team",
            "sponsor", "horizon_months", "starts_on",
        ]  # fmt: skip
        widgets = {
            "why_now": forms.Textarea({"rows": 3}),
            "why_no_team": forms.Textarea({"rows": 3}),
            "starts_on": DateInput,
        }
        help_texts = {
            "horizon_months": _("12 to 18 are usual."),
            "starts_on": _("The first day of the horizon."),
        }
        error_messages = {"horizon_months": {"required": NO_HORIZON}}

    def validate_constraints(self) -> None:
        """Also those that begin with the organisation, which is no field of the form."""
        form: Any = self  # these two are Django's own, though untyped
        exclude = form._get_validation_exclusions() - {"organisation"}
        try:
            self.instance.validate_constraints(exclude=exclude)
        except ValidationError as wrong:
            form._update_errors(wrong)

    def save(self, *, by: Person) -> Theme:  # type: ignore[override]
        return theme_edit(theme=self.instance, by=by, **self.cleaned_data)


class ThemeCreateForm(ThemeForm):
    """A new theme, with the days of its first cycle."""

    first_day = forms.DateField(
        label=_("First day of cycle 1"), required=False, widget=DateInput,
        help_text=_("A Monday that leaves time for the workshop, the call and the teams."),
    )  # fmt: skip
    weeks = forms.IntegerField(
        label=_("Weeks of cycle 1"), min_value=FEWEST, max_value=MOST, initial=WEEKS
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["horizon_months"].initial = 18
        self.fields["starts_on"].initial = timezone.localdate()
        self.fields["first_day"].initial = proposed_start()

    def clean_first_day(self) -> date | None:
        first_day: date | None = self.cleaned_data["first_day"]
        starts_on = self.cleaned_data.get("starts_on")
        if first_day and starts_on and first_day < starts_on:
            raise ValidationError(_("Cycle 1 starts on the first day of the horizon or later."))
        return first_day

    def save(self, *, by: Person) -> Theme:  # type: ignore[override]
        return theme_create(by=by, **self.cleaned_data)


class RoleForm(forms.Form):
    """Give a person a role in the theme."""

    person = PersonField(label=_("Person"))
    kind = forms.ChoiceField(label=_("Role"), choices=ThemeRole.Kind.choices, widget=Segments)

    def save(self, *, theme: Theme, by: Person) -> ThemeRole:
        return role_give(theme=theme, by=by, **self.cleaned_data)


class CloseForm(forms.Form):
    """End a theme with a word on what was reached."""

    statement = forms.CharField(
        label=_("What was reached"), max_length=2000, widget=forms.Textarea({"rows": 5}),
        help_text=_("Also what moves to a team of the line, and what stops."),
        error_messages={"required": _("Say what was reached, in your own words.")},
    )  # fmt: skip

    def save(self, *, theme: Theme, by: Person) -> ThemeClosure:
        return theme_close(theme=theme, by=by, **self.cleaned_data)
