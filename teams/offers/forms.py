from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.widgets import Cards, Stepper
from core.numbers import LocalDecimalField, shown
from orgs.models import Person
from teams.models import Call, Offer
from teams.offers.actions import offer_make, offer_save_draft
from themes.models import FocusArea


def _area(label: Any, *, required: bool = True) -> Any:
    """A focus area of the call's theme; which ones there are is read when a form is made."""
    return forms.ModelChoiceField(queryset=None, label=label, required=required)


class OfferForm(forms.ModelForm):  # type: ignore[type-arg]
    """A person's own words, in three minutes. As a draft nothing is needed."""

    first_choice = _area(_("First choice"))
    second_choice = _area(_("Second choice"), required=False)
    hours = LocalDecimalField(
        label=_("Hours a week I can give"),
        widget=Stepper(step="0.5", least="0.25"),
        max_digits=4,
        decimal_places=2,
    )

    class Meta:
        model = Offer
        fields = ["motivation", "contribution", "learning", "hours"]
        widgets = {
            "motivation": forms.Textarea({"rows": 3}),
            "contribution": forms.Textarea({"rows": 2}),
            "learning": forms.Textarea({"rows": 2}),
        }

    def __init__(self, *args: Any, call: Call, draft: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.call, self.draft = call, draft
        self.order_fields(["first_choice", "second_choice"])
        self._offer_areas()
        for name in ("first_choice", "hours"):
            self.fields[name].required = not draft
        self.fields["motivation"].required = not draft and self._volunteers()
        self.fields["hours"].help_text = _("This call looks for %(least)s to %(most)s.") % {
            "least": shown(call.hours_from),
            "most": shown(call.hours_to),
        }

    def save(self, *, by: Person) -> Offer:  # type: ignore[override]
        keep = offer_save_draft if self.draft else offer_make
        return keep(call=self.call, by=by, **self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("second_choice") and given["second_choice"] == given.get("first_choice"):
            self.add_error("second_choice", _("Choose two different areas, or only one."))
        return given

    def _volunteers(self) -> bool:
        return self.instance.state != Offer.State.OPEN and (
            self.instance.way in {"", Offer.Way.VOLUNTEERED}
        )

    def _offer_areas(self) -> None:
        areas = FocusArea.objects.filter(theme=self.call.cycle.theme_id, retired_on=None)
        names = [(area.pk, area.name) for area in areas]
        first: Any = self.fields["first_choice"]
        second: Any = self.fields["second_choice"]
        first.queryset = second.queryset = areas
        first.initial, second.initial = (
            self.instance.first_choice_id,
            self.instance.second_choice_id,
        )
        first.widget = Cards(hints={area.pk: area.description for area in areas})
        first.widget.choices = names
        second.widget.choices = [("", _("No second choice")), *names]
