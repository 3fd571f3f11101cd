"""Initiatives as bets on key results, and what they showed. They never move progress."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from core.formatting import spoken_date
from okrs.models import Initiative, InitiativeReview, InitiativeTarget, KeyResult
from orgs.closed_days import today_here
from orgs.models import Person
from teams.models import Team
from themes.models import Cycle

Answer = InitiativeReview.Answer
LOOK_AGAIN = timedelta(weeks=3)


@transaction.atomic
def initiative_save(
    *,
    team: Team,
    by: Person,
    title: str,
    because: str,
    key_results: Iterable[KeyResult],
    owner: Person | None = None,
    review_on: date | None = None,
    initiative: Initiative | None = None,
) -> Initiative:
    """Write a bet: what we try, which key results it should move, and because of what."""
    locked = lock_team(team)
    targets = {kr.pk for kr in key_results}
    _refuse_targets(locked, targets)
    refuse_stranger(locked, owner)
    row = initiative or Initiative(team=locked)
    row.title, row.because, row.owner = title.strip(), because.strip(), owner
    if row.state == Initiative.State.TRYING:
        row.review_on = _inside(locked.cycle, review_on or look_again(locked.cycle))
    row.clean_fields(exclude={"organisation", "team", "owner"})
    row.save()
    row.targets.exclude(key_result__in=targets).delete()
    known = set(row.targets.values_list("key_result_id", flat=True))
    for pk in sorted(targets - known):
        InitiativeTarget.objects.create(initiative=row, key_result_id=pk)
    return row


@transaction.atomic
def initiative_review(
    *, initiative: Initiative, by: Person, answer: str, learned: str, review_on: date | None = None
) -> InitiativeReview:
    """Say what the bet showed, and whether it goes on. What was said before is kept.

    Also a bet that was done or stopped can be looked at again, and go on.
    """
    row = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    locked = lock_team(row.team)
    states = {Answer.DONE: Initiative.State.DONE, Answer.STOP: Initiative.State.STOPPED}
    row.state = states.get(Answer(answer), Initiative.State.TRYING)
    goes_on = row.state == Initiative.State.TRYING
    row.review_on = (
        _inside(locked.cycle, review_on or look_again(locked.cycle)) if goes_on else None
    )
    if row.review_on and row.review_on <= today_here():
        raise ValidationError({"review_on": _("Choose a day that is still to come.")})
    review = InitiativeReview(initiative=row, by=by, answer=answer, learned=learned.strip())
    review.clean_fields(exclude={"organisation", "initiative", "by"})
    review.save()
    row.save(update_fields=["state", "review_on"])
    return review


def refuse_last_target(key_results: Iterable[KeyResult]) -> None:
    """A bet that only these should move would be a bet on nothing without them."""
    gone = {kr.pk for kr in key_results}
    others = InitiativeTarget.objects.filter(initiative=OuterRef("pk")).exclude(key_result__in=gone)
    left = Initiative.objects.filter(~Exists(others), targets__key_result__in=gone).distinct()
    if titles := ", ".join(str(row) for row in left):
        raise ValidationError(
            _("The team tries this to move it: %(bets)s. Choose another key result there first.")
            % {"bets": titles}
        )


def look_again(cycle: Cycle) -> date:
    """When a team looks at a bet again, unless it says otherwise: in three weeks, or at the end."""
    return min(max(today_here(), cycle.starts_on) + LOOK_AGAIN, _last_day(cycle))


def lock_team(team: Team) -> Team:
    """The team of an open cycle, and nobody else changes its work meanwhile."""
    rows = Team.objects.select_for_update(of=("self",)).select_related("cycle")
    locked: Team = rows.get(pk=team.pk)
    if locked.cycle.frozen:
        raise ValidationError(_("This cycle is closed: what was tried stays as it is."))
    return locked


def refuse_stranger(team: Team, owner: Person | None) -> None:
    if owner and not team.memberships.filter(left_on=None, person=owner).exists():
        raise ValidationError({"owner": _("Choose somebody who is in the team.")})


def _last_day(cycle: Cycle) -> date:
    """A cycle that is not closed in time still has its bets."""
    return max(cycle.ends_on, today_here() + LOOK_AGAIN / 3)


def _inside(cycle: Cycle, day: date) -> date:
    first, last = cycle.starts_on, _last_day(cycle)
    if not first <= day <= last:
        raise ValidationError(
            {
                "review_on": _("Choose a day from %(first)s to %(last)s.")
                % {"first": spoken_date(first), "last": spoken_date(last)}
            }
        )
    return day


def _refuse_targets(team: Team, targets: set[int]) -> None:
    if not targets:
        raise ValidationError({"key_results": _("Choose the key result it should move.")})
    own = KeyResult.objects.filter(pk__in=targets, objective__okr_set__team=team)
    if own.count() != len(targets):
        raise ValidationError({"key_results": _("Choose among this team's key results.")})
