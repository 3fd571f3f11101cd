"""What coaches write, and how long coaching takes."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.numbers import LocalDecimalField
from orgs.models import Person
from teams.access import coached_team_ids
from teams.coach_notes.actions import coach_note_save, what_worked_add
from teams.coaches.actions import coaching_hours
from teams.models import Coaching, CoachNote, Team, WhatWorked


class CoachNoteForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = CoachNote
        fields: ClassVar[list[str]] = ["text", "shared"]
        widgets: ClassVar[dict[str, Any]] = {"text": forms.Textarea({"rows": 3})}
        error_messages: ClassVar[dict[str, Any]] = {"text": {"required": _("Write a line.")}}

    def save(self, team: Team, by: Person) -> CoachNote:  # type: ignore[override]
        known = self.instance if self.instance.pk else None
        return coach_note_save(team=team, by=by, note=known, **self.cleaned_data)


class WhatWorkedForm(forms.Form):
    """For the other coaches; no team is named unless one is chosen."""

    situation = forms.CharField(
        label=_("What was it about?"),
        max_length=200,
        help_text=_("So that somebody in the same place finds it."),
        error_messages={"required": _("Write a line.")},
    )
    text = forms.CharField(
        label=_("What helped?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Write it so that nobody recognises the people."),
        error_messages={"required": _("Write a line.")},
    )
    team = forms.ModelChoiceField(
        label=_("Name the team?"),
        queryset=Team.objects.none(),
        required=False,
        empty_label=_("No, no name"),
        help_text=_("Ask the team first."),
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["team"].queryset = Team.objects.filter(pk__in=coached_team_ids(by))  # type: ignore[attr-defined]

    def save(self) -> WhatWorked:
        return what_worked_add(by=self.by, **self.cleaned_data)


class CoachingHoursForm(forms.Form):
    """How many hours a week a team takes; an empty box takes it back."""

    hours = LocalDecimalField(label=_("Hours a week"), required=False)

    @classmethod
    def about(cls, coaching: Coaching) -> "CoachingHoursForm":
        return cls(initial={"hours": coaching.hours}, auto_id=f"id_{coaching.pk}_%s")

    def save(self, *, coaching: Coaching, by: Person) -> Coaching:
        return coaching_hours(coaching=coaching, by=by, **self.cleaned_data)
