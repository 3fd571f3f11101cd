"""A health check of a team: opened, voted in hidden, counted; then one or two actions.

Voting and counting hold the team's row, so that they do not cross.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from core.formatting import spoken_date
from core.hidden_counts import FEWEST
from orgs.closed_days import zone
from orgs.models import Person
from reviews.health_checks.models import (
    DIMENSIONS,
    MOST_ACTIONS,
    OPEN_FOR,
    Colour,
    HealthAction,
    HealthCheck,
    HealthResult,
    HealthVote,
)
from teams.models import Membership, Team
from themes.models import Cycle

AGAIN_AFTER = timedelta(weeks=2)
"""Between a check and the next one: counts of two that follow each other closely, with one person
more in the second, would tell how that person answered."""


@transaction.atomic
def health_open(*, team: Team, by: Person) -> HealthCheck:
    """Ask how the team is. Twice is once."""
    _held(team)
    running = team.health_checks.filter(closed_at=None).first()
    if running:
        return running
    if again := again_on(team):
        raise ValidationError(
            _("The last health check is too recent. You can ask again from %(day)s on.")
            % {"day": spoken_date(again)}
        )
    return HealthCheck.objects.create(team=team, opened_by=by)


def again_on(team: Team) -> date | None:
    """The day from which the team can be asked again, while the last check is too recent."""
    last = team.health_checks.filter(closed_at__gt=timezone.now() - AGAIN_AFTER).first()
    if last is None or last.closed_at is None:
        return None
    return (last.closed_at + AGAIN_AFTER).astimezone(zone()).date()


@transaction.atomic
def health_vote(*, check: HealthCheck, answers: Mapping[str, str], by: Person) -> None:
    """A member's colours; a later vote replaces this one. All have answered: it is counted."""
    _held(check.team)
    if HealthCheck.objects.get(pk=check.pk).closed_at is not None:
        raise ValidationError(_("This health check is closed. Say it in the team meeting."))
    if not Membership.objects.current().filter(team=check.team_id, person=by).exists():
        raise ValidationError(_("Members of the team say how their team is."))
    if set(answers) != set(DIMENSIONS) or not set(answers.values()) <= set(Colour.values):
        raise ValidationError(_("Choose a colour for each line."))
    check.votes.filter(person=by).delete()
    HealthVote.objects.bulk_create(
        HealthVote(check_of=check, person=by, account=by.account, dimension=name, colour=colour)
        for name, colour in answers.items()
    )
    if not missing(check):
        health_count(teams=[check.team])


@transaction.atomic
def health_close(*, check: HealthCheck) -> None:
    """Count it on its day or later. Twice is once.

    Whoever could close it early could count with one other's answer in it, and know that answer.
    """
    _held(check.team)
    is_open = HealthCheck.objects.filter(pk=check.pk, closed_at=None).exists()
    if is_open and not may_close(check):
        day = {"day": spoken_date(check.closes_at.astimezone(zone()).date())}
        raise ValidationError(
            _("Not all have answered. It closes on %(day)s, or when all have answered.") % day
        )
    health_count(teams=[check.team])


def health_checks_keep_time(now: datetime) -> None:
    """Each tick: count the checks whose day has come."""
    over = HealthCheck.objects.filter(closed_at=None, opened_at__lte=now - OPEN_FOR)
    health_count(teams=Team.objects.filter(pk__in=over.values("team")))


def may_close(check: HealthCheck) -> bool:
    """Whether its day has come, or nobody is waited for: the last who had not answered left."""
    return timezone.now() >= check.closes_at or not missing(check)


def missing(check: HealthCheck) -> set[int]:
    """The members who have not answered yet."""
    members = Membership.objects.current().filter(team=check.team_id)
    voters = check.votes.values_list("person", flat=True)
    return set(members.values_list("person", flat=True)) - set(voters)


@transaction.atomic
def health_count(*, teams: Iterable[Team]) -> None:
    """Count the open checks of these teams; the votes themselves are gone. Twice is once."""
    held = list(
        Team.objects.select_for_update(of=("self",))
        .filter(pk__in=[team.pk for team in teams])
        .order_by("pk")
    )
    checks = list(HealthCheck.objects.filter(team__in=held, closed_at=None))
    votes = HealthVote.objects.filter(check_of__in=checks)
    counted = Counter(votes.values_list("check_of", "dimension", "colour"))
    voters = dict(votes.values_list("check_of").annotate(n=Count("person", distinct=True)))
    current = Membership.objects.current().filter(team__in=held)
    members = dict(current.values_list("team").annotate(n=Count("id")).order_by())
    for check in checks:
        check.closed_at = timezone.now()
        check.answered = voters.get(check.pk, 0)
        check.asked = max(members.get(check.team_id, 0), check.answered)
    HealthCheck.objects.bulk_update(checks, ["closed_at", "asked", "answered"])
    HealthResult.objects.bulk_create(
        HealthResult(
            check_of=check,
            dimension=name,
            **{colour: counted[check.pk, name, colour] for colour in Colour.values},
        )
        for check in checks
        if (check.answered or 0) >= FEWEST
        for name in DIMENSIONS
    )
    votes.delete()


@transaction.atomic
def health_act(*, check: HealthCheck, text: str, owner: Person, due_on: date) -> HealthAction:
    """One of at most two things that follow from a closed check."""
    _held(check.team)
    if not Membership.objects.current().filter(team=check.team_id, person=owner).exists():
        raise ValidationError({"owner": _("Choose somebody who is in the team.")})
    if HealthCheck.objects.get(pk=check.pk).closed_at is None:
        raise ValidationError(_("Close the health check first."))
    free = set(range(1, MOST_ACTIONS + 1)) - {*check.actions.values_list("position", flat=True)}
    if not free:
        raise ValidationError(_("Two actions are enough. Begin with these."))
    row = HealthAction(
        check_of=check, position=min(free), text=text.strip(), owner=owner, due_on=due_on
    )
    row.clean_fields(exclude={"organisation", "check_of", "owner"})
    row.save()
    return row


def health_action_done(*, action: HealthAction) -> None:
    """It is done, also after its cycle."""
    HealthAction.objects.filter(pk=action.pk, done_at=None).update(done_at=timezone.now())


@transaction.atomic
def health_action_remove(*, action: HealthAction) -> None:
    """Taken out again, which makes room for another one."""
    _held(action.check_of.team)
    action.delete()


def health_share(*, check: HealthCheck, share: bool) -> None:
    """Let the program see how many took part and what follows, or no longer; never the colours."""
    closed = HealthCheck.objects.filter(pk=check.pk, closed_at__isnull=False)
    if not closed.update(shared_at=timezone.now() if share else None):
        raise ValidationError(_("Close the health check first."))


def _held(team: Team) -> None:
    Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    if Cycle.objects.get(pk=team.cycle_id).frozen:
        raise ValidationError(_("This cycle is closed: it stays as it is."))
