"""How an organisation watches over hours, and what members note of them."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.numbers import LocalDecimalField
from orgs.models import Person
from orgs.organisation_settings.forms import SettingForm
from teams.hours.note_actions import hours_note
from teams.hours.notes import Own
from teams.models import HoursNote, HoursRules, Membership


class HoursRulesForm(SettingForm):
    class Meta:
        model = HoursRules
        fields: ClassVar[list[str]] = [
            "limit_percent",
            "remind_after",
            "tell_after",
            "to_dos_per_hour",
        ]
        help_texts: ClassVar[dict[str, Any]] = {
            "limit_percent": _("Member and home leader are warned before they agree."),
            "remind_after": _("Weekends and the holidays of the leader’s country do not count."),
            "to_dos_per_hour": _("A team sees who has many to-dos for few hours."),
        }


class NoteForm(forms.Form):
    """The hours of two weeks; an empty box takes the note back."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    hours = LocalDecimalField(label=_("Hours in these two weeks"), required=False)

    @classmethod
    def about(cls, own: Own) -> "NoteForm":
        number = own.fortnight.number
        return cls(initial={"number": number, "hours": own.hours}, auto_id=f"id_{number}_%s")

    def save(self, membership: Membership, *, by: Person) -> HoursNote | None:
        return hours_note(membership=membership, by=by, **self.cleaned_data)
