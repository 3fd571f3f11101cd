"""Continue, change or stop, for everything a team worked on; and the bands of scores."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.forms.widgets import Segments
from core.numbers import LocalDecimalField
from okrs.models import Initiative, KeyResult
from okrs.status import KeyResultStatus
from orgs.models import Person
from orgs.organisation_settings.forms import SettingForm
from reviews.models import Outcome, ScoreBands
from reviews.outcomes.actions import COUNTED, Said, outcomes_say
from teams.models import Team

Thing = KeyResult | Initiative


class OutcomesForm(forms.Form):
    """One answer for each key result and initiative; what is not decided stays open."""

    def __init__(
        self,
        *args: Any,
        team: Team,
        results: Iterable[KeyResultStatus],
        initiatives: Iterable[Initiative],
        outcomes: Iterable[Outcome],
    ) -> None:
        super().__init__(*args)
        self.team = team
        self.things: dict[str, Thing] = {}
        before = {row.initiative_id or f"kr-{row.key_result_id}": row for row in outcomes}
        for row in results:
            said = before.get(f"kr-{row.key_result.pk}")
            self._ask(f"kr-{row.key_result.pk}", row.key_result, said)
            if row.key_result.kind in COUNTED:
                self._ask_baseline(row, said)
        for initiative in initiatives:
            self._ask(f"bet-{initiative.pk}", initiative, before.get(initiative.pk))

    @property
    def rows(self) -> list[tuple[Thing, list[Any]]]:
        """What each thing is asked, for the page."""
        return [
            (thing, [field for field in self if field.name.rpartition("-")[0] == name])
            for name, thing in self.things.items()
        ]

    def _ask(self, name: str, thing: Thing, said: Outcome | None) -> None:
        self.things[name] = thing
        self.fields[f"{name}-answer"] = forms.ChoiceField(
            label=_("How does it go on?"),
            choices=Outcome.Answer.choices,
            widget=Segments,
            required=False,
            initial=said.answer if said else None,
        )
        self.fields[f"{name}-note"] = forms.CharField(
            label=_("What changes, or why"),
            max_length=300,
            required=False,
            initial=said.note if said else "",
        )

    def _ask_baseline(self, row: KeyResultStatus, said: Outcome | None) -> None:
        self.fields[f"kr-{row.key_result.pk}-baseline"] = LocalDecimalField(
            label=_("Baseline next time"),
            required=False,
            max_digits=16,
            decimal_places=4,
            initial=row.value if said is None or said.baseline is None else said.baseline,
            help_text=_now("Now %(now)s, %(way)s") % {"now": row.value_text, "way": row.from_to},
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in self.things:
            if data.get(f"{name}-answer") == "change" and not data.get(f"{name}-note", "").strip():
                self.add_error(f"{name}-note", _("Say in a line what changes."))
        return data

    def save(self, *, by: Person) -> None:
        data = self.cleaned_data
        said: dict[Thing, Said] = {
            thing: Said(answer, data[f"{name}-note"], data.get(f"{name}-baseline"))
            for name, thing in self.things.items()
            if (answer := data[f"{name}-answer"])
        }
        outcomes_say(team=self.team, answers=said, by=by)


class ScoreBandsForm(SettingForm):
    middle_from = LocalDecimalField(
        label=_("Half-way from"),
        max_digits=3,
        decimal_places=2,
        min_value=Decimal("0.01"),
        max_value=Decimal(1),
    )
    high_from = LocalDecimalField(
        label=_("Good from"),
        max_digits=3,
        decimal_places=2,
        min_value=Decimal("0.01"),
        max_value=Decimal(1),
        help_text=_("Above “half-way”."),
    )

    class Meta:
        model = ScoreBands
        fields = ("middle_from", "high_from")
