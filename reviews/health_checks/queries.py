"""Health checks as pages and nudges read them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from core import languages
from core.days import end_of_day, morning_of
from core.http import href
from nudges.registry import Due
from okrs.confidence.words import WORDS
from orgs.audit.log import key
from orgs.closed_days import zone
from orgs.models import Person
from reviews.health_checks.models import Colour, HealthAction, HealthCheck, HealthResult
from reviews.health_checks.words import Dimension, dimensions
from reviews.retrospectives.nudges import promised, soon
from teams.models import Coaching, Membership, Team
from themes.models import Cycle

WEEK = timedelta(weeks=1)
ORDER = [Colour.RED, Colour.YELLOW, Colour.GREEN]
CONFIDENCES = dict(zip(ORDER, WORDS, strict=True))
"""The look of each colour is that of a confidence: a planet more or less lit."""


@dataclass(frozen=True)
class Shown:
    """One dimension of a closed check, and whether it is better than the time before."""

    dimension: Dimension
    result: HealthResult
    trend: int | None

    @property
    def look(self) -> str:
        return CONFIDENCES[self.result.colour]

    @property
    def counts(self) -> str:
        """How many chose what, the best first."""
        row = self.result
        said = [(row.green, Colour.GREEN), (row.yellow, Colour.YELLOW), (row.red, Colour.RED)]
        return ", ".join(f"{n} {colour.label}" for n, colour in said if n)


def words() -> dict[str, Dimension]:
    """In the reader's language."""
    return dimensions(languages.active())


def shown(check: HealthCheck) -> list[Shown]:
    """The dimensions of a closed check, in their order; none where too few answered."""
    before = {row.dimension: row for row in _before(check)}
    rows = {row.dimension: row for row in check.results.all()}
    return [
        Shown(dimension, rows[name], _trend(before.get(name), rows[name]))
        for name, dimension in words().items()
        if name in rows
    ]


def asked(now: datetime, person: Person | None) -> Iterator[Due]:
    """Each member of a team with an open check who has not voted (L3)."""
    running = HealthCheck.objects.filter(closed_at=None)
    members = Membership.objects.current().filter(team__in=running.values("team"))
    if person is not None:
        members = members.filter(person=person)
    checks = {
        check.team_id: check
        for check in running.filter(team__in=members.values("team")).prefetch_related("votes")
    }
    for member in members.select_related("team__cycle"):
        check = checks[member.team_id]
        if member.person_id in {vote.person_id for vote in check.votes.all()}:
            continue
        yield Due(
            person_id=member.person_id,
            about=f"{key(check)}/{member.pk}",
            title=_("How is your team?"),
            url=href("reviews:health_vote", health_check=check.pk),
            due_at=check.closes_at,
            action=_("Say how it is"),
            context=[member.team.name, _("for the team and its coach alone")],
            minutes=2,
        )


def to_open(now: datetime, person: Person | None) -> Iterator[Due]:
    """Half-way through a cycle somebody asks the team how it is, if nobody has: its coach, or who
    speaks for it where it has none (L3)."""
    teams = Team.objects.filter(cycle__phase=Cycle.Phase.RUNNING, health_checks=None)
    speakers = Membership.objects.current().filter(team__in=teams, speaks=True)
    coaches = Coaching.objects.filter(team__in=teams, until=None, coach__left_on=None)
    asked = dict(speakers.values_list("team", "person"))
    asked |= dict(coaches.values_list("team", "coach"))
    for team in teams.filter(pk__in=asked).select_related("cycle"):
        if person is not None and person.pk != asked[team.pk]:
            continue
        half = team.cycle.starts_on + (team.cycle.ends_on - team.cycle.starts_on) / 2
        yield Due(
            person_id=asked[team.pk],
            about=f"{key(team)}/health",
            title=_("Ask the team how it is, once in this cycle"),
            url=href("reviews:health_detail", team=team.pk),
            opens_at=morning_of(half, zone()),
            due_at=end_of_day(half + 2 * WEEK, zone()),
            action=_("To the health check"),
            context=[team.name, _("hidden answers, for the team and its coach alone")],
            minutes=1,
        )


def actions_due(now: datetime, person: Person | None) -> Iterator[Due]:
    """Who looks after an action of a health check, around the day it is due (L3)."""
    rows = HealthAction.objects.filter(**soon(now)).exclude(
        check_of__team__cycle__phase=Cycle.Phase.CLOSED
    )
    if person is not None:
        rows = rows.filter(owner=person)
    for row in rows.select_related("check_of__team"):
        url = href("reviews:health_action_done", health_action=row.pk)
        yield promised(row, row.check_of.team, url)


def _before(check: HealthCheck) -> list[HealthResult]:
    """The results of the check before it: of this team, or of the team that it continues."""
    earlier = HealthCheck.objects.filter(
        Q(team=check.team_id) | Q(team=check.team.previous_id),
        closed_at__lt=check.closed_at,
        results__isnull=False,
    )
    last = earlier.order_by("-closed_at").first()
    return list(last.results.all()) if last else []


def _trend(before: HealthResult | None, now: HealthResult) -> int | None:
    if before is None:
        return None
    return ORDER.index(now.colour) - ORDER.index(before.colour)
