from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.conflict import SeenForm
from core.forms.widgets import Cards, DateInput, Stepper
from core.numbers import LocalDecimalField
from orgs.models import Person
from orgs.people.choosers import PersonField
from teams.calls.actions import call_change, call_open
from teams.models import Call, Offer
from teams.offers.actions import person_name
from themes.models import Cycle

WHAT_MEMBERS_DO = _(
    "We meet every week for about 30 minutes, show all teams every two weeks where we are, and set"
    " our goals together in a workshop at the start. In between everybody has a few things to do."
)


class CallForm(SeenForm, forms.ModelForm):  # type: ignore[type-arg]
    """What members do, for how many hours, and until when people can put up their hand."""

    hours_from = LocalDecimalField(
        label=_("Hours a week, from"),
        widget=Stepper(step="0.5", least="0.25"),
        max_digits=4,
        decimal_places=2,
    )
    hours_to = LocalDecimalField(
        label=_("Hours a week, to"),
        widget=Stepper(step="0.5", least="0.25"),
        max_digits=4,
        decimal_places=2,
    )

    class Meta:
        model = Call
        fields = ["text", "hours_from", "hours_to", "skills", "deadline"]
        widgets = {
            "text": forms.Textarea({"rows": 5}),
            "skills": forms.Textarea({"rows": 3}),
            "deadline": DateInput(),
        }

    def __init__(self, *args: Any, before: Call | None = None, **kwargs: Any) -> None:
        """A call of the cycle `before` is the proposal for this one."""
        super().__init__(*args, **kwargs)
        self.fields["text"].initial = WHAT_MEMBERS_DO
        if before is not None:
            for name in ("text", "hours_from", "hours_to"):
                self.fields[name].initial = getattr(before, name)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        least, most = given.get("hours_from"), given.get("hours_to")
        if least and most and least > most:
            self.add_error("hours_to", _("“From” is at most “to”. Turn the two around."))
        return given

    def save(self, cycle: Cycle, *, by: Person) -> Call:  # type: ignore[override]
        """Open the cycle's call, or change it when it is open."""
        if self.instance.pk:
            return call_change(call=self.instance, by=by, **self.cleaned_data)
        return call_open(cycle=cycle, by=by, **self.cleaned_data)


class NamingForm(forms.Form):
    """Whom the integration team asks, and on whose idea."""

    person = PersonField(label=_("Who could be part of it?"))
    way = forms.ChoiceField(
        label=_("Whose idea is it?"),
        choices=[
            (Offer.Way.INVITED, _("Ours: we invite them")),
            (Offer.Way.NOMINATED, _("Somebody names them")),
        ],
        initial=Offer.Way.INVITED,
        widget=Cards(
            hints={
                Offer.Way.INVITED: _("We would like to have them with us."),
                Offer.Way.NOMINATED: _("Their leader or a colleague thinks of them."),
            }
        ),
    )

    def save(self, call: Call, *, by: Person) -> Offer:
        return person_name(call=call, by=by, **self.cleaned_data)
