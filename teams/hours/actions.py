"""How time is given: the member commits hours, their home leader answers, both on the record."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.audit import log as audit
from orgs.closed_days import today_here
from orgs.models import Person
from teams.hours import arithmetic
from teams.models import Commitment, CommitmentChange, LeaderAnswer

State = Commitment.State
Answer = LeaderAnswer.Answer
Via = LeaderAnswer.Via


@transaction.atomic
def hours_commit(
    *, commitment: Commitment, hours: Decimal, by: Person, words: str = ""
) -> Commitment:
    """The member commits hours a week, and their home leader is asked at once.

    Hours that this leader has agreed to already ask nobody again. At the top, where somebody leads
    others and nobody leads them, their own yes is enough. Whoever else has no home leader, or one
    who has left, stays committed until the roster names one.
    """
    held = _held(commitment)
    if held.person.pk != by.pk:
        raise ValidationError(_("Only the member themself can say how many hours they give."))
    _refuse_ended(held)
    before = _facts(held)
    commit = partial(held.commit, _weekly(hours), words.strip(), _leader(held))
    changes = [stepped(held, commit, by=by)]
    if _stands(held):
        changes.append(stepped(held, held.stand, by=by))
    else:
        leads = by.led.filter(left_on=None).exists()
        changes += go_on(held, leads=leads, now=timezone.now(), by=by)
    held.save()
    CommitmentChange.objects.bulk_create(changes)
    audit.record(actor=by, verb="hours.commit", about=held, before=before, after=_facts(held))
    return held


@transaction.atomic
def hours_answer(
    *,
    commitment: Commitment,
    leader: Person,
    answer: str,
    hours: Decimal | None = None,
    reason: str = "",
    ask_again_on: date | None = None,
    covered: str = "",
    via: str = Via.SCREEN,
    seen: int | None = None,
) -> LeaderAnswer:
    """The home leader answers the open request. `seen` is the number of the request they saw.

    The request follows the roster: whoever leads the member now decides, once. A second answer is
    refused with the code "decided", an answer to a request that changed with the code "changed".
    """
    held = _held(commitment)
    if held.person.leader_id != leader.pk:
        raise ValidationError(_leads_not(held), code="leader")
    _refuse_ended(held)
    _refuse_decided(held, seen)
    before = _facts(held)
    given = LeaderAnswer(
        commitment=held,
        request=held.requests,
        leader=leader,
        answer=answer,
        via=via,
        hours_asked=held.hours,
        hours=_agreed(held, answer, hours),
        reason=reason.strip(),
        ask_again_on=_later(answer, ask_again_on),
        covered=covered.strip(),
    )
    held.leader = leader
    change = stepped(held, partial(_enter, held, given), by=leader, answer=given)
    given.save()
    change.save()
    held.save()
    audit.record(actor=leader, verb="hours.answer", about=held, before=before, after=_facts(held))
    return given


def stepped(
    held: Commitment,
    move: Callable[[], None],
    *,
    by: Person | None,
    answer: LeaderAnswer | None = None,
) -> CommitmentChange:
    """Move a commitment to another state, and give the row of its history, not saved yet."""
    left = held.state
    move()
    return CommitmentChange(
        commitment=held,
        left=left,
        entered=held.state,
        by=by,
        leader=held.leader,
        answer=answer,
        hours=held.hours,
        agreed_hours=held.agreed_hours,
    )


def go_on(
    held: Commitment, *, leads: bool, now: datetime, by: Person | None
) -> list[CommitmentChange]:
    """Ask the home leader; `leads` says that the member leads others themself."""
    leader = _leader(held)
    if leader is not None:
        return [stepped(held, partial(held.ask, leader, now), by=by)]
    if held.person.leader is None and leads:
        return [stepped(held, held.agree_unled, by=by)]
    held.leader = None
    return []


def _leader(held: Commitment) -> Person | None:
    """The home leader by the roster, if they are still here."""
    leader = held.person.leader
    return leader if leader is not None and leader.active else None


def _held(commitment: Commitment) -> Commitment:
    held: Commitment = (
        Commitment.objects.whole().select_for_update(of=("self",)).get(pk=commitment.pk)
    )
    return held


def _refuse_ended(held: Commitment) -> None:
    if held.membership.left_on is not None:
        raise ValidationError(_("%(person)s is no longer in this team.") % {"person": held.person})
    if held.membership.team.cycle.frozen:
        raise ValidationError(_("The cycle is closed, and its hours stay as they are."))


def _weekly(hours: Decimal) -> Decimal:
    try:
        return arithmetic.weekly(Decimal(hours))
    except (ValueError, InvalidOperation) as wrong:
        raise ValidationError(str(wrong)) from wrong


def _stands(held: Commitment) -> bool:
    """Whether whoever leads the member now has agreed to just these hours."""
    if held.hours != held.agreed_hours:
        return False
    last = held.changes.filter(entered__in=[State.AGREED, State.CHANGED]).last()
    return last is None or held.person.leader_id in {None, last.leader_id}


def _leads_not(held: Commitment) -> str:
    if held.person.leader is None:
        return _("Nobody leads %(person)s on the roster now.") % {"person": held.person}
    return _("%(person)s is led by %(leader)s now, who decides about these hours.") % {
        "person": held.person,
        "leader": held.person.leader,
    }


def _refuse_decided(held: Commitment, seen: int | None) -> None:
    if held.state != Commitment.State.ASKED:
        last = held.answers.select_related("leader").last()
        said = last.sentence if last else _("Nobody is asked about these hours at the moment.")
        raise ValidationError(said, code="decided")
    if seen is not None and seen != held.requests:
        raise ValidationError(
            _("%(person)s has changed the request in the meantime. Please look at it again.")
            % {"person": held.person},
            code="changed",
        )


def _agreed(held: Commitment, answer: str, hours: Decimal | None) -> Decimal | None:
    if answer == Answer.NOT_NOW:
        return None
    if answer == Answer.AGREE:
        return held.hours
    if hours is None:
        raise ValidationError(_("Say how many hours a week you can agree to."))
    return _weekly(hours)


def _later(answer: str, ask_again_on: date | None) -> date | None:
    if answer != Answer.NOT_NOW or ask_again_on is None:
        return None
    if ask_again_on <= today_here():
        raise ValidationError(_("The day to ask again lies after today."))
    return ask_again_on


def _enter(held: Commitment, given: LeaderAnswer) -> None:
    """Move the commitment to where the answer leads; other hours that are the same are a yes."""
    if given.answer == Answer.NOT_NOW:
        if not given.reason:
            raise ValidationError(
                _("Please write one sentence. %(name)s offered time and deserves a reason.")
                % {"name": held.person.given_name}
            )
        held.decline()
    elif given.hours == held.hours:
        given.answer = Answer.AGREE
        held.agree()
    elif given.answer == Answer.OTHER and given.hours is not None:
        held.change(given.hours)
    else:
        raise ValidationError(_("Choose one of the three answers."))


def _facts(held: Commitment) -> dict[str, Any]:
    agreed = None if held.agreed_hours is None else str(held.agreed_hours)
    return {"state": held.state, "hours": str(held.hours), "agreed_hours": agreed}
