"""What a member thinks of each key result before the talk."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.numbers import LocalDecimalField
from okrs.status import KeyResultStatus
from orgs.models import Person
from reviews.scoring.actions import scores_say
from teams.models import Team


class PrivateScoresForm(forms.Form):
    """One score for each key result; what one cannot judge stays empty."""

    def __init__(
        self, *args: Any, team: Team, rows: Iterable[KeyResultStatus], own: dict[int, Decimal]
    ) -> None:
        super().__init__(*args)
        self.team = team
        self.rows = {f"kr-{row.key_result.pk}": row.key_result for row in rows}
        for row in rows:
            self.fields[f"kr-{row.key_result.pk}"] = LocalDecimalField(
                label=row.key_result.title,
                help_text=_("Now %(now)s, %(way)s") % {"now": row.value_text, "way": row.from_to},
                initial=own.get(row.key_result.pk),
                required=False,
                min_value=Decimal(0),
                max_value=Decimal(1),
                max_digits=3,
                decimal_places=2,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and all(said is None for said in data.values()):
            raise ValidationError(_("Score at least one key result from 0.0 to 1.0."))
        return data

    def save(self, *, by: Person) -> None:
        said = {row: self.cleaned_data[name] for name, row in self.rows.items()}
        scores_say(team=self.team, scores=said, by=by)
