"""What keeps a cycle from its review and from its end."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.http import href
from okrs.models import KeyResult
from orgs.closed_days import today_here
from reviews.continuations.actions import unanswered
from reviews.handovers.actions import to_hand_over
from themes.cycles.phases import Guard, Missing
from themes.models import Cycle

EARLIEST = timedelta(weeks=2)


def before_review(cycle: Cycle) -> Iterator[Missing]:
    """The review belongs to the last two weeks of a cycle."""
    if today_here() < cycle.ends_on - EARLIEST:
        yield Missing(_("The cycle has more than two weeks to go."), soft=True)


def before_close(cycle: Cycle) -> Iterator[Missing]:
    """Leavers hand over first; answers and scores that are missing need a word."""
    for owned in to_hand_over(cycle):
        yield Missing(
            _("%(name)s leaves and still owns something in %(team)s. Hand it over first.")
            % {"name": owned.membership.person, "team": owned.membership.team},
            url=href("reviews:hand_over", membership=owned.membership.pk),
        )
    waiting = len(unanswered(cycle))
    if waiting:
        sentence = ngettext(
            "%(n)s member has not said yet whether they go on.",
            "%(n)s members have not said yet whether they go on.",
            waiting,
        )
        url = href("reviews:continuation_list", cycle=cycle.pk)
        yield Missing(sentence % {"n": waiting}, url=url, soft=True)
    unscored = _unscored(cycle)
    if unscored:
        sentence = ngettext(
            "%(n)s key result has no score.", "%(n)s key results have no score.", unscored
        )
        url = href("reviews:review_detail", cycle=cycle.pk)
        yield Missing(sentence % {"n": unscored}, url=url, soft=True)


def _unscored(cycle: Cycle) -> int:
    rows = KeyResult.objects.filter(objective__okr_set__team__cycle=cycle, score=None)
    return rows.exclude(kind=KeyResult.Kind.BASELINE).count()


GUARDS = [Guard("review", before_review), Guard("close", before_close)]
