"""People who join and leave while the cycle goes on, and the one who speaks for a team.

Nobody is moved: who joins has said yes to an offer of this cycle, and history keeps who left.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.live.channels import of_account, revoked
from orgs.audit import log as audit
from orgs.models import Person
from teams.forming.actions import hold
from teams.models import Acceptance, Coaching, Commitment, Membership, Offer, Team
from teams.offers.actions import offer_clear
from themes.models import Cycle

OPEN_TO_CHANGE = (Cycle.Phase.PREPARING, Cycle.Phase.RUNNING)


@transaction.atomic
def member_join(*, offer: Offer, team: Team, by: Person, on: date | None = None) -> Membership:
    """A newcomer joins a confirmed team through the offer to which they said yes."""
    cycle = hold(team.cycle)
    _refuse_phase(cycle)
    held = (
        Offer.objects.select_for_update(of=("self",))
        .select_related("call", "person")
        .get(pk=offer.pk)
    )
    yes = _own_yes(held, cycle)
    _refuse_member(held, team)
    membership = Membership.objects.create(
        team=team,
        person=held.person,
        acceptance=yes,
        way=held.way,
        joined_on=_day(on or max(timezone.localdate(), cycle.starts_on), cycle),
    )
    Commitment.objects.create(membership=membership, hours=held.promised)
    Offer.objects.filter(pk=held.pk).update(placed_in=team, placed_by=by)
    audit.record(actor=by, verb="member.join", about=membership)
    return membership


@transaction.atomic
def offer_leave_unplaced(*, offer: Offer, by: Person) -> None:
    """Say that no team has room for somebody who said yes once the teams were confirmed."""
    hold(offer.call.cycle)
    held = (
        Offer.objects.select_for_update(of=("self",)).select_related("call__cycle").get(pk=offer.pk)
    )
    _own_yes(held, held.call.cycle)
    if Membership.objects.current().filter(acceptance__offer=held).exists():
        raise ValidationError(_("They are in a team by now."), code="member")
    held.placed_by = by
    held.save(update_fields=["placed_by"])
    audit.record(actor=by, verb="offer.unplaced", about=held)


@transaction.atomic
def member_leave(*, membership: Membership, by: Person, on: date | None = None) -> Membership:
    """Somebody leaves their team; that they were in it stays, and their yes is used up.

    To come back, or to join another team of the cycle, they say yes anew.
    """
    rows = Membership.objects.select_for_update(of=("self",))
    rows = rows.select_related("acceptance__offer", "person")
    held = rows.get(pk=membership.pk)
    if held.left_on is not None:
        raise ValidationError(_("They have left this team already."), code="left")
    today = timezone.localdate()
    day = on or max(today, held.joined_on)
    if day < held.joined_on or day > max(today, held.joined_on):
        raise ValidationError(
            {"on": _("Give a day between the one they joined and today.")}, code="day"
        )
    held.left_on, held.speaks = day, False
    held.save(update_fields=["left_on", "speaks"])
    offer_clear(held.acceptance.offer, Offer.State.WITHDRAWN)
    audit.record(actor=by, verb="member.leave", about=held, after={"left_on": str(day)})
    revoked(of_account(held.person.account_id))
    return held


@transaction.atomic
def representative_choose(*, membership: Membership, by: Person) -> Membership:
    """Choose who speaks for the team; whoever did so before does not any more."""
    members = Membership.objects.select_for_update(of=("self",)).filter(team=membership.team_id)
    chosen = {m.pk: m for m in members.current()}.get(membership.pk)
    if chosen is None:
        raise ValidationError(_("Somebody who is in the team speaks for it."), code="left")
    members.filter(speaks=True).update(speaks=False)
    chosen.speaks = True
    chosen.save(update_fields=["speaks"])
    audit.record(actor=by, verb="representative.choose", about=chosen)
    return chosen


def _refuse_phase(cycle: Cycle) -> None:
    if cycle.phase not in OPEN_TO_CHANGE:
        raise ValidationError(
            _("People join one by one once the teams are confirmed, until the review."),
            code="phase",
        )


def _own_yes(offer: Offer, cycle: Cycle) -> Acceptance:
    yes = Acceptance.objects.filter(offer=offer, person=offer.person_id).first()
    if yes is None or offer.state != Offer.State.ACCEPTED:
        raise ValidationError(
            _("%(person)s has not said yes themselves.") % {"person": offer.person}, code="no_yes"
        )
    if offer.call.cycle_id != cycle.pk:
        raise ValidationError(_("Their yes was for another cycle. Ask them anew."), code="cycle")
    return yes


def _refuse_member(offer: Offer, team: Team) -> None:
    current = Membership.objects.current().filter(acceptance__offer=offer)
    now = current.select_related("team").first()
    if now is not None:
        raise ValidationError(
            _("%(person)s is in “%(team)s” already.") % {"person": offer.person, "team": now.team},
            code="member",
        )
    if Coaching.objects.filter(team=team, coach=offer.person_id, until=None).exists():
        raise ValidationError(
            _("%(person)s coaches this team, so they cannot be a member of it.")
            % {"person": offer.person},
            code="coach",
        )


def _day(on: date, cycle: Cycle) -> date:
    if not cycle.starts_on <= on <= max(timezone.localdate(), cycle.starts_on):
        raise ValidationError(
            {"on": _("Give a day between the start of the cycle and today.")}, code="day"
        )
    return on
