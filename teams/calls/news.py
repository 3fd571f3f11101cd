"""What a theme's chat hears of calls for volunteers (C7)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from core.grouping import grouped
from core.http import href
from core.languages import active
from orgs.audit import log as audit
from orgs.closed_days import today_here
from teams.calls.share import chat_words
from teams.models import Call
from themes.chat.news import News, Said
from themes.models import Cycle, FocusArea

STANDS = timedelta(days=3)


def call_opened(now: datetime) -> Iterable[Said]:
    """A call that opened, as long as people can put up their hand."""
    rows = Call.objects.filter(
        opened_at__gt=now - STANDS,
        cycle__phase=Cycle.Phase.CALLING,
        deadline__gte=today_here(now),
    )
    calls = list(rows.select_related("cycle__theme"))
    themes = [call.cycle.theme_id for call in calls]
    areas = grouped(FocusArea.objects.filter(theme__in=themes, retired_on=None), "theme_id")
    for call in calls:
        title, lines = chat_words(call, areas[call.cycle.theme_id], active())
        yield Said(
            theme_id=call.cycle.theme_id,
            about=audit.key(call),
            title=title,
            lines=lines,
            url=href("teams:call_detail", call=call.pk),
            action=_("Read the call"),
            at=call.opened_at,
            until=call.opened_at + STANDS,
        )


NEWS = [News("teams.call_opened", call_opened)]
