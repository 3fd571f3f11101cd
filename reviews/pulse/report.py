"""What the results page shows of the frozen figures: one scope, and the trend over cycles.

It reads `PulseResult` alone, which holds nothing that is hidden.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core import languages
from core.numbers import shown
from reviews.models import PulseResult
from reviews.pulse.arithmetic import response_rate
from reviews.pulse.items import wordings
from teams.models import Team
from themes.models import Cycle, Theme

FEW = Decimal(60)


@dataclass(frozen=True)
class Line:
    """One statement: percent favourable and mean, 0–100."""

    text: str
    favourable: Decimal
    mean: Decimal

    @property
    def reach(self) -> str:
        """How far its bar goes, as a drawing wants it: with a point in every language."""
        return f"{self.favourable}%"


@dataclass(frozen=True)
class Scope:
    """A filter of the page: all, or one team. `state` is shown, hidden or, of all, silent."""

    team: Team | None
    state: str


@dataclass(frozen=True)
class Series:
    """One wording over the cycles of a theme; None where it was not asked or is not shown."""

    text: str
    points: list[tuple[Cycle, Decimal | None]]


@dataclass(frozen=True)
class Report:
    """The results of a pulse for one scope."""

    result: PulseResult
    scopes: list[Scope]
    scope: Scope
    figures: dict[str, Any] | None

    @property
    def rate(self) -> Decimal | None:
        return response_rate(self.result.answered, self.result.invited)

    @property
    def few(self) -> bool:
        """So few have answered that the others may see it differently (N7)."""
        return self.rate is not None and self.rate < FEW

    @property
    def lines(self) -> list[Line]:
        found = self.figures["items"] if self.figures else {}
        return [
            Line(item.text, Decimal(found[key]["favourable"]), Decimal(found[key]["mean"]))
            for key, item in wordings(languages.active()).items()
            if key in found
        ]

    @property
    def recommend(self) -> dict[str, Any] | None:
        return self.figures["recommend"] if self.figures else None

    @property
    def enps(self) -> str:
        """With its sign, as it is read: "+30", "−12.5", "0"."""
        value = Decimal(self.recommend["enps"]) if self.recommend else Decimal(0)
        sign = "+" if value > 0 else "−" if value < 0 else ""
        return f"{sign}{shown(abs(value))}"

    @property
    def comments(self) -> list[tuple[str, list[str]]]:
        """By question; of all teams together only."""
        found = self.result.figures["comments"] or {}
        asked = wordings(languages.active()).items()
        return [(item.text, found[key]) for key, item in asked if key in found]


def report_of(result: PulseResult, teams: Sequence[Team], wanted: str) -> Report:
    """All answers, or those of the team whose number `wanted` is."""
    scopes = [Scope(None, _state(result, None)), *(Scope(t, _state(result, t)) for t in teams)]
    scope = next((s for s in scopes if s.team and str(s.team.pk) == wanted), scopes[0])
    found = result.figures
    figures = found["teams"].get(str(scope.team.pk)) if scope.team else found["total"]
    return Report(result, scopes, scope, figures)


def _state(result: PulseResult, team: Team | None) -> str:
    found = result.figures
    if team is None:
        shown, silent = found["total"] is not None, result.answered == 0
    else:
        shown, silent = str(team.pk) in found["teams"], False
    return "shown" if shown else "silent" if silent else "hidden"


def trend(theme: Theme) -> tuple[list[Cycle], list[Series]]:
    """Percent favourable of all teams together, cycle by cycle, on unchanged wording only (N6)."""
    results = PulseResult.objects.filter(pulse__cycle__theme=theme)
    rows = list(results.select_related("pulse__cycle").order_by("pulse__cycle__number"))
    found = [(r.pulse.cycle, (r.figures["total"] or {"items": {}})["items"]) for r in rows]
    worded = wordings(languages.active())
    return [cycle for cycle, _figures in found], [
        Series(worded[key].text, [(cycle, _favourable(one.get(key))) for cycle, one in found])
        for key in worded
        if any(key in one for _cycle, one in found)
    ]


def _favourable(figure: dict[str, str] | None) -> Decimal | None:
    return Decimal(figure["favourable"]) if figure else None
