"""What an hour costs inside the house, if the organisation wants to say it."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.numbers import LocalDecimalField
from orgs.organisation_settings.forms import SettingForm
from reviews.models import HourlyRate


class HourlyRateForm(SettingForm):
    amount = LocalDecimalField(
        label=_("An hour costs"),
        max_digits=8,
        decimal_places=2,
        min_value=Decimal("0.01"),
        required=False,
        help_text=_("Leave it empty to show hours alone."),
    )

    class Meta:
        model = HourlyRate
        fields = ("amount", "currency")
        labels = {"currency": _("Currency")}
        widgets = {"currency": forms.TextInput({"size": 6})}
        help_texts = {"currency": _("Three capital letters, such as EUR.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["currency"].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("amount") is not None and data.get("currency") == "":
            self.add_error("currency", _("Say in which currency."))
        return data
