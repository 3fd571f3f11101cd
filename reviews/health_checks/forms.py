"""How a member sees their team, and what the team does about it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.forms.widgets import DateInput, Segments
from orgs.models import Person
from reviews.health_checks.actions import health_act, health_vote
from reviews.health_checks.models import Colour, HealthAction, HealthCheck
from reviews.health_checks.queries import words
from teams.models import Membership


class HealthVoteForm(forms.Form):
    """A colour for each dimension."""

    def __init__(self, *args: Any, check: HealthCheck, own: Mapping[str, str]) -> None:
        super().__init__(*args)
        self.check = check
        for name, dimension in words().items():
            said = {"green": dimension.green, "red": dimension.red}
            self.fields[name] = forms.ChoiceField(
                label=dimension.title,
                choices=Colour.choices,
                widget=Segments,
                initial=own.get(name),
                help_text=_now("Good: %(green)s Needs care: %(red)s") % said,
                error_messages={"required": _("Choose how it is.")},
            )

    def save(self, *, by: Person) -> None:
        answers = dict(self.cleaned_data)
        health_vote(check=self.check, answers=answers, by=by)


class HealthActionForm(forms.Form):
    """One of at most two things that follow."""

    text = forms.CharField(label=_("What do we do?"), max_length=200)
    owner: Any = forms.ModelChoiceField(
        label=_("Who looks after it?"), queryset=None, empty_label=_("Choose a member")
    )
    due_on = forms.DateField(label=_("Until"), widget=DateInput())

    def __init__(self, data: Any = None, *, check: HealthCheck) -> None:
        super().__init__(data, initial={"due_on": timezone.localdate() + timedelta(weeks=2)})
        self.check = check
        members = Membership.objects.current().filter(team=check.team_id)
        people = Person.objects.filter(pk__in=members.values("person"))
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]

    def save(self) -> HealthAction:
        return health_act(check=self.check, **self.cleaned_data)
