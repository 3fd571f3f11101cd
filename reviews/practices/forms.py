from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.widgets import Cards, DateInput
from core.numbers import LocalDecimalField
from orgs.models import Person
from reviews.models import Practice, PracticeCheck
from reviews.practices.actions import practice_check


class PracticeCheckForm(forms.Form):
    """How a practice is doing; a number says where it comes from."""

    use = forms.ChoiceField(
        label=_("Is it in use?"), choices=PracticeCheck.Use.choices, widget=Cards
    )
    used_by = forms.CharField(label=_("Who uses it?"), max_length=200, required=False)
    effect = forms.CharField(
        label=_("What does it bring?"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    benefit = LocalDecimalField(
        label=_("In a number"),
        required=False,
        max_digits=14,
        decimal_places=2,
        help_text=_("Only what somebody counted or estimated."),
    )
    unit = forms.CharField(
        label=_("What is counted"),
        max_length=40,
        required=False,
        help_text=_("For example hours a month, or EUR for money as a whole."),
    )
    source = forms.CharField(label=_("Where the number comes from"), max_length=200, required=False)
    measured_on = forms.DateField(label=_("Of which day"), required=False, widget=DateInput())
    estimate = forms.BooleanField(label=_("It is an estimate"), required=False)

    def __init__(self, *args: Any, practice: Practice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.practice = practice

    def save(self, *, by: Person) -> PracticeCheck:
        return practice_check(practice=self.practice, by=by, **self.cleaned_data)
