"""Who moderates a check-in from here on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from checkins.access import takers
from checkins.live_check_in.actions import check_in_hand_over
from checkins.models import CheckIn
from checkins.people import OnePerson
from orgs.models import Person


class HandOverForm(forms.Form):
    to = OnePerson(
        label=_("Who goes on?"),
        error_messages={
            "required": _("Choose who goes on."),
            "invalid_choice": _("Choose somebody of the list."),
        },
    )

    def __init__(self, *args: Any, check_in: CheckIn, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.check_in = check_in
        others = takers(check_in)
        if check_in.facilitator_id:
            others = others.exclude(pk=check_in.facilitator_id)
        self.fields["to"].queryset = others  # type: ignore[attr-defined]

    def save(self, *, by: Person) -> CheckIn:
        return check_in_hand_over(check_in=self.check_in, by=by, **self.cleaned_data)
