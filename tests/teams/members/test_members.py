"""People who join and leave while the cycle runs, and the one who speaks for the team."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from teams.members.actions import member_join, member_leave, representative_choose
from teams.models import Acceptance, Membership, Offer
from teams.offers.actions import offer_accept, person_name
from tests.cast import Cast
from tests.teams.calling import move_to
from themes.models import Cycle

TODAY = date(2026, 5, 20)


def newcomer(cast: Cast) -> Offer:
    """The reader is asked mid-cycle and says yes."""
    asked = person_name(
        call=cast.call, person=cast.reader, way=Offer.Way.INVITED, by=cast.integrator
    )
    return offer_accept(
        offer=asked, by=cast.reader, first_choice=cast.areas[0], hours=Decimal("2.5")
    )


def membership(cast: Cast) -> Membership:
    return Membership.objects.get(person=cast.member, left_on=None)


def test_member_joins_mid_cycle_through_their_own_yes(cast: Cast) -> None:
    """D7: a newcomer, with the day, the way of joining, and hours to be agreed."""
    offer = newcomer(cast)

    joined = member_join(offer=offer, team=cast.team, by=cast.integrator)

    assert (joined.joined_on, joined.way, joined.acceptance.person) == (
        TODAY,
        "invited",
        cast.reader,
    )
    assert (joined.commitment.state, joined.commitment.hours) == ("proposed", Decimal("2.5"))
    assert Offer.objects.get(pk=offer.pk).placed_in == cast.team


@pytest.mark.parametrize("on", [date(2026, 4, 5), date(2026, 5, 21)])
def test_member_joins_within_the_cycle_and_not_in_the_future(cast: Cast, on: date) -> None:
    with pytest.raises(ValidationError, match="between the start of the cycle and today"):
        member_join(offer=newcomer(cast), team=cast.team, by=cast.integrator, on=on)


def test_member_of_one_team_does_not_join_another(cast: Cast) -> None:
    offer = Offer.objects.get(person=cast.member)

    with pytest.raises(ValidationError, match="Emre Sahin is in “Capabilities” already"):
        member_join(offer=offer, team=cast.other_team, by=cast.integrator)


def test_member_does_not_join_the_team_they_coach(cast: Cast) -> None:
    """D6: refused from this side too."""
    asked = person_name(
        call=cast.call, person=cast.coach, way=Offer.Way.INVITED, by=cast.integrator
    )
    offer = offer_accept(offer=asked, by=cast.coach, first_choice=cast.areas[0], hours=Decimal(2))

    with pytest.raises(ValidationError, match="coaches this team"):
        member_join(offer=offer, team=cast.team, by=cast.integrator)


def test_member_does_not_join_a_cycle_in_review(cast: Cast) -> None:
    offer = newcomer(cast)
    move_to(cast.cycle, Cycle.Phase.REVIEWING)

    with pytest.raises(ValidationError, match="until the review"):
        member_join(offer=offer, team=cast.team, by=cast.integrator)


def test_member_leaves_and_history_stays(cast: Cast) -> None:
    """D7: from when to when somebody was there is kept; their words go."""
    left = member_leave(membership=membership(cast), by=cast.member)

    kept = Membership.objects.get(pk=left.pk)
    offer = Offer.objects.get(person=cast.member)
    assert (kept.joined_on, kept.left_on) == (date(2026, 4, 6), TODAY)
    assert kept.commitment.hours == 4
    assert (offer.state, offer.motivation) == (Offer.State.WITHDRAWN, "")
    with pytest.raises(ValidationError, match="left this team already"):
        member_leave(membership=left, by=cast.member)


@pytest.mark.parametrize("on", [date(2026, 4, 5), date(2026, 5, 21)])
def test_member_leaves_between_joining_and_today(cast: Cast, on: date) -> None:
    with pytest.raises(ValidationError, match="between the one they joined and today"):
        member_leave(membership=membership(cast), by=cast.integrator, on=on)


def test_member_who_left_comes_back_by_a_new_yes_alone(cast: Cast) -> None:
    """C5, D7: the old yes is used up; asked anew, they may join the other team."""
    member_leave(membership=membership(cast), by=cast.member)
    offer = Offer.objects.get(person=cast.member)
    with pytest.raises(ValidationError, match="has not said yes themselves"):
        member_join(offer=offer, team=cast.other_team, by=cast.integrator)

    person_name(call=cast.call, person=cast.member, way=Offer.Way.INVITED, by=cast.integrator)
    offer_accept(offer=offer, by=cast.member, first_choice=cast.areas[1], hours=Decimal(3))
    member_join(offer=offer, team=cast.other_team, by=cast.integrator)

    history = Membership.objects.filter(person=cast.member).order_by("id")
    assert [(m.team, m.left_on) for m in history] == [(cast.team, TODAY), (cast.other_team, None)]
    assert Acceptance.objects.get(offer=offer).via == Acceptance.Via.INVITATION


def test_representative_is_one_member(cast: Cast) -> None:
    """Each team has one voice; choosing another takes it from the one before."""
    representative_choose(membership=membership(cast), by=cast.representative)

    speaking = Membership.objects.filter(team=cast.team, speaks=True)
    assert [m.person for m in speaking] == [cast.member]


def test_representative_who_left_is_not_chosen(cast: Cast) -> None:
    spoke = Membership.objects.get(team=cast.team, speaks=True)
    left = member_leave(membership=spoke, by=cast.representative)

    assert not Membership.objects.filter(team=cast.team, speaks=True).exists()
    with pytest.raises(ValidationError, match="who is in the team"):
        representative_choose(membership=left, by=cast.integrator)


def test_two_voices_are_refused_by_the_database(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="teams_membership_one_speaks"), transaction.atomic():
        Membership.objects.filter(team=cast.team).update(speaks=True)
