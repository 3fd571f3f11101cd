"""What a theme's chat hears of check-ins: on their day, and when their minutes are there (K9)."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from checkins.minutes.content import summary_of
from checkins.minutes.nudges import SHOWN_FOR
from checkins.models import CheckIn, Minutes, Slot
from core.days import at_time
from core.formatting import spoken_time
from core.grouping import grouped
from core.http import href
from orgs.audit import log as audit
from orgs.closed_days import zone
from themes.chat.news import News, Said

MORNING, BEFORE = time(8), timedelta(hours=1)


def check_in_today(now: datetime) -> Iterable[Said]:
    """A check-in on the morning of its day, with the teams in the order in which they speak."""
    rows = CheckIn.objects.filter(
        state=CheckIn.State.PLANNED, starts_at__range=(now, now + timedelta(days=1))
    )
    check_ins = list(rows.select_related("cycle__theme"))
    slots = Slot.objects.filter(check_in__in=check_ins).exclude(state=Slot.State.ABSENT)
    teams = grouped(slots.select_related("team").order_by("position"), "check_in_id")
    for check_in in check_ins:
        begins = timezone.localtime(check_in.starts_at, zone())
        params = {"check_in": check_in, "time": spoken_time(begins)}
        yield Said(
            theme_id=check_in.cycle.theme_id,
            about=audit.key(check_in),
            title=_("%(check_in)s today: %(time)s") % params,
            lines=[
                *([check_in.place] if check_in.place else []),
                *(f"• {slot.team}" for slot in teams[check_in.pk]),
            ],
            url=href("checkins:check_in_detail", check_in=check_in.pk),
            action=_("See the check-in"),
            at=min(at_time(begins.date(), MORNING, zone()), begins - BEFORE),
            until=check_in.starts_at,
        )


def minutes_there(now: datetime) -> Iterable[Said]:
    """The minutes of a check-in, in a line a team and a line a decision; nothing private."""
    rows = Minutes.objects.filter(at__gt=now - SHOWN_FOR, check_in__state=CheckIn.State.HELD)
    for minutes in rows.select_related("check_in__cycle__theme"):
        check_in = minutes.check_in
        yield Said(
            theme_id=check_in.cycle.theme_id,
            about=audit.key(minutes),
            title=_("The minutes of %(check_in)s are there") % {"check_in": check_in},
            lines=summary_of(minutes.content),
            url=href("checkins:minutes_detail", check_in=check_in.pk),
            action=_("Read the minutes"),
            at=minutes.at,
            until=minutes.at + SHOWN_FOR,
        )


NEWS = [News("checkins.today", check_in_today), News("checkins.minutes", minutes_there)]
