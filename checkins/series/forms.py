"""The check-ins of a cycle: the schedule, the dates, and one of them moved."""

from datetime import time
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from checkins.models import CheckIn
from checkins.people import OnePerson, moderators
from checkins.series.actions import check_in_move, series_plan
from core.forms.widgets import DateTimeInput, TimeInput
from orgs.closed_days import zone
from orgs.models import Person
from themes.models import Cycle

WEEKDAYS = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
]
FIRST_SCHEDULE = {"weekday": 2, "at": time(14), "slot_minutes": 15}


class ScheduleForm(forms.Form):
    """On which weekday, at what time, for how long, who moderates and where."""

    weekday = forms.TypedChoiceField(label=_("Every second"), choices=WEEKDAYS, coerce=int)
    at = forms.TimeField(label=_("At"), widget=TimeInput)
    slot_minutes = forms.IntegerField(
        label=_("Minutes a team"), validators=[MinValueValidator(3), MaxValueValidator(60)]
    )
    facilitator = OnePerson(label=_("Who moderates"), required=False)
    place = forms.CharField(label=_("Place or link"), max_length=200, required=False)

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["facilitator"].queryset = moderators(cycle)  # type: ignore[attr-defined]


class DayForm(forms.Form):
    """One proposed date: keep it, move it, or leave it out."""

    keep = forms.BooleanField(label=_("Keep"), required=False, initial=True)
    starts_at = forms.DateTimeField(label=_("Starts"), widget=DateTimeInput)

    def clean_starts_at(self) -> Any:
        return in_zone(self.cleaned_data["starts_at"])


DayFormSet = forms.formset_factory(DayForm, extra=0, max_num=30)


def plan_days(days: Any, *, cycle: Cycle, schedule: ScheduleForm, by: Person) -> list[CheckIn]:
    """Plan the dates that were kept."""
    words = schedule.cleaned_data
    return series_plan(
        cycle=cycle,
        dates=[f.cleaned_data["starts_at"] for f in days.forms if f.cleaned_data["keep"]],
        by=by,
        facilitator=words["facilitator"],
        slot_minutes=words["slot_minutes"],
        place=words["place"],
    )


class CheckInForm(forms.Form):
    """One check-in moved: when, where and by whom."""

    starts_at = forms.DateTimeField(label=_("Starts"), widget=DateTimeInput)
    place = forms.CharField(label=_("Place or link"), max_length=200, required=False)
    facilitator = OnePerson(label=_("Who moderates"), required=False)

    def __init__(self, *args: Any, check_in: CheckIn, **kwargs: Any) -> None:
        initial = {
            "starts_at": check_in.starts_at.astimezone(zone()).replace(tzinfo=None),
            "place": check_in.place,
            "facilitator": check_in.facilitator_id,
        }
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.check_in = check_in
        self.fields["facilitator"].queryset = moderators(check_in.cycle)  # type: ignore[attr-defined]

    def clean_starts_at(self) -> Any:
        return in_zone(self.cleaned_data["starts_at"])

    def save(self, *, by: Person) -> CheckIn:
        return check_in_move(check_in=self.check_in, by=by, **self.cleaned_data)


def in_zone(moment: Any) -> Any:
    """Check-ins are planned on the organisation's clock, wherever the one who plans them sits."""
    return moment.replace(tzinfo=zone())
