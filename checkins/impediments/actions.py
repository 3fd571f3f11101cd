"""An impediment from the day it is raised: asked of a leader, answered, handed on, ended."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from checkins.live_check_in.changes import NOTES, renew_for
from checkins.models import Ask, AskRules, Impediment, Slot, TeamMeeting
from checkins.reports.actions import check, refuse_closed, reported
from orgs.audit import log as audit
from orgs.closed_days import today_here
from orgs.models import Person
from teams.models import Membership, Team

Answer, State = Ask.Answer, Impediment.State


def impediment_raise(
    *,
    team: Team,
    text: str,
    by: Person,
    meeting: TeamMeeting | None = None,
    slot: Slot | None = None,
    **fields: Any,
) -> Impediment:
    """Raise it; `fields` are blocks, impact, category, wanted_by, owner, private and key."""
    row = Impediment(team=team, text=text.strip(), by=by, meeting=meeting, slot=slot, **fields)
    if row.private and slot is not None:
        raise ValidationError(_("What is said in a check-in is not private. Raise it in the team."))
    return reported(row)


@transaction.atomic
def impediment_edit(*, impediment: Impediment, by: Person, **fields: Any) -> Impediment:
    """Say more about an open impediment, or make it private or public."""
    locked = _lock(impediment)
    _refuse_ended(locked)
    refuse_closed(locked.team)
    if fields.get("private") and (locked.state == State.WITH_LEADER or locked.asks.exists()):
        raise ValidationError(_("A leader has been asked, so it is not private any more."))
    for name, value in fields.items():
        setattr(locked, name, value.strip() if isinstance(value, str) else value)
    check(locked)
    locked.save()
    return locked


@transaction.atomic
def leader_ask(*, impediment: Impediment, by: Person, leader: Person | None = None) -> Ask:
    """Ask a leader: the one chosen, else the team's leader member, else the sponsor."""
    locked = _lock(impediment)
    _refuse_ended(locked)
    if locked.private:
        raise ValidationError(
            _("This impediment is private. Make it visible to others before you ask a leader.")
        )
    addressee = leader or first_to_ask(locked.team, by)
    waiting = locked.asks.filter(answer=Answer.WAITING).select_related("leader").first()
    if waiting is not None:
        return _same_ask(waiting, addressee)
    _refuse_leader(locked.team, addressee)
    return _ask(locked, leader=addressee, by=by)


@transaction.atomic
def ask_answer(
    *,
    ask: Ask,
    answer: str,
    by: Person,
    promised_for: date | None = None,
    reason: str = "",
    hand_to: Person | None = None,
) -> Ask:
    """Take it with a promised date, decline with a reason, or hand it over to somebody else."""
    impediment = _lock(ask.impediment)
    locked = Ask.objects.select_for_update(of=("self",)).select_related("leader").get(pk=ask.pk)
    _refuse_answered(locked)
    locked.impediment = impediment
    locked.answer, locked.reason, locked.answered_at = answer, reason.strip(), timezone.now()
    _complete(locked, promised_for, hand_to)
    locked.clean_fields(exclude={"organisation", "impediment", "leader", "asked_by"})
    locked.save()
    audit.record(actor=by, verb="ask.answer", about=locked, after={"answer": answer})
    if answer == Answer.HANDED_OVER and hand_to is not None:
        _ask(impediment, leader=hand_to, by=by)
    else:
        _set_with_leader(impediment, locked)
    return locked


@transaction.atomic
def impediment_end(
    *, impediment: Impediment, state: str, by: Person, outcome: str = ""
) -> Impediment:
    """Say that it is resolved, or that it will not be solved and why. Twice is once."""
    locked = _lock(impediment)
    if locked.state == state:
        return locked
    _refuse_ended(locked)
    if state not in {State.RESOLVED, State.UNSOLVED}:
        raise ValidationError(_("Say whether it is resolved or will not be solved."))
    if state == State.UNSOLVED and not outcome.strip():
        raise ValidationError(_("Say why it will not be solved, so that nobody waits for it."))
    locked.state, locked.outcome, locked.ended_at = state, outcome.strip(), timezone.now()
    locked.save()
    locked.asks.filter(answer=Answer.WAITING).update(
        answer=Answer.NOT_NEEDED, answered_at=timezone.now()
    )
    return locked


@transaction.atomic
def asks_escalate(now: datetime | None = None) -> int:
    """Send asks that nobody answered in time, or whose leader has left, on to the theme's sponsor.

    Two at once are harmless: each takes the rows the other does not hold. Answers how many.
    """
    moment, days = now or timezone.now(), AskRules.current().answer_after
    waiting = (
        Ask.objects.filter(
            answer=Answer.WAITING, impediment__team__cycle__theme__sponsor__left_on=None
        )
        .select_related("impediment__team__cycle__theme__sponsor", "asked_by", "leader__site")
        .select_for_update(of=("self",), skip_locked=True)
    )
    late = [ask for ask in waiting if _goes_on(ask, moment, days)]
    for ask in late:
        ask.answer, ask.answered_at = Answer.ESCALATED, moment
        ask.save(update_fields=["answer", "answered_at"])
        audit.record(actor=None, verb="ask.escalate", about=ask)
        _ask(ask.impediment, leader=ask.impediment.team.cycle.theme.sponsor, by=ask.asked_by)
    return len(late)


def first_to_ask(team: Team, by: Person | None = None) -> Person:
    """The team's own leader member, the most senior one first; the sponsor if there is none."""
    leaders = Membership.objects.current().filter(
        team=team, person__level__leads=True, person__left_on=None
    )
    if by is not None:
        leaders = leaders.exclude(person=by)
    member = leaders.select_related("person").order_by("person__level__rank", "id").first()
    return member.person if member is not None else team.cycle.theme.sponsor


def _ask(impediment: Impediment, *, leader: Person, by: Person) -> Ask:
    impediment.state = State.WITH_LEADER
    impediment.save(update_fields=["state"])
    ask = Ask.objects.create(impediment=impediment, leader=leader, asked_by=by)
    audit.record(actor=by, verb="ask.open", about=ask, after={"leader": leader.pk})
    return ask


def _same_ask(waiting: Ask, leader: Person) -> Ask:
    if waiting.leader_id == leader.pk:
        return waiting
    raise ValidationError(
        _("%(leader)s has been asked already. Wait for the answer, or end the impediment.")
        % {"leader": waiting.leader}
    )


def _set_with_leader(impediment: Impediment, ask: Ask) -> None:
    """Who takes it helps; a no gives it back to the team."""
    if ask.answer == Answer.ACCEPTED:
        impediment.owner = ask.leader
        impediment.save(update_fields=["owner"])
    else:
        impediment.state = State.OPEN
        impediment.save(update_fields=["state"])


def _complete(ask: Ask, promised_for: date | None, hand_to: Person | None) -> None:
    if ask.answer == Answer.ACCEPTED:
        if promised_for is None:
            raise ValidationError(_("Say by when you take care of it."))
        if promised_for < today_here():
            raise ValidationError(_("Promise a day that is still to come."))
        ask.promised_for = promised_for
    elif ask.answer == Answer.DECLINED:
        if not ask.reason:
            raise ValidationError(_("Say why you cannot help, so that the team can go on."))
    elif ask.answer == Answer.HANDED_OVER:
        _refuse_hand_over(ask, hand_to)
    else:
        raise ValidationError(_("Take it, decline it, or hand it over."))


def _refuse_hand_over(ask: Ask, hand_to: Person | None) -> None:
    if hand_to is None:
        raise ValidationError(_("Say who can help instead of you."))
    if hand_to.pk == ask.leader_id:
        raise ValidationError(_("Hand it over to somebody else than yourself."))
    if not hand_to.active:
        raise ValidationError(_("%(person)s has left.") % {"person": hand_to})


def _refuse_leader(team: Team, leader: Person) -> None:
    if not leader.active:
        raise ValidationError(_("%(person)s has left.") % {"person": leader})
    if not leader.level.leads and leader.pk != team.cycle.theme.sponsor_id:
        raise ValidationError(_("%(person)s is not a leader.") % {"person": leader})


def _refuse_answered(ask: Ask) -> None:
    if not ask.waiting:
        raise ValidationError(
            _("This ask has been answered: %(answer)s.") % {"answer": ask.get_answer_display()},
            code="answered",
        )


def _refuse_ended(impediment: Impediment) -> None:
    if not impediment.open:
        raise ValidationError(_("This impediment has ended. Raise a new one if it is back."))


def _lock(impediment: Impediment) -> Impediment:
    """The impediment, locked; a room that shows it shows what becomes of it."""
    rows = Impediment.objects.select_for_update(of=("self",))
    locked: Impediment = rows.select_related("team__cycle__theme__sponsor").get(pk=impediment.pk)
    renew_for(locked.team, NOTES)
    return locked


def _goes_on(ask: Ask, now: datetime, days: int) -> bool:
    if ask.leader_id == ask.impediment.team.cycle.theme.sponsor_id:
        return False
    return not ask.leader.active or ask.due_at(days) < now
