from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms.conflict import SeenForm
from core.forms.widgets import DateInput, Segments
from orgs.models import Person
from orgs.people.choosers import LeadersField, PersonField
from themes.cycles.actions import FEWEST, MOST, WEEKS, proposed_start
from themes.models import FitCheck, Theme, ThemeClosure, ThemeRole
from themes.theme.actions import (
    NO_HORIZON,
    NO_INTEGRATION,
    NO_SPONSOR,
    role_give,
    theme_close,
    theme_create,
    theme_edit,
)


class ThemeForm(SeenForm, forms.ModelForm):  # type: ignore[type-arg]
    """The words, the sponsor and the horizon of a theme."""

    sponsor = PersonField(
        label=_("Sponsor"),
        help_text=_("The C-level or director who owns the theme."),
        error_messages={"required": NO_SPONSOR},
    )

    class Meta:
        model = Theme
        fields = [
            "name",
            "strategy_sentence",
            "why_now",
            "why_no_team",
            "sponsor",
            "horizon_months",
            "starts_on",
        ]
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


def _yes_no(question: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=FitCheck.QUESTIONS[question],
        widget=Segments,
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda answer: answer == "yes",
    )


class ThemeCreateForm(ThemeForm):
    """A new theme with the fit check, its people and the days of its first cycle.

    Doubts of the fit check stand on the form once; who goes on `all_the_same` is let through.
    """

    in_strategy = _yes_no("in_strategy")
    has_team = _yes_no("has_team")
    needs_divisions = _yes_no("needs_divisions")
    further_sponsors = LeadersField(label=_("Further sponsors"), required=False)
    integration = PersonField(
        label=_("Integration team"),
        help_text=_(
            "Who runs the program: they form the teams, and read offers and who goes on and why. "
            "Choose yourself only if you do this work; everybody sees who does. They can add "
            "others."
        ),
        error_messages={"required": NO_INTEGRATION},
    )
    first_day = forms.DateField(
        label=_("First day of cycle 1"),
        widget=DateInput,
        help_text=_("A Monday that leaves time for the workshop, the call and the teams."),
    )
    weeks = forms.IntegerField(
        label=_("Weeks of cycle 1"), min_value=FEWEST, max_value=MOST, initial=WEEKS
    )

    field_order = [
        "name",
        "strategy_sentence",
        "in_strategy",
        "has_team",
        "needs_divisions",
        "why_now",
        "why_no_team",
        "sponsor",
        "further_sponsors",
        "integration",
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["horizon_months"].initial = 18
        self.fields["starts_on"].initial = timezone.localdate()
        self.fields["first_day"].initial = proposed_start()
        self.doubts: list[str] = []

    def clean_first_day(self) -> date:
        first_day: date = self.cleaned_data["first_day"]
        starts_on = self.cleaned_data.get("starts_on")
        if starts_on and first_day < starts_on:
            raise ValidationError(_("Cycle 1 starts on the first day of the horizon or later."))
        return first_day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        answers = {question: data[question] for question in FitCheck.QUESTIONS if question in data}
        if len(answers) == len(FitCheck.QUESTIONS) and "all_the_same" not in self.data:
            self.doubts = FitCheck(**answers).doubts
            for doubt in self.doubts:
                self.add_error(None, doubt)
        return data

    def save(self, *, by: Person) -> Theme:  # type: ignore[override]
        return theme_create(by=by, **self.cleaned_data)


class RoleForm(forms.Form):
    """Give a person one of the roles that somebody may give in the theme."""

    person = PersonField(label=_("Person"))
    kind = forms.ChoiceField(label=_("Role"), widget=Segments)

    def __init__(self, *args: Any, kinds: list[ThemeRole.Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["kind"].initial = kinds[-1]

    def save(self, *, theme: Theme, by: Person) -> ThemeRole:
        return role_give(theme=theme, by=by, **self.cleaned_data)


class CloseForm(forms.Form):
    """End a theme with a word on what was reached."""

    statement = forms.CharField(
        label=_("What was reached"),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Say what was reached, in your own words.")},
    )
    moves = forms.CharField(
        label=_("What moves to a team of the line?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("And to which one. One thing a line."),
    )
    stops = forms.CharField(
        label=_("What stops?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One thing a line."),
    )

    def save(self, *, theme: Theme, by: Person) -> ThemeClosure:
        return theme_close(theme=theme, by=by, **self.cleaned_data)
