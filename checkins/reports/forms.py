"""What a team says: one line at once, a learning in full, the end of a meeting."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checkins.impediments.actions import impediment_raise
from checkins.meetings.actions import meeting_close, notes_save
from checkins.meetings.round_actions import round_open
from checkins.models import Learning, MeetingRound, Slot, TeamMeeting
from checkins.people import SomePeople, members
from checkins.reports.actions import achievement_add, learning_add, learning_edit, progress_add
from checkins.reports.models import Report
from core.forms.widgets import DateTimeInput, Segments
from okrs.models import KeyResult
from orgs.closed_days import answer_due
from orgs.models import Person
from teams.models import Team


class NoteForm(forms.Form):
    """One line, an achievement, a learning or an impediment: sent once, as its key says."""

    KINDS: ClassVar[Any] = {
        "achievement": (achievement_add, _("Achieved")),
        "learning": (learning_add, _("Learned")),
        "impediment": (impediment_raise, _("Blocked")),
    }

    kind = forms.ChoiceField(
        label=_("Kind of note"),
        widget=Segments,
        choices=[(kind, words) for kind, (_add, words) in KINDS.items()],
    )
    text = forms.CharField(
        label=_("Your note"),
        max_length=300,
        widget=forms.Textarea(
            {"rows": 2, "placeholder": _("One sentence that everyone in the room will understand")}
        ),
        error_messages={"required": _("Write one sentence.")},
    )
    key = forms.UUIDField(required=False, error_messages={"invalid": _("Load the page again.")})

    def save(
        self,
        *,
        team: Team,
        by: Person,
        meeting: TeamMeeting | None = None,
        slot: Slot | None = None,
    ) -> Report:
        add, _words = self.KINDS[self.cleaned_data["kind"]]
        text = " ".join(self.cleaned_data["text"].split())
        sent = {"key": key} if (key := self.cleaned_data["key"]) else {}
        row: Report = add(team=team, text=text, by=by, meeting=meeting, slot=slot, **sent)
        return row


class BringForm(forms.Form):
    """What a team brings to a check-in beside a key result's value: a learning, an ask."""

    learning = forms.CharField(label=_("What have you learned?"), max_length=300, required=False)
    ask = forms.CharField(
        label=_("What stands in the way, and what do you need?"), max_length=300, required=False
    )

    def __init__(self, *args: Any, key_result: KeyResult, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"kr{key_result.pk}_%s", **kwargs})
        self.key_result = key_result

    def save(self, *, slot: Slot, by: Person) -> None:
        learning, ask = self.cleaned_data["learning"], self.cleaned_data["ask"]
        if learning:
            learning_add(team=slot.team, text=learning, by=by, slot=slot)
        if ask:
            blocks = self.key_result.title
            impediment_raise(team=slot.team, text=ask, by=by, slot=slot, blocks=blocks)


class MeetingNoteForm(NoteForm):
    """In a team's own meeting what moved is a line too."""

    KINDS: ClassVar[Any] = {"progress": (progress_add, _("Moved")), **NoteForm.KINDS}

    kind = forms.ChoiceField(choices=[(kind, words) for kind, (_add, words) in KINDS.items()])


class RoundForm(forms.Form):
    """Until when everybody answers in writing; first, the end of the next working day."""

    until = forms.DateTimeField(label=_("Until"), widget=DateTimeInput)

    def __init__(self, *args: Any, meeting: TeamMeeting, **kwargs: Any) -> None:
        until = answer_due(timezone.now(), 1)
        super().__init__(*args, **{"initial": {"until": until}, **kwargs})
        self.meeting = meeting

    def save(self, *, by: Person) -> MeetingRound:
        return round_open(meeting=self.meeting, by=by, until=self.cleaned_data["until"])


class LearningForm(forms.ModelForm):  # type: ignore[type-arg]
    """A learning in full: what we believed, what we saw, what we do now."""

    evidence = forms.URLField(
        label=_("Evidence"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=_("A link to what shows it."),
        error_messages={"invalid": _("Write a whole address, such as https://example.org/page.")},
    )

    class Meta:
        model = Learning
        fields = ("text", "believed", "saw", "now", "evidence", "tags", "share", "keep")
        labels: ClassVar[Any] = {"text": _("What have you learned?")}
        help_texts: ClassVar[Any] = {
            "tags": _("Words to find it by, parted by commas."),
        }
        widgets: ClassVar[Any] = {
            name: forms.Textarea({"rows": 2}) for name in ("believed", "saw", "now")
        }

    def save(self, *, by: Person, team: Team | None = None) -> Learning:  # type: ignore[override]
        if team is None:
            return learning_edit(learning=self.instance, by=by, **self.cleaned_data)
        return learning_add(team=team, by=by, **self.cleaned_data)


class MeetingForm(forms.Form):
    """The notes of a meeting, and, if the team likes, who was there."""

    notes = forms.CharField(
        label=_("Notes"), max_length=4000, required=False, widget=forms.Textarea({"rows": 4})
    )
    attended = SomePeople(label=_("Who was there"), required=False)

    def __init__(self, *args: Any, meeting: TeamMeeting, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"notes": meeting.notes}, **kwargs})
        self.meeting = meeting
        self.fields["attended"].queryset = members(meeting.team)  # type: ignore[attr-defined]

    def save(self, *, by: Person, close: bool) -> TeamMeeting:
        words = self.cleaned_data["notes"]
        if not close:
            return notes_save(meeting=self.meeting, notes=words, by=by)
        people = self.cleaned_data["attended"]
        return meeting_close(meeting=self.meeting, by=by, notes=words, attended=people)
