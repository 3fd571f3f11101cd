"""How sure somebody is of several key results at once."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.widgets import ConfidencePicker
from okrs.models import Confidence, KeyResult


class SurenessForm(forms.Form):
    """One answer for each key result; `own` is what was answered before, by key result."""

    def __init__(
        self,
        key_results: Iterable[KeyResult],
        data: Mapping[str, Any] | None = None,
        *,
        own: Mapping[int, str] | None = None,
    ) -> None:
        super().__init__(data)
        self.rows = {f"kr-{row.pk}": row for row in key_results}
        for name, row in self.rows.items():
            self.fields[name] = forms.ChoiceField(
                label=row.title,
                choices=Confidence.choices,
                widget=ConfidencePicker,
                initial=(own or {}).get(row.pk),
                error_messages={"required": _("Say how sure you are.")},
            )

    @property
    def answers(self) -> dict[KeyResult, str]:
        return {row: self.cleaned_data[name] for name, row in self.rows.items()}
