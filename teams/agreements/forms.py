"""What a team writes about how it wants to work."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.conflict import SeenForm
from core.forms.widgets import Segments, TimeInput
from orgs.models import Person
from teams.agreements.actions import FIELDS, NOBODY, agreement_save
from teams.models import Membership, Team, WorkingAgreement


class AgreementForm(SeenForm, forms.ModelForm):  # type: ignore[type-arg]
    """The template of a working agreement: a line each, with prompts where to begin."""

    class Meta:
        model = WorkingAgreement
        fields = FIELDS
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "weekday": Segments,
            "starts_at": TimeInput,
            "turn": Segments,
        }
        help_texts = {
            "purpose": _("What would be missing without this team?"),
            "roles": _("Who speaks for us, who keeps the notes, who looks after newcomers?"),
            "moderator": _("Only where it is always the same person."),
            "moderation": _("For example: keeps the time, and writes the notes."),
            "channel": _("A channel, a group, or simply mail."),
            "response_time": _("For example: two working days."),
            "decisions": _("By consent? By whoever does it? When do we ask the leader?"),
            "short_of_time": _("How do we tell each other, and who takes over?"),
            "celebrate": _("Which small steps are worth a word or a cake?"),
        }

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        self.team = team
        if kwargs.get("instance") is None:
            slot = {"weekday": 2, "starts_at": time(14, 0), "minutes": 30}
            kwargs["initial"] = {**slot, "turn": WorkingAgreement.Turn.IN_TURN}
        super().__init__(*args, **kwargs)
        self.fields["weekday"].choices = WorkingAgreement.Weekday.choices  # type: ignore[attr-defined]
        members = Person.objects.active().filter(
            memberships__in=Membership.objects.current().filter(team=team)
        )
        self.fields["moderator"].queryset = members  # type: ignore[attr-defined]
        self.fields["moderator"].empty_label = _("Nobody in particular")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A name is meant only where it is always the same person."""
        typed = super().clean()
        if typed.get("turn") != WorkingAgreement.Turn.SAME:
            typed["moderator"] = None
        elif typed.get("moderator") is None:
            self.add_error("moderator", NOBODY)
        return typed

    def save(self, *, by: Person) -> WorkingAgreement:  # type: ignore[override]
        return agreement_save(team=self.team, by=by, **self.cleaned_data)
