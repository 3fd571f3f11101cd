"""Writing an OKR set: objectives, comments, and the reason once it is agreed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.conflict import SeenForm
from okrs.models import Objective, OKRSet, SetAnswer, SetComment
from okrs.sets.actions import objective_remove, objective_save, set_answer, set_comment, set_open
from orgs.models import Person
from teams.models import Team


class ReasonedForm(forms.Form):
    """Once the OKR set is agreed, a change says why."""

    reason = forms.CharField(
        label=_("Why does it change?"),
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("The OKR set is agreed. Old and new wording stay side by side."),
        error_messages={"required": _("Say why it changes, so that others understand.")},
    )

    def __init__(
        self, okr_set: OKRSet | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        if okr_set is None or not okr_set.agreed:
            del self.fields["reason"]

    @property
    def reason_given(self) -> str:
        return str(self.cleaned_data.get("reason", ""))


class ObjectiveForm(SeenForm, ReasonedForm):
    text = forms.CharField(
        label=_("What shall be true at the end of the cycle?"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Words that people like to repeat, without a number."),
        error_messages={"required": _("Write what shall be true at the end of the cycle.")},
    )
    note = forms.CharField(
        label=_("Why a second objective?"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("One objective keeps a team together. A second one needs a reason."),
    )
    field_order = ["text", "note", "reason"]

    def __init__(
        self,
        team: Team,
        data: Mapping[str, Any] | None = None,
        *,
        objective: Objective | None = None,
        wording: str = "",
    ) -> None:
        known = OKRSet.objects.filter(team=team).first()
        initial = {"text": objective.text, "note": objective.note} if objective else {}
        super().__init__(known, data, initial=initial)
        self.team, self.objective = team, objective
        self.offered = {"text": wording} if wording else {}
        second = known is not None and known.objectives.exists()
        if not (objective.position > 1 if objective else second):
            del self.fields["note"]

    def save(self, *, by: Person) -> Objective | None:
        return objective_save(
            okr_set=set_open(team=self.team, by=by),
            by=by,
            text=self.cleaned_data["text"],
            note=self.cleaned_data.get("note", ""),
            objective=self.objective,
            reason=self.reason_given,
        )


class ObjectiveRemoveForm(ReasonedForm):
    def save(self, *, by: Person, objective: Objective) -> None:
        objective_remove(objective=objective, by=by, reason=self.reason_given)


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("Your comment"),
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Write a comment first.")},
    )

    def save(self, *, okr_set: OKRSet, by: Person) -> SetComment | None:
        return set_comment(okr_set=okr_set, by=by, text=self.cleaned_data["text"])


class AnswerForm(forms.Form):
    """The two answers are buttons; the words they are about come along."""

    enough = forms.TypedChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda word: word == "yes",
        error_messages={
            "required": _("Choose yes or no."),
            "invalid_choice": _("Choose yes or no."),
        },
    )
    seen = forms.CharField(required=False, max_length=64)

    def save(self, *, okr_set: OKRSet, by: Person) -> SetAnswer | None:
        return set_answer(okr_set=okr_set, by=by, **self.cleaned_data)
