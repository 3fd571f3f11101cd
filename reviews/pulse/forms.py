"""Opening a pulse, answering it, and saying what we do about it."""

from typing import Any

from django import forms
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import languages
from core.forms.widgets import DateInput, Segments
from orgs.models import Person
from reviews.models import Pulse, PulseFollowUp
from reviews.pulse.actions import pulse_answer, pulse_follow_up_save, pulse_open, usual_end
from reviews.pulse.arithmetic import COMMENT_THRESHOLD, THRESHOLD
from reviews.pulse.items import Item, wordings
from reviews.pulse.models import LEAST, LEAST_FOR_COMMENTS
from themes.models import Cycle

AGREE = [(1, _("1 no")), (2, "2"), (3, "3"), (4, "4"), (5, _("5 yes"))]
GLADLY = [(score, str(score)) for score in range(11)]


class PulseOpenForm(forms.Form):
    """Until when the pulse is open, and from how many answers on anything is shown."""

    closes_on = forms.DateField(
        label=_("Open until"),
        widget=DateInput(),
        help_text=_("At six in the evening. Up to three days: nobody is reminded."),
    )
    threshold = forms.IntegerField(
        label=_("Answers a figure needs"), min_value=LEAST, max_value=100, initial=THRESHOLD
    )
    comment_threshold = forms.IntegerField(
        label=_("Answers comments need"),
        min_value=LEAST_FOR_COMMENTS,
        max_value=100,
        initial=COMMENT_THRESHOLD,
    )

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        self.cycle = cycle
        kwargs["initial"] = {"closes_on": usual_end(timezone.now())}
        super().__init__(*args, **kwargs)

    def save(self, *, by: Person) -> Pulse:
        return pulse_open(cycle=self.cycle, by=by, **self.cleaned_data)


class PulseForm(forms.Form):
    """The items of a pulse in the language of who answers; one tap a statement."""

    def __init__(self, *args: Any, pulse: Pulse, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pulse = pulse
        worded = wordings(languages.active())
        self.items = [worded[key] for key in pulse.items]
        for item in self.items:
            self.fields[item.id] = _field(item)

    def save(self, *, by: Person) -> None:
        given = {item.key: self.cleaned_data[item.id] for item in self.items}
        scores = {item.key: given[item.key] for item in self.items if item.scale is not None}
        comments = {item.key: given[item.key] for item in self.items if item.scale is None}
        pulse_answer(pulse=self.pulse, by=by, scores=scores, comments=comments)


def _field(item: Item) -> forms.Field:
    if item.scale is None:
        return forms.CharField(
            label=item.text,
            required=False,
            max_length=500,
            widget=forms.Textarea,
            help_text=_("Without names, please: yours or others’."),
        )
    tap = {"required": _("Tap the number that fits best.")}
    recommendation = item.kind == "recommendation"
    return forms.TypedChoiceField(
        label=item.text,
        coerce=int,
        widget=Segments,
        error_messages=tap,
        choices=GLADLY if recommendation else AGREE,
        help_text=_("0 is not at all, 10 is very gladly.") if recommendation else "",
    )


class PulseFollowUpForm(forms.Form):
    """What we do about it, who looks after it, and until when."""

    text = forms.CharField(label=_("What we do"), max_length=300)
    owner: Any = forms.ModelChoiceField(label=_("Looked after by"), queryset=None)
    due_on = forms.DateField(label=_("Until"), widget=DateInput())

    def __init__(
        self, data: Any = None, *, pulse: Pulse, follow_up: PulseFollowUp | None = None
    ) -> None:
        self.pulse, self.follow_up = pulse, follow_up
        super().__init__(data, initial=model_to_dict(follow_up) if follow_up else None)
        self.fields["owner"].queryset = Person.objects.active()  # type: ignore[attr-defined]

    def save(self, *, by: Person) -> PulseFollowUp:
        return pulse_follow_up_save(
            pulse=self.pulse, follow_up=self.follow_up, by=by, **self.cleaned_data
        )
