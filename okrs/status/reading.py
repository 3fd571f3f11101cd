from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from okrs.models import KeyResult, Measurement, Objective, OKRSet, Step
from okrs.status.key_result import KeyResultStatus
from okrs.status.team import ObjectiveStatus, TeamStatus
from teams.models import Team
from themes.models import Cycle


def team_statuses(
    teams: Iterable[Team], today: date, *, since: date | None = None
) -> dict[int, TeamStatus]:
    """How these teams stand on `today`, by the team's id.

    Changes are counted from how things stood at the end of `since`; without it, from the
    measurement before the latest one.
    """
    rows = list(teams)
    prefetch_related_objects(rows, "cycle")
    sets = {s.team_id: s for s in _sets(rows)}
    return {team.pk: _team_status(team, sets.get(team.pk), today, since) for team in rows}


def team_status(team: Team, today: date, *, since: date | None = None) -> TeamStatus:
    return team_statuses([team], today, since=since)[team.pk]


def key_result_status(
    key_result: KeyResult, today: date, *, since: date | None = None
) -> KeyResultStatus:
    """How one key result stands on `today`."""
    prefetch_related_objects(
        [key_result], "objective__okr_set__team__cycle", "owner", _steps(""), _measurements("")
    )
    return _key_result_status(key_result, key_result.objective.okr_set.team.cycle, today, since)


def _sets(teams: list[Team]) -> Iterable[OKRSet]:
    return OKRSet.objects.filter(team__in=teams).prefetch_related(
        Prefetch("objectives", Objective.objects.all()),
        Prefetch("objectives__key_results", KeyResult.objects.select_related("owner")),
        _steps("objectives__key_results__"),
        _measurements("objectives__key_results__"),
    )


def _steps(prefix: str) -> Any:
    return Prefetch(f"{prefix}steps", Step.objects.all())


def _measurements(prefix: str) -> Any:
    return Prefetch(f"{prefix}measurements", Measurement.objects.select_related("by"))


def _team_status(team: Team, okr_set: OKRSet | None, today: date, since: date | None) -> TeamStatus:
    if okr_set is not None:
        okr_set.team = team
    objectives = [
        ObjectiveStatus(
            objective,
            [
                _key_result_status(key_result, team.cycle, today, since)
                for key_result in objective.key_results.all()
            ],
        )
        for objective in (okr_set.objectives.all() if okr_set else [])
    ]
    return TeamStatus(team, okr_set, objectives, today)


def _key_result_status(
    key_result: KeyResult, cycle: Cycle, today: date, since: date | None
) -> KeyResultStatus:
    history = [m for m in counting(key_result.measurements.all()) if m.measured_on <= today]
    earlier = history[:-1] if since is None else [m for m in history if m.measured_on <= since]
    return KeyResultStatus(key_result, cycle, today, history, earlier[-1] if earlier else None)


def counting(measurements: Iterable[Measurement]) -> list[Measurement]:
    """The measurements that count: no replaced ones, the later typed one a day, oldest first."""
    rows = sorted(measurements, key=lambda m: (m.measured_on, m.pk))
    replaced = {m.replaces_id for m in rows}
    return list({m.measured_on: m for m in rows if m.pk not in replaced}.values())
