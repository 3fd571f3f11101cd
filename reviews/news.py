"""What a theme's chat hears when a cycle is over: counts over all teams, and the way to it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checkins.models import Learning
from core.http import href
from orgs.audit import log as audit
from reviews.models import Practice
from themes.chat.news import News, Said
from themes.models import Cycle

STANDS = timedelta(days=3)
CLOSED = Q(phase_changes__entered=Cycle.Phase.CLOSED)


def cycle_closed(now: datetime) -> Iterable[Said]:
    """A cycle that was closed: what its teams learned and what the company keeps."""
    rows = Cycle.objects.filter(phase=Cycle.Phase.CLOSED).select_related("theme")
    rows = rows.annotate(closed_at=Max("phase_changes__at", filter=CLOSED))
    cycles = list(rows.filter(closed_at__gt=now - STANDS))
    kept = _counts(Practice.objects.filter(team__cycle__in=cycles))
    learned = _counts(Learning.objects.filter(team__cycle__in=cycles, share=True))
    for cycle in cycles:
        practices, learnings = kept.get(cycle.pk, 0), learned.get(cycle.pk, 0)
        yield Said(
            theme_id=cycle.theme_id,
            about=audit.key(cycle),
            title=_("%(cycle)s of “%(theme)s” is over") % {"cycle": cycle, "theme": cycle.theme},
            lines=[
                ngettext("%(n)s learning shared", "%(n)s learnings shared", learnings)
                % {"n": learnings},
                ngettext("%(n)s practice we keep", "%(n)s practices we keep", practices)
                % {"n": practices},
            ],
            url=href("reviews:report_detail", cycle=cycle.pk),
            action=_("Read what it brought"),
            at=cycle.closed_at,
            until=cycle.closed_at + STANDS,
        )


def _counts(rows: Any) -> dict[int, int]:
    """Cycle → how many rows its teams have."""
    counted = rows.order_by().values_list("team__cycle").annotate(Count("pk"))
    return dict(counted)


NEWS = [News("reviews.cycle_closed", cycle_closed)]
