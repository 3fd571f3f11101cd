"""The horizon of a theme: 12 to 18 months, one stretch a cycle, the far ones dotted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from checkins.models import Learning
from core.http import href
from teams.models import Call
from themes.cycles.actions import WEEKS
from themes.models import Cycle, Theme

LENGTH = timedelta(weeks=WEEKS)
SHORTEST = timedelta(weeks=6)  # what is left of a horizon and still makes a stretch
Phase = Cycle.Phase


@dataclass(frozen=True)
class Stretch:
    """One cycle on the line; `state` is done, now, next or far, `hand` a place in percent."""

    label: str
    months: str
    note: str
    state: str
    url: str = ""
    note_url: str = ""
    hand: str = ""


def stretches(theme: Theme, cycles: Sequence[Cycle], today: date) -> list[Stretch]:
    """The cycles that are planned, then as many as still fit into the horizon."""
    counted = Learning.objects.filter(team__cycle__theme=theme).order_by().values("team__cycle")
    learned = {row["team__cycle"]: row["n"] for row in counted.annotate(n=Count("id"))}
    calls = dict(Call.objects.filter(cycle__theme=theme).values_list("cycle", "pk"))
    known = [
        _known(cycle, learned.get(cycle.pk, 0), calls.get(cycle.pk), today) for cycle in cycles
    ]
    return known + _far(theme, cycles)


def _known(cycle: Cycle, learned: int, call: int | None, today: date) -> Stretch:
    calling = cycle.phase == Phase.CALLING and call is not None
    state = _state(cycle)
    return Stretch(
        label=str(cycle),
        months=_months(cycle.starts_on, cycle.ends_on),
        note=_note(cycle, learned, today),
        state=state,
        url=href("themes:cycle_detail", cycle=cycle.pk),
        note_url=href("teams:call_detail", call=call) if calling else "",
        hand=f"{cycle.elapsed(today) * 0.96:.2f}%" if state == "now" else "",
    )


def _state(cycle: Cycle) -> str:
    if cycle.phase == Phase.CLOSED:
        return "done"
    return "now" if cycle.phase in {Phase.RUNNING, Phase.REVIEWING} else "next"


def _note(cycle: Cycle, learned: int, today: date) -> str:
    if cycle.phase == Phase.CLOSED:
        return ngettext("Reviewed, one learning", "Reviewed, %(n)s learnings", learned) % {
            "n": learned
        }
    if cycle.phase == Phase.RUNNING and cycle.week(today):
        week = {"week": cycle.week(today), "weeks": cycle.weeks}
        return _("Running, week %(week)s of %(weeks)s") % week
    if cycle.phase == Phase.CALLING:
        return _("Call for volunteers open")
    return str(cycle.get_phase_display())


def _far(theme: Theme, cycles: Sequence[Cycle]) -> list[Stretch]:
    number = cycles[-1].number + 1 if cycles else 1
    starts_on = cycles[-1].ends_on + timedelta(days=1) if cycles else theme.starts_on
    last = theme.ends_on
    days = []
    while starts_on + SHORTEST <= last:
        days.append((starts_on, min(starts_on + LENGTH - timedelta(days=1), last)))
        starts_on += LENGTH
    return [
        Stretch(
            label=_("Cycle %(number)s") % {"number": number + index},
            months=_months(first, end),
            note=_("Horizon ends") if index == len(days) - 1 else _("Not yet planned"),
            state="far",
        )
        for index, (first, end) in enumerate(days)
    ]


def _months(first: date, last: date) -> str:
    """The months a stretch lies in; a first day late in its month counts for the next one."""
    begins = first + timedelta(days=7)
    ends = last - timedelta(days=7)
    month, year = pgettext("month of a cycle", "M"), pgettext("month of a cycle", "M Y")
    begin = month if begins.year == ends.year else year
    return _("%(first)s to %(last)s") % {
        "first": date_format(begins, begin),
        "last": date_format(ends, year),
    }
