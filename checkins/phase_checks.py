"""What keeps a cycle from its next phase, as far as check-ins go."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checkins.models import CheckIn
from core.http import href
from themes.cycles.phases import Guard, Missing
from themes.models import Cycle


def _no_series(cycle: Cycle) -> Iterator[Missing]:
    """K1: a cycle without check-ins can start; the teams would not hear of each other."""
    if not cycle.check_ins.exclude(state=CheckIn.State.CANCELLED).exists():
        yield Missing(
            _("No check-in is planned. The integration team or a facilitator plans the series."),
            url=href("checkins:series_plan", cycle=cycle.pk),
            soft=True,
        )


def _open_check_ins(cycle: Cycle) -> Iterator[Missing]:
    url = href("checkins:check_in_list", cycle=cycle.pk)
    if cycle.check_ins.filter(state=CheckIn.State.LIVE).exists():
        yield Missing(_("A check-in is running. Whoever moderates it ends it first."), url=url)
    planned = cycle.check_ins.filter(state=CheckIn.State.PLANNED).count()
    if planned:
        sentence = ngettext(
            "%(count)s check-in is still planned. Hold it or cancel it.",
            "%(count)s check-ins are still planned. Hold them or cancel them.",
            planned,
        )
        yield Missing(sentence % {"count": planned}, url=url, soft=True)


GUARDS: dict[str, Guard] = {
    "checkins.series": Guard("run", _no_series),
    "checkins.open": Guard("review", _open_check_ins),
}
