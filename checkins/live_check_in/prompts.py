"""What the facilitator may ask the team on stage, and nobody else sees (K8, K10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from checkins.live_check_in.questions import Situation, situation_of, situations
from checkins.live_check_in.team_report import TeamReport, earlier_check_ins
from checkins.models import Slot
from core import languages
from okrs.status import KeyResultStatus
from orgs.closed_days import zone

IN_A_ROW = 3
SURE = "confident"


@dataclass(frozen=True)
class Prompt:
    """What to ask, and about which key results; about none of them it is the whole set."""

    situation: Situation
    about: list[str]


def prompts_of(report: TeamReport) -> list[Prompt]:
    """The set first where all are confident, then what stands out, each with its key results."""
    texts, rows = situations(languages.active()), report.status.key_results
    prompts = []
    if rows and all(row.confidence == SURE for row in rows):
        prompts.append(Prompt(texts["safe" if _ever_sure(report) else "all_green"], []))
    about: dict[str, list[str]] = {}
    for row in rows:
        about.setdefault(situation_of(row), []).append(row.key_result.title)
    return [*prompts, *(Prompt(texts[name], titles) for name, titles in about.items() if name)]


def _ever_sure(report: TeamReport) -> bool:
    """All were confident at the two check-ins before this one at which the team spoke, too."""
    slot = report.slot
    earlier = earlier_check_ins(slot.check_in).filter(
        slots__team=slot.team_id, slots__state=Slot.State.DONE
    )
    ends = earlier.values_list("ended_at", flat=True)[: IN_A_ROW - 1]
    days = [timezone.localtime(at, zone()).date() for at in ends]
    rows = report.status.key_results
    return len(days) == IN_A_ROW - 1 and all(_sure_on(row, days) for row in rows)


def _sure_on(row: KeyResultStatus, days: Iterable[date]) -> bool:
    """As it counts today: a corrected measurement stands as it was corrected."""
    return all(row.confidence_on(day) == SURE for day in days)
