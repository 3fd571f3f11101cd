"""What must be there before a cycle goes on, as far as themes know."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.http import href
from orgs.closed_days import today_here
from themes.cycles.phases import Guard, Missing
from themes.models import Cycle

EARLIEST = timedelta(days=14)


def focus_for_call(cycle: Cycle) -> Iterator[Missing]:
    """A call asks for people for focus areas, so the workshop comes first."""
    theme = cycle.theme
    if not theme.focuses.exists() or not theme.areas_in_focus().exists():
        yield Missing(
            _(
                "The strategic focus with its focus areas is not written down yet. "
                "The sponsor or the integration team does it."
            ),
            url=href("themes:focus_edit", theme=theme.pk),
        )


def open_theme(cycle: Cycle) -> Iterator[Missing]:
    if cycle.theme.closed:
        yield Missing(_("This theme is closed. Its cycles stay as they are."))


def days_before_run(cycle: Cycle) -> Iterator[Missing]:
    """A cycle starts about its first day, not months before."""
    earliest = cycle.starts_on - EARLIEST
    if today_here() < earliest:
        days = {"first": _spoken(cycle.starts_on), "earliest": _spoken(earliest)}
        yield Missing(
            _("The first day is %(first)s. The cycle can start from %(earliest)s on.") % days
        )


def one_run_at_a_time(cycle: Cycle) -> Iterator[Missing]:
    for other in cycle.theme.cycles.filter(phase=Cycle.Phase.RUNNING).exclude(pk=cycle.pk):
        yield Missing(
            _("%(cycle)s is still running. Open its review first.") % {"cycle": other},
            url=href("themes:cycle_detail", cycle=other.pk),
        )


GUARDS = {
    "themes.focus": Guard("call", focus_for_call),
    "themes.open_for_call": Guard("call", open_theme),
    "themes.open_for_reopening": Guard("reopen", open_theme),
    "themes.days": Guard("run", days_before_run),
    "themes.one_run": Guard("run", one_run_at_a_time),
}


def _spoken(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
