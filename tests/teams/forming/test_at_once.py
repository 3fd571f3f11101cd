"""Two people at the same moment, on two connections: nothing is lost and nothing made twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from core.tenancy import tenant
from teams.forming.actions import StaleMoveError, offer_place, teams_confirm, teams_make
from teams.forming.proposal_actions import proposal_take
from teams.models import Acceptance, Call, Membership, Offer, Team
from teams.offers.actions import offer_make, offer_withdraw
from tests.cast import Cast
from tests.teams.calling import move_to, next_call, put_up

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def call(stage: Cast) -> Call:
    with tenant(stage.organisation):
        call = next_call(stage)
        teams_make(cycle=call.cycle, by=stage.integrator)
        put_up(call, stage.reader, stage.areas[0])
    return call


def at_once(stage: Cast, *deeds: Callable[[], Any]) -> list[str]:
    """Do them on connections of their own, begun together; what was refused says its code."""
    start = Barrier(len(deeds))

    def do(deed: Callable[[], Any]) -> str:
        try:
            with tenant(stage.organisation):
                start.wait(timeout=10)
                deed()
        except ValidationError as refused:
            return str(refused.error_list[0].code)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(do, deeds))


def test_two_moves_at_once_lose_none_silently(stage: Cast, call: Call) -> None:
    """D1: one is done, the other hears that the person has moved."""
    with tenant(stage.organisation):
        offer = Offer.objects.get(call=call)
        first, second, _third = Team.objects.filter(cycle=call.cycle)

    def move(team: Team, by: Any) -> Callable[[], Any]:
        return lambda: offer_place(offer=offer, team=team, seen=None, by=by)

    told = at_once(stage, move(first, stage.integrator), move(second, stage.sponsor))

    assert told == ["done", "stale"]


def test_many_moves_by_two_people_follow_each_other(stage: Cast, call: Call) -> None:
    """D1: each move that was done began where the one before it had ended; none was lost."""
    with tenant(stage.organisation):
        offer = Offer.objects.get(call=call)
        teams = list(Team.objects.filter(cycle=call.cycle))
    done: list[tuple[int | None, int]] = []

    def form(by: Any, own: list[Team]) -> Callable[[], Any]:
        def moves() -> None:
            seen = None
            for team in own * 4:
                try:
                    with transaction.atomic():
                        offer_place(offer=offer, team=team, seen=seen, by=by)
                        done.append((seen, team.pk))  # in the order of the lock they hold
                        seen = team.pk
                except StaleMoveError as stale:
                    seen = stale.offer.placed_in_id

        return moves

    told = at_once(stage, form(stage.integrator, teams[:2]), form(stage.sponsor, teams[1:]))

    assert told == ["done", "done"]
    assert len(done) > 1
    assert [seen for seen, _to in done] == [None, *(to for _seen, to in done[:-1])]
    with tenant(stage.organisation):
        assert Offer.objects.get(pk=offer.pk).placed_in_id == done[-1][1]


def test_proposal_taken_over_while_somebody_places_by_hand(stage: Cast, call: Call) -> None:
    """D5: whoever was placed in the meantime stays there and is named; the others are placed."""
    with tenant(stage.organisation):
        put_up(call, stage.coach, stage.areas[0])
        first, second, _third = Team.objects.filter(cycle=call.cycle)
        own = Offer.objects.get(call=call, person=stage.reader)
        places = dict.fromkeys(
            Offer.objects.filter(call=call).values_list("pk", flat=True), first.pk
        )
    taken = []

    told = at_once(
        stage,
        lambda: offer_place(offer=own, team=second, seen=None, by=stage.sponsor),
        lambda: taken.append(proposal_take(cycle=call.cycle, places=places, by=stage.integrator)),
    )

    with tenant(stage.organisation):
        where = Offer.objects.get(pk=own.pk).placed_in
        assert Offer.objects.get(call=call, person=stage.coach).placed_in == first
    by_hand_first = told == ["done", "done"]
    assert where == (second if by_hand_first else first)
    assert [offer.pk for offer in taken[0].skipped] == ([own.pk] if by_hand_first else [])


def test_two_confirmations_at_once_make_members_once(stage: Cast, call: Call) -> None:
    with tenant(stage.organisation):
        first, second, third = Team.objects.filter(cycle=call.cycle)
        Team.objects.filter(pk__in=[second.pk, third.pk]).delete()
        offer_place(offer=Offer.objects.get(call=call), team=first, seen=None, by=stage.integrator)
        move_to(call.cycle, "forming")

    def confirm() -> None:
        notes = {first.pk: "Small."}
        teams_confirm(cycle=call.cycle, by=stage.integrator, notes=notes)

    assert at_once(stage, confirm, confirm) == ["done", "done"]
    with tenant(stage.organisation):
        assert Membership.objects.filter(team=first).count() == 1


def test_stepping_back_while_the_teams_are_confirmed(stage: Cast, call: Call) -> None:
    """C4, C5: either they stepped back in time, or they are a member; never both, never neither."""
    with tenant(stage.organisation):
        put_up(call, stage.coach, stage.areas[0])
        first, second, third = Team.objects.filter(cycle=call.cycle)
        Team.objects.filter(pk__in=[second.pk, third.pk]).delete()
        for offer in Offer.objects.filter(call=call):
            offer_place(offer=offer, team=first, seen=None, by=stage.integrator)
        own = Offer.objects.get(call=call, person=stage.reader)
        move_to(call.cycle, "forming")

    told = at_once(
        stage,
        lambda: offer_withdraw(offer=own, by=stage.reader),
        lambda: teams_confirm(cycle=call.cycle, by=stage.integrator, notes={first.pk: "Small."}),
    )

    with tenant(stage.organisation):
        member = Membership.objects.filter(person=stage.reader, team=first).exists()
        assert Acceptance.objects.filter(offer=own).exists() is member
    assert told == (["done", "member"] if member else ["done", "done"])


def test_a_hand_put_up_twice_at_once_is_one(stage: Cast, call: Call) -> None:
    """A double click makes one offer and one yes."""

    def put() -> None:
        offer_make(
            call=call,
            by=stage.coach,
            first_choice=stage.areas[0],
            motivation="Yes",
            hours=Decimal(4),
        )

    assert at_once(stage, put, put) == ["done", "done"]
    with tenant(stage.organisation):
        assert Acceptance.objects.filter(person=stage.coach).count() == 1
