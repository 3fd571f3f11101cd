"""What an agreed OKR set said at a time, and what changed from one version to the next."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from core.numbers import shown
from okrs.models import KeyResult, OKRSet, SetVersion

Content = dict[str, Any]

NUMBERS = ("baseline", "target", "low", "high")
WORDS = ("title", "kind", "unit", "horizon", "source", "counter_metric", "every_weeks")


class Change(NamedTuple):
    """One difference: about which key result or objective, what of it, as it was and as it is."""

    about: str
    what: str
    old: str
    new: str


Changed = tuple[SetVersion, list[Change]]


def content_of(okr_set: OKRSet) -> Content:
    """Objectives and key results as they read now, as plain data."""
    objectives = list(okr_set.objectives.all())
    prefetch_related_objects(
        objectives, "key_results__owner", "key_results__previous", "key_results__steps"
    )
    return {
        "objectives": [
            {
                "id": objective.pk,
                "text": objective.text,
                "note": objective.note,
                "key_results": [_key_result(kr) for kr in objective.key_results.all()],
            }
            for objective in objectives
        ]
    }


def changes(version: SetVersion, before: SetVersion | None) -> list[Change]:
    """Old and new, side by side; the first version changes nothing."""
    return list(_changes(before.content, version.content)) if before else []


def with_changes(versions: list[SetVersion]) -> list[Changed]:
    """Versions, newest first, each with what it changed."""
    before = [*versions[1:], None][: len(versions)]
    return [(new, changes(new, old)) for new, old in zip(versions, before, strict=True)]


def changed_between(
    teams: Iterable[int], *, after: datetime | None, until: datetime
) -> dict[int, list[Changed]]:
    """What these teams changed in their agreed sets, newest first, by the team's id; one query."""
    rows = SetVersion.objects.filter(okr_set__team__in=list(teams), at__lte=until)
    by_team: dict[int, list[SetVersion]] = defaultdict(list)
    for version in rows.select_related("okr_set", "by").order_by("-number"):
        by_team[version.okr_set.team_id].append(version)
    return {
        team: [row for row in with_changes(versions) if row[1] and (not after or row[0].at > after)]
        for team, versions in by_team.items()
    }


def _key_result(kr: KeyResult) -> Content:
    return {
        "id": kr.pk,
        **{name: getattr(kr, name) for name in WORDS},
        **{name: _plain(getattr(kr, name)) for name in NUMBERS},
        "owner": kr.owner.name if kr.owner else "",
        "steps": [[step.text, step.weight] for step in kr.steps.all()],
        "previous": kr.previous.title if kr.previous else "",
    }


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else format(Decimal(number).normalize(), "f")


def _changes(old: Content, new: Content) -> Iterator[Change]:
    yield from _rows(
        {o["id"]: {"text": o["text"], "note": o["note"]} for o in old["objectives"]},
        {o["id"]: {"text": o["text"], "note": o["note"]} for o in new["objectives"]},
        title="text",
        new_row=_("new objective"),
        gone=_("objective taken out"),
    )
    yield from _rows(
        {k["id"]: k for o in old["objectives"] for k in o["key_results"]},
        {k["id"]: k for o in new["objectives"] for k in o["key_results"]},
        title="title",
        new_row=_("new key result"),
        gone=_("key result taken out"),
    )


def _rows(
    old: dict[int, Content], new: dict[int, Content], *, title: str, new_row: str, gone: str
) -> Iterator[Change]:
    for pk, row in new.items():
        if pk not in old:
            yield Change(row[title], new_row, "", row[title])
            continue
        for name, value in row.items():
            was, now = _said(name, old[pk].get(name)), _said(name, value)
            if was != now:
                yield Change(row[title], _label(name), was, now)
    for pk, row in old.items():
        if pk not in new:
            yield Change(row[title], gone, row[title], "")


def _label(name: str) -> str:
    labels = {
        "text": _("objective"),
        "note": _("why a second objective"),
        "steps": _("steps"),
        "previous": _("continues"),
    }
    return labels[name] if name in labels else str(KeyResult._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _said(name: str, value: Any) -> str:
    if value in (None, "", []):
        return "–"
    if name in NUMBERS:
        return shown(Decimal(value))
    if name == "steps":
        return ", ".join(f"{text} ({weight})" for text, weight in value)
    choices = {"kind": KeyResult.Kind, "horizon": KeyResult.Horizon}
    return str(choices[name](value).label) if name in choices else str(value)
