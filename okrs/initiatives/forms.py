"""Initiatives as bets, and what they showed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.conflict import SeenForm
from core.forms.widgets import DateInput, Segments, Ticks
from okrs.initiatives.actions import initiative_review, initiative_save, look_again
from okrs.models import Initiative, InitiativeReview, KeyResult
from okrs.people import STRANGER, members_of
from orgs.models import Person
from teams.models import Team

NO_DATE = _("Write a date, for example 2026-05-29.")


class InitiativeForm(SeenForm):
    """A bet: what we try, what it should move, and why we believe it."""

    title = forms.CharField(
        label=_("What do we try?"),
        max_length=160,
        error_messages={"required": _("Write what you try.")},
    )
    key_results = forms.ModelMultipleChoiceField(
        KeyResult.objects.none(),
        label=_("Which key result should it move?"),
        widget=Ticks,
        error_messages={
            "required": _("Choose the key result it should move."),
            "invalid_choice": _("Choose among this team's key results."),
            "invalid_pk_value": _("Choose among this team's key results."),
        },
    )
    because = forms.CharField(
        label=_("Why do we believe it?"),
        max_length=600,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Write why you believe it, so that you can learn from it.")},
    )
    owner = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Who looks after it?"),
        required=False,
        empty_label=_("Nobody yet"),
        error_messages={"invalid_choice": STRANGER},
    )
    review_on = forms.DateField(
        label=_("When do we look at it again?"),
        help_text=_("On that day its owner is asked what the bet showed."),
        widget=DateInput,
        error_messages={"required": _("Choose when you look at it again."), "invalid": NO_DATE},
    )

    def __init__(
        self,
        team: Team,
        data: Mapping[str, Any] | None = None,
        *,
        initiative: Initiative | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(initiative))
        self.team, self.initiative = team, initiative
        self.fields["review_on"].initial = look_again(team.cycle)
        if initiative is not None and initiative.state != Initiative.State.TRYING:
            del self.fields["review_on"]
        own = KeyResult.objects.filter(objective__okr_set__team=team)
        self.fields["key_results"].queryset = own  # type: ignore[attr-defined]
        self.fields["owner"].queryset = members_of(team)  # type: ignore[attr-defined]

    def save(self, *, by: Person) -> Initiative | None:
        typed = {"review_on": None, **self.cleaned_data}
        return initiative_save(team=self.team, by=by, initiative=self.initiative, **typed)


class InitiativeReviewForm(forms.Form):
    """What did the bet show, and does it go on?"""

    learned = forms.CharField(
        label=_("What did the bet show?"),
        max_length=300,
        error_messages={"required": _("Write in a line what you learned. “Nothing yet” counts.")},
    )
    answer = forms.ChoiceField(
        label=_("How does it go on?"),
        choices=InitiativeReview.Answer.choices,
        widget=Segments,
        error_messages={
            "required": _("Choose: keep on, done, or stop."),
            "invalid_choice": _("Choose: keep on, done, or stop."),
        },
    )
    review_on = forms.DateField(
        label=_("If it goes on: when do we look at it again?"),
        required=False,
        widget=DateInput,
        error_messages={"invalid": NO_DATE},
    )

    def __init__(self, initiative: Initiative, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.initiative = initiative
        self.fields["review_on"].initial = look_again(initiative.team.cycle)

    def save(self, *, by: Person) -> InitiativeReview | None:
        return initiative_review(initiative=self.initiative, by=by, **self.cleaned_data)


def _initial(initiative: Initiative | None) -> dict[str, Any]:
    if initiative is None:
        return {}
    names = ["title", "because", "owner", "review_on"]
    chosen = list(initiative.targets.values_list("key_result_id", flat=True))
    return {name: getattr(initiative, name) for name in names} | {"key_results": chosen}
