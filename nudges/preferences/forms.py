"""How somebody wants to be reminded, and when the organisation is quiet."""

from itertools import groupby
from typing import Any

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _

from core.forms.widgets import DateInput, TimeInput
from nudges.models import Pace, QuietHours, Rhythm
from nudges.preferences.actions import reminders_save
from nudges.preferences.queries import Wishes
from nudges.registry import Nudge, nudges
from orgs.models import Person
from orgs.organisation_settings.forms import SettingForm

MUST_ASK = _("Only you can answer this, so it always comes by mail.")


class RemindersForm(forms.ModelForm):  # type: ignore[type-arg]
    """The hour and the pause, and a pace for each kind."""

    class Meta:
        model = Rhythm
        fields = ("morning", "paused_until")
        widgets = {"morning": TimeInput, "paused_until": DateInput}

    def __init__(self, *args: Any, wishes: Wishes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = [nudge for nudge in nudges if not nudge.any_hour]
        for nudge in self.kinds:
            self.fields[nudge.kind] = _pace_field(nudge, wishes)

    def hours(self) -> list[forms.BoundField]:
        return [self["morning"], self["paused_until"]]

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The kinds by the part of the product that asks."""
        parts = groupby(self.kinds, key=lambda nudge: nudge.kind.partition(".")[0])
        return [
            (str(apps.get_app_config(app).verbose_name), [self[nudge.kind] for nudge in kinds])
            for app, kinds in parts
        ]

    def save(self, *, person: Person) -> None:  # type: ignore[override]
        paces = {nudge.kind: self.cleaned_data[nudge.kind] for nudge in self.kinds}
        reminders_save(
            person=person,
            paces=paces,
            morning=self.cleaned_data["morning"],
            paused_until=self.cleaned_data["paused_until"],
        )


class QuietHoursForm(SettingForm):
    class Meta:
        model = QuietHours
        fields = ("quiet_from", "quiet_until")
        widgets = {"quiet_from": TimeInput, "quiet_until": TimeInput}


def _pace_field(nudge: Nudge, wishes: Wishes) -> forms.ChoiceField:
    choices = [choice for choice in Pace.choices if nudge.may_stop or choice[0] != Pace.MY_WORK]
    return forms.ChoiceField(
        label=str(nudge.name),
        choices=choices,
        initial=wishes.pace(nudge),
        help_text="" if nudge.may_stop else MUST_ASK,
    )
