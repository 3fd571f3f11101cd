"""Initiatives and to-dos."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from okrs.actions.work import initiative_save, to_do_add
from okrs.forms.acting import ActingForm
from okrs.forms.people import members_of
from okrs.models import Initiative, KeyResult, ToDo
from orgs.models import Person
from orgs.widgets import DateInput, Segments, Ticks
from teams.models import Team

STRANGER = _("Choose somebody who is in the team.")
NO_DATE = _("Write a date, for example 2026-05-29.")


class InitiativeForm(ActingForm):
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
        },
    )
    because = forms.CharField(
        label=_("We believe it will, because …"),
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
        required=False,
        widget=DateInput,
        error_messages={"invalid": NO_DATE},
    )
    state = forms.ChoiceField(
        label=_("Where does it stand?"),
        choices=Initiative.State.choices,
        initial=Initiative.State.TRYING,
        widget=Segments,
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
        if initiative is None:
            del self.fields["state"]
        own = KeyResult.objects.filter(objective__okr_set__team=team)
        self.fields["key_results"].queryset = own  # type: ignore[attr-defined]
        self.fields["owner"].queryset = members_of(team)  # type: ignore[attr-defined]

    def save(self, *, by: Person) -> Initiative | None:
        typed = {"state": Initiative.State.TRYING, **self.cleaned_data}
        return self.act(
            lambda: initiative_save(team=self.team, by=by, initiative=self.initiative, **typed)
        )


class ToDoForm(ActingForm):
    """One task with one owner and a date."""

    text = forms.CharField(
        label=_("What is to do?"),
        max_length=200,
        error_messages={"required": _("Write what is to do.")},
    )
    owner = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Who does it?"),
        error_messages={
            "required": _("Choose who does it. A to-do has one owner."),
            "invalid_choice": STRANGER,
        },
    )
    due_on = forms.DateField(
        label=_("Until when?"),
        widget=DateInput,
        error_messages={"required": _("Write until when."), "invalid": NO_DATE},
    )
    initiative = forms.ModelChoiceField(
        Initiative.objects.none(),
        label=_("For which idea?"),
        required=False,
        empty_label=_("None of them"),
        error_messages={"invalid_choice": _("Choose an initiative of this team.")},
    )

    def __init__(
        self,
        team: Team,
        data: Mapping[str, Any] | None = None,
        *,
        initiative: int | None = None,
        owner: Person | None = None,
    ) -> None:
        super().__init__(data, initial={"initiative": initiative, "owner": owner})
        self.team = team
        self.fields["owner"].queryset = members_of(team)  # type: ignore[attr-defined]
        trying = team.initiatives.filter(state=Initiative.State.TRYING)
        self.fields["initiative"].queryset = trying  # type: ignore[attr-defined]

    def save(self, *, by: Person) -> ToDo | None:
        return self.act(lambda: to_do_add(team=self.team, by=by, **self.cleaned_data))


def _initial(initiative: Initiative | None) -> dict[str, Any]:
    if initiative is None:
        return {}
    names = ["title", "because", "owner", "review_on", "state"]
    chosen = list(initiative.targets.values_list("key_result_id", flat=True))
    return {name: getattr(initiative, name) for name in names} | {"key_results": chosen}
