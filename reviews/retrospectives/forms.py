"""One improvement, and what became of an earlier one."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms.widgets import DateInput, Segments
from orgs.models import Person
from reviews.models import Improvement
from reviews.retrospectives.actions import improvement_add, improvement_look
from teams.models import Membership, Team


class ImprovementForm(forms.Form):
    """What a team does differently from now on."""

    text = forms.CharField(label=_("What do we do differently?"), max_length=200)
    topic = forms.ChoiceField(label=_("What is it about?"), choices=Improvement.Topic.choices)
    owner: Any = forms.ModelChoiceField(
        label=_("Who looks after it?"), queryset=None, empty_label=_("Choose a member")
    )
    due_on = forms.DateField(label=_("Until"), widget=DateInput())

    def __init__(self, data: Any = None, *, team: Team) -> None:
        soon = timezone.localdate() + timedelta(weeks=4)
        super().__init__(data, initial={"due_on": soon})
        self.team = team
        members = Membership.objects.current().filter(team=team)
        people = Person.objects.filter(pk__in=members.values("person"))
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]

    def save(self) -> Improvement:
        return improvement_add(team=self.team, **self.cleaned_data)


class BecameForm(forms.Form):
    """What became of an improvement of the last cycle."""

    became = forms.ChoiceField(
        label=_("What became of it?"), choices=Improvement.Became.choices, widget=Segments
    )

    def __init__(self, data: Any = None, *, team: Team, improvement: Improvement) -> None:
        self.team, self.improvement = team, improvement
        start = {"became": improvement.became}
        super().__init__(data, initial=start, prefix=f"improvement-{improvement.pk}")

    def save(self) -> None:
        improvement_look(
            team=self.team, improvement=self.improvement, became=self.cleaned_data["became"]
        )
