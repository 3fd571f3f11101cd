"""Which teams have become less sure since the last check-in, and of what (K4). No ranking."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from checkins.live_check_in.team_report import reports_of
from checkins.models import CheckIn, Slot
from okrs.key_results import formatting
from okrs.status import KeyResultStatus


@dataclass(frozen=True)
class ConfidenceDrop:
    """A team that is still to come and has become less sure, with the sentence that says why."""

    slot: Slot
    why: str


def confidence_drops(check_in: CheckIn, slots: Sequence[Slot]) -> list[ConfidenceDrop]:
    """Of the teams that are to come, in their running order; nobody is compared with anybody."""
    to_come = [slot for slot in slots if slot.waiting]
    if not to_come:
        return []
    return [
        ConfidenceDrop(report.slot, _why(report.slot, fallen))
        for report in reports_of(check_in, to_come)
        if (fallen := [row for row in report.status.key_results if row.confidence_fell])
    ]


def first_already(slots: Sequence[Slot], drops: Sequence[ConfidenceDrop]) -> bool:
    """Those that fell are the next to speak as it is."""
    to_come = [slot.pk for slot in slots if slot.waiting]
    return {row.slot.pk for row in drops} == set(to_come[: len(drops)])


def _why(slot: Slot, fallen: list[KeyResultStatus]) -> str:
    changes = [
        _("“%(key_result)s” from %(before)s to %(now)s")
        % {
            "key_result": row.key_result.title,
            "before": formatting.sureness(row.confidence_before),
            "now": formatting.sureness(row.confidence),
        }
        for row in fallen
    ]
    return _("%(team)s became less sure: %(what)s.") % {
        "team": slot.team,
        "what": ", ".join(changes),
    }
