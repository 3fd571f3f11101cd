"""Initiatives as bets on key results, and to-dos. Neither ever moves progress."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from okrs.models import Initiative, InitiativeTarget, KeyResult, ToDo
from orgs.models import Person
from teams.models import Team


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
    state: str = Initiative.State.TRYING,
    initiative: Initiative | None = None,
) -> Initiative:
    """Write a bet: what we try, which key results it should move, and because of what."""
    held = _held(team)
    targets = {kr.pk for kr in key_results}
    _refuse_targets(held, targets)
    _refuse_stranger(held, owner)
    row = initiative or Initiative(team=held)
    row.title, row.because, row.owner = title.strip(), because.strip(), owner
    row.review_on, row.state = review_on, state
    row.clean_fields(exclude={"organisation", "team", "owner"})
    row.save()
    row.targets.exclude(key_result__in=targets).delete()
    known = set(row.targets.values_list("key_result_id", flat=True))
    for pk in sorted(targets - known):
        InitiativeTarget.objects.create(initiative=row, key_result_id=pk)
    return row


@transaction.atomic
def to_do_add(
    *,
    team: Team,
    by: Person,
    text: str,
    owner: Person | None,
    due_on: date | None,
    initiative: Initiative | None = None,
) -> ToDo:
    """One task with one owner and a date."""
    held = _held(team)
    if owner is None:
        raise ValidationError({"owner": _("Choose who does it. A to-do has one owner.")})
    if due_on is None:
        raise ValidationError({"due_on": _("Write until when.")})
    _refuse_stranger(held, owner)
    if initiative is not None and initiative.team_id != held.pk:
        raise ValidationError({"initiative": _("Choose an initiative of this team.")})
    row = ToDo(team=held, text=text.strip(), owner=owner, due_on=due_on, initiative=initiative)
    row.clean_fields(exclude={"organisation", "team", "owner", "initiative", "done_by"})
    row.save()
    return row


@transaction.atomic
def to_do_tick(*, to_do: ToDo, by: Person, done: bool = True) -> ToDo:
    """Done, or not done after all. Doing it twice changes nothing."""
    row: ToDo = (
        ToDo.objects.select_for_update(of=("self",)).select_related("team__cycle").get(pk=to_do.pk)
    )
    _refuse_frozen(row.team)
    if done == (row.done_at is not None):
        return row
    row.done_at, row.done_by = (timezone.now(), by) if done else (None, None)
    row.save(update_fields=["done_at", "done_by"])
    return row


def _held(team: Team) -> Team:
    rows = Team.objects.select_for_update(of=("self",)).select_related("cycle")
    held: Team = rows.get(pk=team.pk)
    _refuse_frozen(held)
    return held


def _refuse_frozen(team: Team) -> None:
    if team.cycle.frozen:
        raise ValidationError(_("This cycle is closed: what was tried stays as it is."))


def _refuse_targets(team: Team, targets: set[int]) -> None:
    if not targets:
        raise ValidationError({"key_results": _("Choose the key result it should move.")})
    own = KeyResult.objects.filter(pk__in=targets, objective__okr_set__team=team)
    if own.count() != len(targets):
        raise ValidationError({"key_results": _("Choose among this team's key results.")})


def _refuse_stranger(team: Team, owner: Person | None) -> None:
    if owner and not team.memberships.filter(left_on=None, person=owner).exists():
        raise ValidationError({"owner": _("Choose somebody who is in the team.")})
