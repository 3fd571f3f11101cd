"""How much time coaching takes: hours a week as each coach says, beside what is usual.

Source: the method's arithmetic; 2 to 4 hours a week, and no more than three teams.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.formatting import hours as in_hours
from orgs.models import Person
from teams.models import Coaching, Team
from themes.models import Cycle

USUAL_FROM, USUAL_TO = Decimal(2), Decimal(4)
MOST_TEAMS = 3


@dataclass(frozen=True)
class Load:
    """The teams somebody coaches now, and the hours a week they say it takes."""

    coach: Person
    coachings: list[Coaching]

    @property
    def teams(self) -> list[Team]:
        return [coaching.team for coaching in self.coachings]

    @property
    def hours(self) -> Decimal | None:
        """All together; `None` as long as nothing is said of any team."""
        said = [coaching.hours for coaching in self.coachings if coaching.hours is not None]
        return sum(said, Decimal(0)) if said else None

    @property
    def too_many(self) -> bool:
        return len(self.coachings) > MOST_TEAMS

    @property
    def warning(self) -> str:
        """What to think about, or nothing: more teams or more hours than are usual, or fewer."""
        if self.too_many:
            return _("More than %(most)s teams. Could somebody else coach one of them?") % {
                "most": MOST_TEAMS
            }
        if self.hours is None or USUAL_FROM <= self.hours <= USUAL_TO:
            return ""
        words = (
            _("%(hours)s a week is more than the usual %(least)s to %(most)s.")
            if self.hours > USUAL_TO
            else _("%(hours)s a week is less than the usual %(least)s to %(most)s.")
        )
        return words % {
            "hours": in_hours(self.hours),
            "least": in_hours(USUAL_FROM),
            "most": in_hours(USUAL_TO),
        }


def current() -> QuerySet[Coaching]:
    """Who coaches which team of an open cycle now, by name of the coach."""
    rows = Coaching.objects.filter(until=None).exclude(team__cycle__phase=Cycle.Phase.CLOSED)
    found = rows.select_related("coach", "team__cycle__theme", "team__focus_area")
    return found.order_by("coach__sort_key", "coach", "team")


def loads(coachings: Iterable[Coaching]) -> list[Load]:
    """One for each coach, in the order in which they come."""
    found: dict[int, Load] = {}
    for coaching in coachings:
        found.setdefault(coaching.coach_id, Load(coaching.coach, [])).coachings.append(coaching)
    return list(found.values())
