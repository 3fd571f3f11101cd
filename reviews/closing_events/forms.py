"""When the two events at the end of a cycle take place."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.widgets import DateTimeInput, Stepper
from orgs.models import Person
from reviews.closing_events.actions import LENGTHS, Planned, closing_event_plan
from reviews.models import ClosingEvent
from themes.models import Cycle


class ClosingEventForm(forms.Form):
    """One of the two; what is proposed stands there to be changed."""

    starts_at = forms.DateTimeField(
        label=_("Begins"),
        widget=DateTimeInput(),
        help_text=_("In the last two weeks of the cycle."),
    )
    minutes = forms.IntegerField(label=_("Minutes"))
    place = forms.CharField(label=_("Place or link"), max_length=200, required=False)

    def __init__(self, data: Any = None, *, cycle: Cycle, kind: str, planned: Planned) -> None:
        initial = {"minutes": planned.minutes, "place": planned.place}
        initial["starts_at"] = planned.starts_at
        super().__init__(data, initial=initial, prefix=kind)
        self.cycle, self.kind = cycle, kind
        least, most = LENGTHS[ClosingEvent.Kind(kind)]
        field: Any = self.fields["minutes"]
        field.min_value, field.max_value = least, most
        field.widget = Stepper(step=15, least=least)
        field.help_text = _("%(least)s to %(most)s.") % {"least": least, "most": most}

    def save(self, *, by: Person) -> None:
        planned = Planned(**self.cleaned_data)
        closing_event_plan(cycle=self.cycle, kind=self.kind, planned=planned, by=by)
