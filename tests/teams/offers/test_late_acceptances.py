"""Invitations that outlive the confirmation of the teams: they end, or are taken up kindly."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.tenancy import tenant
from nudges.registry import nudges
from orgs.links import token
from teams.forming.nudges import INVITATION
from teams.members.actions import member_join, member_leave, offer_leave_unplaced
from teams.models import Membership, Offer, TeamConfirmation
from teams.offers.actions import offer_accept, person_name
from tests.cast import Cast
from tests.teams.calling import move_to, put_up
from themes.models import Cycle

BEFORE = datetime(2026, 4, 1, 9, tzinfo=ZoneInfo("Europe/Istanbul"))


@pytest.fixture
def asked(stage: Cast) -> Offer:
    """The reader was asked on 1 April; the teams were confirmed a day later."""
    with tenant(stage.organisation):
        offer = person_name(
            call=stage.call, person=stage.reader, way="invited", by=stage.integrator
        )
        Offer.objects.filter(pk=offer.pk).update(changed_at=BEFORE)
        confirmed = TeamConfirmation.objects.create(team=stage.team, by=stage.integrator)
        TeamConfirmation.objects.filter(pk=confirmed.pk).update(at=BEFORE + timedelta(days=1))
    return offer


def says_yes(stage: Cast, offer: Offer) -> Offer:
    return offer_accept(
        offer=offer,
        by=stage.reader,
        first_choice=stage.areas[1],
        hours=Decimal(2),
        motivation="Late, and glad.",
    )


def waiting(kind: str) -> list[tuple[int, str]]:
    return [(due.person_id, due.title) for due in nudges[kind].rows(timezone.now(), None)]


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_a_question_from_before_ends_with_the_confirmation(stage: Cast, asked: Offer) -> None:
    """C5: an invitation does not ask on; one sent to a newcomer afterwards does."""
    with tenant(stage.organisation):
        assert waiting("teams.invitation") == []

        person_name(call=stage.call, person=stage.coach, way="nominated", by=stage.integrator)

        assert [person for person, _title in waiting("teams.invitation")] == [stage.coach.pk]


def test_a_late_yes_is_told_to_the_integration_team(
    stage: Cast, asked: Offer, sign_in: Any
) -> None:
    """C5: the person hears kind words, the integration team looks for a place."""
    page = text(sign_in(stage.reader).get(stage.path(f"calls/{stage.call.pk}/offer/")))
    assert "if you say yes, the integration team looks for a place with you" in page
    with tenant(stage.organisation):
        says_yes(stage, asked)

        assert waiting("teams.late_yes") == [
            (stage.integrator.pk, "Rana Reader would still like to join. Which team has room?")
        ]
    page = text(sign_in(stage.reader).get(stage.path(f"calls/{stage.call.pk}/")))
    assert "the integration team looks for a place with you and comes back to you" in page
    assert "there is no place for you" not in page


def test_a_late_yes_becomes_a_membership(stage: Cast, asked: Offer, sign_in: Any) -> None:
    """C5, D7: the integration team chooses the team; the person's own yes stands behind it."""
    with tenant(stage.organisation):
        says_yes(stage, asked)
    browser, address = sign_in(stage.integrator), stage.path(f"offers/{asked.pk}/join/")
    assert "Late, and glad." in text(browser.get(address))

    refused = browser.post(address, {"team": ""})
    browser.post(address, {"team": stage.other_team.pk})

    assert refused.status_code == 422
    with tenant(stage.organisation):
        member = Membership.objects.get(person=stage.reader)
        assert (member.team, member.way) == (stage.other_team, "invited")
        assert waiting("teams.late_yes") == []
    assert browser.get(address).status_code == 302


def test_no_place_this_time_ends_the_question(stage: Cast, asked: Offer, sign_in: Any) -> None:
    """C5: who hears that there is no place is thanked, and nobody is asked again."""
    with tenant(stage.organisation):
        says_yes(stage, asked)

    sign_in(stage.integrator).post(stage.path(f"offers/{asked.pk}/join/"), {"none": "1"})

    with tenant(stage.organisation):
        assert waiting("teams.late_yes") == []
        assert not Membership.objects.filter(person=stage.reader).exists()
    page = text(sign_in(stage.reader).get(stage.path(f"calls/{stage.call.pk}/")))
    assert "there is no place for you this time. Thank you for offering" in page


def test_only_the_integration_team_reads_a_late_offer(
    stage: Cast, asked: Offer, sign_in: Any
) -> None:
    """R5: neither coach nor sponsor nor home leader reads the words of an offer."""
    with tenant(stage.organisation):
        says_yes(stage, asked)
    address = stage.path(f"offers/{asked.pk}/join/")

    people = (stage.coach, stage.sponsor, stage.leader_member, stage.representative)
    assert {sign_in(person).get(address).status_code for person in people} == {403}
    assert "Rana" not in text(sign_in(stage.sponsor).get(stage.path(f"calls/{stage.call.pk}/")))


def test_nobody_in_a_team_is_left_unplaced(cast: Cast) -> None:
    offer = Offer.objects.get(person=cast.member)

    with pytest.raises(ValidationError, match="in a team by now"):
        offer_leave_unplaced(offer=offer, by=cast.integrator)


def test_a_hand_from_before_is_not_late(stage: Cast, asked: Offer) -> None:
    """Whoever was not placed has heard it at the confirmation."""
    with tenant(stage.organisation):
        move_to(stage.cycle, Cycle.Phase.CALLING)
        stage.call.cycle, stage.call.deadline = stage.cycle, timezone.localdate()
        stage.call.save()
        put_up(stage.call, stage.facilitator, stage.areas[0]).acceptances.update(at=BEFORE)
        move_to(stage.cycle, Cycle.Phase.RUNNING)

        assert waiting("teams.late_yes") == []


def test_whoever_left_and_says_yes_anew_is_told_again(stage: Cast, asked: Offer) -> None:
    """D7: to come back takes a new yes, and that yes is heard."""
    with tenant(stage.organisation):
        says_yes(stage, asked)
        seat = member_join(offer=asked, team=stage.team, by=stage.integrator)
        member_leave(membership=seat, by=stage.reader)
        person_name(call=stage.call, person=stage.reader, way="invited", by=stage.integrator)

        says_yes(stage, asked)

        assert [person for person, _title in waiting("teams.late_yes")] == [stage.integrator.pk]


@pytest.mark.parametrize("late", [1, 3])
def test_late_yeses_are_found_in_six_queries(
    cast: Cast, late: int, django_assert_num_queries: Any
) -> None:
    TeamConfirmation.objects.create(team=cast.team, by=cast.integrator)
    for person in (cast.reader, cast.coach, cast.sponsor)[:late]:
        offer = person_name(call=cast.call, person=person, way="invited", by=cast.integrator)
        offer_accept(offer=offer, by=person, first_choice=cast.areas[0], hours=Decimal(2))

    with django_assert_num_queries(6):  # offers; people, calls, cycles, themes, choices
        assert len(waiting("teams.late_yes")) == late


def test_the_mails_link_in_review_says_that_the_question_ended(
    stage: Cast, asked: Offer, client: Any
) -> None:
    """C5: a link out of an old mail does not ask what nobody can answer any more."""
    with tenant(stage.organisation):
        move_to(stage.cycle, Cycle.Phase.REVIEWING)
        until = timezone.now() + timedelta(days=5)
        signed = token(INVITATION, person=stage.reader, row=asked, until=until)

    page = text(client.get(f"/a/invitation/{signed}/"))

    assert "This question has ended" in page
    assert "You are not part of" not in page


def test_declining_is_one_step_on_the_call(stage: Cast, asked: Offer, sign_in: Any) -> None:
    """C5: no without a reason, from the page of the call."""
    page = text(sign_in(stage.reader).get(stage.path(f"calls/{stage.call.pk}/")))

    assert f'action="{stage.path(f"offers/{asked.pk}/decline/")}"' in page


def test_members_are_asked_who_speaks(cast: Cast) -> None:
    """D4: as long as nobody speaks for a team its members are asked; then nobody is."""
    assert waiting("teams.voice") == []

    member_leave(membership=Membership.objects.get(speaks=True, team=cast.team), by=cast.integrator)

    people = {cast.member.pk, cast.leader_member.pk, cast.waiting_member.pk}
    assert {person for person, _title in waiting("teams.voice")} == people
