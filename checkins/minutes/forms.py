"""Other words for lines of the minutes: one field a line, for the lines somebody may correct."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from checkins.minutes.actions import minutes_correct
from checkins.minutes.corrections import DECISIONS, Line, lines_of
from checkins.models import Minutes, MinutesChange
from core.forms.conflict import SeenForm
from orgs.models import Person

What = MinutesChange.What
LABELS = {
    What.KEY_RESULTS: _("What was said about “%(title)s”"),
    What.ACHIEVEMENTS: _("Achievement"),
    What.LEARNINGS: _("Learning"),
    What.ASKS: _("Impediment"),
}
TO_ADD = {What.ACHIEVEMENTS: _("Add an achievement"), What.LEARNINGS: _("Add a learning")}


class MinutesForm(SeenForm):
    """`mine(team_id)` says whose lines; decisions are for whoever may run the check-in."""

    def __init__(
        self,
        minutes: Minutes,
        data: Mapping[str, Any] | None = None,
        *,
        mine: Callable[[int | None], bool],
        decides: bool,
    ) -> None:
        super().__init__(data)
        self.minutes = minutes
        self.lines = {
            (number, team["team"]): list(lines_of(number, team))
            for number, team in enumerate(minutes.content["teams"])
            if mine(team.get("team_id"))
        }
        for line in (line for lines in self.lines.values() for line in lines):
            self.fields[line.name] = _field(line)
            self.initial[line.name] = line.text
        if decides:
            self.initial[DECISIONS] = "\n".join(minutes.content["decisions"])
            self.fields[DECISIONS] = forms.CharField(
                label=_("Decisions"),
                required=False,
                max_length=4000,
                widget=forms.Textarea({"rows": 3}),
                help_text=_("One decision a line."),
            )

    @property
    def teams(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each team with its fields, in the order of the minutes."""
        return [
            (name, [self[line.name] for line in lines])
            for (_number, name), lines in self.lines.items()
        ]

    @property
    def decisions(self) -> forms.BoundField | None:
        return self[DECISIONS] if DECISIONS in self.fields else None

    def save(self, *, by: Person) -> list[MinutesChange] | None:
        typed = self.cleaned_data
        return minutes_correct(minutes=self.minutes, typed=typed, by=by)


def _field(line: Line) -> forms.CharField:
    words = str((TO_ADD if line.new else LABELS)[line.what])
    label = words % {"title": line.about} if line.about else words
    return forms.CharField(label=label, required=False, max_length=300)
