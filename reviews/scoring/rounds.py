"""Private scoring as pages and mails read it: who is asked, until when, and who has answered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from core.http import href
from nudges.registry import Due
from okrs.models import KeyResult
from orgs.audit.log import key
from orgs.models import Person
from reviews.models import PrivateScore
from teams.models import Membership, Team
from themes.models import Cycle


@dataclass(frozen=True)
class Scoring:
    """A team's scores before the reveal, for those who work in it or moderate."""

    open: bool
    scored: int
    may_say: bool
    may_reveal: bool


def open_for(cycle: Cycle) -> bool:
    """Whether members can still score for themselves."""
    reviewing = cycle.phase == Cycle.Phase.REVIEWING
    return reviewing and timezone.now() < cycle.review.scored_until


def scored_by(teams: Iterable[Team]) -> dict[int, int]:
    """By team, how many members have scored; never who."""
    counted = PrivateScore.objects.filter(round__key_result__objective__okr_set__team__in=teams)
    team = "round__key_result__objective__okr_set__team"
    return dict(counted.values_list(team).annotate(n=Count("person", distinct=True)).order_by())


def scoring(now: datetime, person: Person | None) -> Iterator[Due]:
    """Every member whose team's scores are hidden still and who has said none (M3)."""
    hidden = (
        KeyResult.objects.filter(objective__okr_set__team=OuterRef("team"))
        .exclude(kind=KeyResult.Kind.BASELINE)
        .exclude(score_round__revealed_at__isnull=False)
    )
    said = PrivateScore.objects.filter(
        person=OuterRef("person"), round__key_result__objective__okr_set__team=OuterRef("team")
    )
    members = Membership.objects.current().filter(
        Exists(hidden), ~Exists(said), team__cycle__phase=Cycle.Phase.REVIEWING
    )
    if person is not None:
        members = members.filter(person=person)
    for member in members.select_related("team__cycle__review", "team__cycle__theme"):
        review = member.team.cycle.review
        if now >= review.scored_until:
            continue
        yield Due(
            person_id=member.person_id,
            about=f"{key(member)}/scores",
            title=_("How far did your key results come?"),
            url=href("reviews:scores_say", team=member.team_id),
            due_at=review.scored_until,
            action=_("Score"),
            context=[member.team.name, _("for yourself, before the talk")],
            minutes=2,
        )
