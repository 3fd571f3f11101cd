"""Offers: a person's own words and their own yes. Nobody is put into a team without it.

Each action that says yes is called by the person whose yes it is; it writes the offer and its
`Acceptance` in one transaction. `offer_carry` is no exception: its `by` is the person who said in
the continuation that they go on, and the acceptance bears the time at which they said so.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.formatting import spoken_date
from orgs.audit import log as audit
from orgs.closed_days import today_here
from orgs.models import Person
from teams.hours.arithmetic import weekly
from teams.models import Acceptance, Call, Membership, Offer
from themes.models import Cycle, FocusArea

State, Phase = Offer.State, Cycle.Phase
ANSWERABLE = {Phase.CALLING, Phase.FORMING, Phase.PREPARING, Phase.RUNNING}
WORDS: dict[str, Any] = {
    "first_choice": None,
    "second_choice": None,
    "motivation": "",
    "contribution": "",
    "learning": "",
    "hours": None,
}


@transaction.atomic
def offer_save_draft(*, call: Call, by: Person, **words: Any) -> Offer:
    """Keep what somebody has written so far; nobody else sees it."""
    offer = _own(call, by)
    if offer.state in {State.ACCEPTED, State.OPEN}:
        raise ValidationError(_("This is no draft any more. Save your offer."), code="no_draft")
    _refuse_after_deadline(call)
    _fill(offer, words)
    if offer.state != State.DRAFT:
        _volunteer(offer)
    offer.state, offer.account = State.DRAFT, by.account
    _save(offer)
    return offer


@transaction.atomic
def offer_make(*, call: Call, by: Person, **words: Any) -> Offer:
    """Put up one's hand, say yes to an invitation, or change what one has offered."""
    offer = _own(call, by)
    _refuse_settled(offer)
    if offer.state not in {State.OPEN, State.ACCEPTED}:
        _refuse_after_deadline(call)
        _volunteer(offer)
    elif call.cycle.phase not in ANSWERABLE:
        raise ValidationError(_("This cycle takes no offers any more."), code="over")
    _fill(offer, words)
    _say_yes(offer)
    return offer


@transaction.atomic
def offer_accept(*, offer: Offer, by: Person, **words: Any) -> Offer:
    """Say yes to an invitation. Only the person asked can."""
    _own_only(offer, by)
    held = _locked(offer)
    if held.state != State.OPEN:
        raise ValidationError(_("This invitation has been answered already."), code="answered")
    return offer_make(call=held.call, by=by, **words)


@transaction.atomic
def offer_decline(*, offer: Offer, by: Person) -> Offer:
    """Say no to an invitation, without a reason."""
    _own_only(offer, by)
    held = _locked(offer)
    if held.state != State.OPEN:
        raise ValidationError(_("This invitation has been answered already."), code="answered")
    return offer_clear(held, State.DECLINED)


@transaction.atomic
def offer_withdraw(*, offer: Offer, by: Person) -> Offer:
    """Step back, without a reason, before one is a member. The words are removed."""
    _own_only(offer, by)
    held = _locked(offer)
    _refuse_settled(held)
    if held.state not in {State.DRAFT, State.ACCEPTED}:
        raise ValidationError(_("There is nothing to take back."), code="nothing")
    held.acceptances.all().delete()
    return offer_clear(held, State.WITHDRAWN)


@transaction.atomic
def person_name(*, call: Call, person: Person, way: str, by: Person) -> Offer:
    """Invite somebody, or hand on that their leader names them. They answer for themselves."""
    if call.cycle.phase not in ANSWERABLE:
        raise ValidationError(_("Nobody can be invited in this phase of the cycle."), code="over")
    if way not in {Offer.Way.INVITED, Offer.Way.NOMINATED}:
        raise ValidationError(_("Say whether you invite them or somebody names them."), code="way")
    if not person.active:
        raise ValidationError(
            _("%(person)s has left the organisation.") % {"person": person}, code="left"
        )
    offer = _own(call, person)
    if offer.state != State.DRAFT and not _was_member(offer):
        raise ValidationError(_asked_already(offer), code="asked")
    offer.way, offer.named_by, offer.state = way, by, State.OPEN
    _save(offer)
    audit.record(actor=by, verb=f"person.{way}", about=offer)
    return offer


@transaction.atomic
def offer_carry(
    *,
    call: Call,
    person: Person,
    way: str,
    focus_area: FocusArea,
    hours: Decimal,
    by: Person,
    answered_at: datetime | None = None,
) -> Offer:
    """Carry somebody's own yes from the continuation into the next cycle's call.

    `by` is the person who answered; nobody can carry another. What they have said in the new
    call itself (put up their hand, stepped back, declined) is their later word, and stays.
    """
    if by.pk != person.pk:
        raise ValidationError(_("Only the person can say that they go on."), code="not_own")
    offer = _own(call, person)
    if offer.state not in {State.DRAFT, State.OPEN}:
        return offer
    offer.way, offer.named_by = way, None
    _fill(offer, {"first_choice": focus_area, "hours": hours})
    _say_yes(offer, via=Acceptance.Via.CONTINUATION, at=answered_at)
    return offer


def _own(call: Call, person: Person) -> Offer:
    """The person's row in this call, locked; an empty draft if there was none."""
    offer, _new = Offer.objects.get_or_create(
        call=call, person=person, defaults={"way": Offer.Way.VOLUNTEERED}
    )
    return _locked(offer)


def _locked(offer: Offer) -> Offer:
    rows = Offer.objects.select_for_update(of=("self",)).select_related("call__cycle", "person")
    return rows.get(pk=offer.pk)


def _own_only(offer: Offer, by: Person) -> None:
    if offer.person_id != by.pk:
        raise ValidationError(_("Only the person can answer for themselves."), code="not_own")


def _refuse_settled(offer: Offer) -> None:
    """A member's offer has become a membership; leaving the team is another step."""
    if Membership.objects.current().filter(acceptance__offer=offer).exists():
        raise ValidationError(
            _("Your team is confirmed, so the offer stays. You can still leave the team."),
            code="member",
        )


def _refuse_after_deadline(call: Call) -> None:
    if call.cycle.phase != Phase.CALLING:
        raise ValidationError(
            _("The call is over: the teams are being formed. The next cycle calls again."),
            code="over",
        )
    if today_here() > call.deadline:
        raise ValidationError(
            _("The call was open until %(day)s. Ask the integration team, or join the next cycle.")
            % {"day": spoken_date(call.deadline)},
            code="late",
        )


def _fill(offer: Offer, words: dict[str, Any]) -> None:
    for name, empty in WORDS.items():
        setattr(offer, name, words.get(name, empty))
    if offer.hours is not None:
        _check_hours(offer.hours)
    for area in (offer.first_choice, offer.second_choice):
        if area is not None and area.theme_id != offer.call.cycle.theme_id:
            raise ValidationError(_("This focus area belongs to another theme."), code="area")
    if offer.second_choice is not None and offer.second_choice == offer.first_choice:
        raise ValidationError(
            {"second_choice": _("Choose two different areas, or only one.")}, code="same"
        )


def _check_hours(hours: Decimal) -> None:
    try:
        weekly(hours)
    except ValueError as wrong:
        raise ValidationError({"hours": str(wrong)}) from wrong


def _say_yes(
    offer: Offer, *, via: Acceptance.Via | None = None, at: datetime | None = None
) -> None:
    """The person's yes and the offer it belongs to, together; who came back says it anew."""
    if offer.hours is None or offer.first_choice is None:
        raise ValidationError(_("Say which area you would like and how many hours a week."))
    before, offer.state = State(offer.state), State.ACCEPTED
    _save(offer)
    if before != State.ACCEPTED:
        own = Acceptance.Via.INVITATION if before == State.OPEN else Acceptance.Via.OFFER
        Acceptance.objects.update_or_create(
            offer=offer,
            person=offer.person,
            defaults={"via": via or own, "at": at or timezone.now()},
        )


def _volunteer(offer: Offer) -> None:
    """Whoever comes on their own comes as a volunteer, whatever they were asked before."""
    offer.way, offer.named_by = Offer.Way.VOLUNTEERED, None


def offer_clear(offer: Offer, state: Offer.State) -> Offer:
    """Remove a person's words, what was noted from them, and where they were placed."""
    for name, empty in WORDS.items():
        setattr(offer, name, empty)
    offer.placed_in = offer.placed_by = None
    offer.skills_brought.all().delete()
    offer.state = state
    offer.save()
    return offer


def _save(offer: Offer) -> None:
    offer.clean_fields()
    offer.save()


def _was_member(offer: Offer) -> bool:
    """Somebody who left a team may be asked whether they come back."""
    left = Membership.objects.filter(acceptance__offer=offer)
    return offer.state == State.WITHDRAWN and left.exists()


def _asked_already(offer: Offer) -> str:
    sentence = {
        State.OPEN: _("%(person)s has been asked already and has not answered yet."),
        State.ACCEPTED: _("%(person)s has put up their hand already."),
        State.DECLINED: _("%(person)s has declined. Nobody is asked twice."),
        State.WITHDRAWN: _("%(person)s has stepped back. Nobody is asked twice."),
    }[State(offer.state)]
    return sentence % {"person": offer.person}
