"""What a key result and a team share: elapsed time, a change, and pace beside confidence."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from okrs.status.progress import Pace
from themes.cycles.elapsed import elapsed as elapsed_share
from themes.models import Cycle


def elapsed(cycle: Cycle, today: date) -> Decimal | None:
    return elapsed_share(starts_on=cycle.starts_on, ends_on=cycle.ends_on, today=today)


def difference(now: Decimal | None, then: Decimal | None) -> Decimal | None:
    return None if now is None or then is None else now - then


def disagreement(computed: Pace | None, felt: str) -> str:
    if computed is None:
        return ""
    if computed.word == "behind" and felt == "confident":
        return _("Behind, yet confident?")
    if computed.word == "ahead" and felt == "doubtful":
        return _("Ahead, yet doubtful?")
    return ""
