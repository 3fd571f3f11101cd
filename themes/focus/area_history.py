"""How focus areas were worded from cycle to cycle, and what changed while a cycle ran.

A team agrees on what it aims at for one cycle: a change meanwhile is told, never hindered.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from orgs.closed_days import zone
from themes.models import Cycle, FocusArea

STARTED = [Cycle.Phase.RUNNING, Cycle.Phase.REVIEWING, Cycle.Phase.CLOSED]


@dataclass(frozen=True)
class Wording:
    """What an area was called on the first day of a cycle; `new` says other words than before."""

    cycle: Cycle
    name: str
    description: str
    new: bool


@dataclass(frozen=True)
class Change:
    """An area was reworded, or left the focus, while a cycle ran."""

    area: FocusArea
    cycle: Cycle
    on: date

    @property
    def left(self) -> bool:
        return self.area.retired_on == self.on


def by_cycle(
    areas: Iterable[FocusArea], cycles: Sequence[Cycle]
) -> list[tuple[FocusArea, list[Wording]]]:
    """Of areas with their versions: the words of each cycle, from the first cycle on."""
    found = []
    for area in areas:
        wordings: list[Wording] = []
        for cycle in cycles:
            name, description = _on(area, cycle.starts_on)
            before = (wordings[-1].name, wordings[-1].description) if wordings else None
            new = before is not None and before != (name, description)
            wordings.append(Wording(cycle, name, description, new))
        found.append((area, wordings))
    return found


def changed_within(areas: Iterable[FocusArea], cycles: Iterable[Cycle]) -> list[Change]:
    """What moved while a cycle ran, the latest first; each day of an area once."""
    started = [cycle for cycle in cycles if cycle.phase in STARTED]
    moved = {(area, day) for area in areas for day in _days(area)}
    found = [
        Change(area, cycle, day)
        for area, day in moved
        for cycle in started
        if cycle.starts_on <= day <= cycle.ends_on
    ]
    return sorted(found, key=lambda change: (change.on, change.area.pk), reverse=True)


def _on(area: FocusArea, day: date) -> tuple[str, str]:
    """The oldest wording that was still in use on that day, or the one of now."""
    for version in sorted(area.versions.all(), key=lambda version: version.pk):
        if timezone.localdate(version.until, zone()) >= day:
            return version.name, version.description
    return area.name, area.description


def _days(area: FocusArea) -> Iterable[date]:
    yield from (timezone.localdate(version.until, zone()) for version in area.versions.all())
    if area.retired_on is not None:
        yield area.retired_on
