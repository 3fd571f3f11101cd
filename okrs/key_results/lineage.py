"""The same metric through the cycles: key results that continue one another, as one long series."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from okrs.key_results import formatting
from okrs.models import KeyResult, Measurement
from okrs.status import counting
from teams.models import Team
from themes.models import Cycle


@dataclass(frozen=True)
class Part:
    """One cycle of the series: its key result and the measurements that count, oldest first."""

    key_result: KeyResult
    measurements: list[Measurement]

    @property
    def cycle(self) -> Cycle:
        return self.key_result.objective.okr_set.team.cycle

    @property
    def aims(self) -> str:
        return formatting.from_to(self.key_result)

    @property
    def last(self) -> Decimal | None:
        return self.measurements[-1].value if self.measurements else None

    @property
    def last_text(self) -> str:
        return formatting.value_text(self.key_result, self.last)

    @property
    def points(self) -> list[tuple[Measurement, str]]:
        return [(m, formatting.value_text(self.key_result, m.value)) for m in self.measurements]


def series_of(key_result: KeyResult) -> list[Part]:
    """What a key result continues and what continues it, oldest first, in three statements.

    Steps of a milestone are other steps in each cycle: they make no series.
    """
    if key_result.kind == KeyResult.Kind.MILESTONE:
        return []
    area = key_result.objective.okr_set.team.focus_area_id
    links = dict(_of_area(area).values_list("pk", "previous"))
    measured = Prefetch("measurements", Measurement.objects.all())
    rows = KeyResult.objects.filter(pk__in=_chain(key_result.pk, links)).prefetch_related(measured)
    parts = [
        Part(kr, counting(kr.measurements.all()))
        for kr in rows.select_related("objective__okr_set__team__cycle")
    ]
    return sorted(parts, key=lambda part: part.cycle.number)


def continuable(team: Team) -> QuerySet[KeyResult]:
    """Key results of the focus area's earlier cycles, the latest first."""
    earlier = _of_area(team.focus_area_id).filter(
        objective__okr_set__team__cycle__number__lt=team.cycle.number
    )
    rows = earlier.select_related("objective__okr_set__team__cycle")
    return rows.order_by("-objective__okr_set__team__cycle__number", "position")


def _of_area(area: int) -> QuerySet[KeyResult]:
    return KeyResult.objects.filter(objective__okr_set__team__focus_area=area)


def _chain(start: int, links: dict[int, int | None]) -> set[int]:
    following: dict[int, int | None] = {b: after for after, b in links.items() if b}
    return {*_walk(start, links), *_walk(start, following)}


def _walk(start: int, links: dict[int, int | None]) -> Iterator[int]:
    at: int | None = start
    while at is not None:
        yield at
        at = links.get(at)
