"""To-dos: one by one, as a conversation, and several at once."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms.conflict import SeenForm
from core.forms.widgets import DateInput
from okrs.initiatives.forms import NO_DATE
from okrs.models import Initiative, ToDo
from okrs.people import STRANGER, members_of
from okrs.to_dos.actions import to_do_add, to_do_edit, to_dos_change
from orgs.models import Person
from teams.models import Team

NOT_OURS = _("Choose an initiative of this team.")
GONE = _("Choose among the to-dos on this page.")
NONE_OF_THEM = "none"
A_WEEK = timedelta(weeks=1)


class ToDoForm(forms.Form):
    """One task with one owner and a date."""

    kind = ToDo.Kind.TASK

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
        error_messages={"invalid_choice": NOT_OURS},
    )

    def __init__(
        self,
        team: Team,
        data: Mapping[str, Any] | None = None,
        *,
        to_do: ToDo | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.team, self.to_do = team, to_do
        self.fields["due_on"].initial = timezone.localdate() + A_WEEK
        self.fields["owner"].queryset = members_of(team)  # type: ignore[attr-defined]
        self.fields["initiative"].queryset = _ours(team, to_do)  # type: ignore[attr-defined]

    def save(self, *, by: Person) -> ToDo | None:
        return to_do_add(team=self.team, by=by, kind=self.kind, **self.cleaned_data)


class ToDoEditForm(SeenForm, ToDoForm):
    """The same, after it was written."""

    @classmethod
    def of(cls, to_do: ToDo, data: Mapping[str, Any] | None = None) -> "ToDoEditForm":
        names = [name for name in cls.base_fields if name != "initiative"]
        values = {name: getattr(to_do, name) for name in names}
        initial = {**values, "initiative": to_do.initiative_id}
        return cls(to_do.team, data, to_do=to_do, initial=initial)

    def save(self, *, by: Person) -> ToDo | None:
        to_do = self.to_do
        assert to_do is not None  # noqa: S101  (`of` makes this form)
        return to_do_edit(to_do=to_do, by=by, **self.cleaned_data)


class _Asking(forms.Form):
    """What makes a to-do a conversation."""

    text = forms.CharField(
        label=_("Whom do you talk with?"),
        help_text=_("A role is enough, for example: a dealer in Manisa."),
        max_length=200,
        error_messages={"required": _("Write whom you talk with; a role is enough.")},
    )
    questions = forms.CharField(
        label=_("What do we want to know?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class ResearchForm(_Asking, ToDoForm):
    """A conversation to come: with whom, and what we want to know."""

    kind = ToDo.Kind.RESEARCH
    field_order = ("text", "questions", "owner", "due_on", "initiative")


class ResearchEditForm(_Asking, ToDoEditForm):
    """A conversation and what was heard in it."""

    field_order = ("text", "questions", "notes", "insight", "owner", "due_on", "initiative")
    notes = forms.CharField(
        label=_("What did you hear?"),
        help_text=_("Their words, as they said them."),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )
    insight = forms.CharField(
        label=_("What does it tell us?"),
        help_text=_("One sentence that the team can work with."),
        max_length=300,
        required=False,
    )


class ToDosForm(forms.Form):
    """What happens to all chosen to-dos at once; what is left empty stays as it is."""

    STAYS = _("As it is")

    to_dos = forms.ModelMultipleChoiceField(
        ToDo.objects.none(),
        label=_("Which to-dos?"),
        error_messages={
            "required": _("Choose at least one to-do."),
            "invalid_choice": GONE,
            "invalid_pk_value": GONE,
            "invalid_list": GONE,
        },
    )
    done = forms.ChoiceField(
        label=_("Done?"),
        choices=[("", STAYS), ("yes", _("Done")), ("no", _("Not done after all"))],
        required=False,
        error_messages={"invalid_choice": _("Choose done or not done.")},
    )
    owner = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Who does them?"),
        required=False,
        empty_label=STAYS,
        error_messages={"invalid_choice": STRANGER},
    )
    due_on = forms.DateField(
        label=_("Until when?"),
        required=False,
        widget=DateInput,
        error_messages={"invalid": NO_DATE},
    )
    initiative = forms.ChoiceField(
        label=_("For which idea?"), required=False, error_messages={"invalid_choice": NOT_OURS}
    )

    def __init__(self, team: Team, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.team = team
        self.initiatives = {str(row.pk): row for row in _ours(team)}
        self.fields["to_dos"].queryset = team.to_dos.all()  # type: ignore[attr-defined]
        self.fields["owner"].queryset = members_of(team)  # type: ignore[attr-defined]
        self.fields["initiative"].choices = [  # type: ignore[attr-defined]
            ("", self.STAYS),
            (NONE_OF_THEM, _("None of them")),
            *self.initiatives.items(),
        ]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if not self.errors and not any(typed[name] for name in typed if name != "to_dos"):
            raise ValidationError(_("Say what should become of the chosen to-dos."))
        return typed

    def save(self, *, by: Person) -> int | None:
        typed = self.cleaned_data
        changes = {name: typed[name] for name in ("owner", "due_on") if typed[name]}
        if typed["initiative"]:
            changes["initiative"] = self.initiatives.get(typed["initiative"])
        if typed["done"]:
            changes["done"] = typed["done"] == "yes"
        chosen = [row.pk for row in typed["to_dos"]]
        return to_dos_change(team=self.team, by=by, to_dos=chosen, **changes)


def _ours(team: Team, to_do: ToDo | None = None) -> Any:
    """What is being tried, and what a to-do belongs to already."""
    its_own = Q(pk=to_do.initiative_id if to_do else None)
    return team.initiatives.filter(Q(state=Initiative.State.TRYING) | its_own)
