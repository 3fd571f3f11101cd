"""Nobody is in a team without their own yes: whatever is done, by whomever, in whatever order."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.tenancy import check_now
from orgs.models import Person
from orgs.people.actions import person_deactivate, person_reactivate
from orgs.roster.actions import roster_import
from reviews.continuations.actions import continuation_answer
from reviews.next_cycle.actions import members_carry
from reviews.review.actions import review_open
from teams.coaches.actions import coach_assign
from teams.forming.actions import offer_place, teams_confirm, teams_make
from teams.members.actions import (
    member_join,
    member_leave,
    offer_leave_unplaced,
    representative_choose,
)
from teams.models import Acceptance, Call, Membership, Offer, Team
from teams.offers.actions import (
    offer_accept,
    offer_carry,
    offer_decline,
    offer_make,
    offer_save_draft,
    offer_withdraw,
    person_name,
)
from tests.cast import Cast
from tests.teams.calling import next_call
from themes.cycles import phases
from themes.theme.actions import role_give

STATES = [Offer.State.DRAFT, Offer.State.DECLINED, Offer.State.WITHDRAWN, Offer.State.OPEN]
ROSTER = "employee_number,given_name,family_name,email,division,level,manager_email,active\n"


@dataclass
class World:
    """The cast, and who has said yes to which call with their own mouth."""

    cast: Cast
    calls: list[Call]
    yes: set[tuple[int, int]] = field(default_factory=set)
    draw: Callable[[int], int] = lambda most: 0

    def person(self) -> Person:
        people = list(Person.objects.order_by("pk"))
        return people[self.draw(len(people))]

    def one(self, rows: Any) -> Any:
        """Any of these rows; none ends the deed."""
        found = list(rows.order_by("pk"))
        if not found:
            raise ValidationError("There is none.")
        return found[self.draw(len(found))]

    def call(self) -> Call:
        return Call.objects.select_related("cycle__theme").get(
            pk=self.calls[self.draw(len(self.calls))].pk
        )

    def offer(self) -> Offer:
        return self.one(Offer.objects.select_related("person", "call__cycle"))

    def team(self) -> Team:
        return self.one(Team.objects.select_related("cycle__theme"))

    def membership(self) -> Membership:
        return self.one(Membership.objects.select_related("team__cycle", "person"))

    def words(self) -> dict[str, Any]:
        area = self.cast.areas[self.draw(len(self.cast.areas))]
        return {"first_choice": area, "motivation": "Why not.", "hours": Decimal(3)}

    def said(self, person: Person, call_id: int) -> None:
        self.yes.add((person.pk, call_id))


def make(world: World) -> None:
    call, person = world.call(), world.person()
    offer_make(call=call, by=person, **world.words())
    world.said(person, call.pk)


def accept(world: World) -> None:
    offer, person = world.offer(), world.person()
    offer_accept(offer=offer, by=person, **world.words())
    world.said(person, offer.call_id)


def carry(world: World) -> None:
    call, person, by = world.call(), world.person(), world.person()
    offer_carry(
        call=call,
        person=person,
        by=by,
        way="volunteered",
        hours=Decimal(2),
        focus_area=world.cast.areas[0],
    )
    world.said(by, call.pk)


def answer(world: World) -> None:
    membership, by = world.membership(), world.person()
    continuation_answer(membership=membership, by=by, answer="as_now")
    world.said(by, world.calls[-1].pk)


def draft(world: World) -> None:
    offer_save_draft(call=world.call(), by=world.person(), **world.words())


def decline(world: World) -> None:
    offer_decline(offer=world.offer(), by=world.person())


def withdraw(world: World) -> None:
    offer_withdraw(offer=world.offer(), by=world.person())


def name(world: World) -> None:
    way = ("invited", "nominated")[world.draw(2)]
    person_name(call=world.call(), person=world.person(), way=way, by=world.person())


def place(world: World) -> None:
    offer = world.offer()
    offer_place(offer=offer, team=world.team(), seen=offer.placed_in_id, by=world.person())


def areas(world: World) -> None:
    teams_make(cycle=world.call().cycle, by=world.person())


def form(world: World) -> None:
    phases.take(world.call().cycle, "form", by=world.person(), note="Now.")


def confirm(world: World) -> None:
    cycle = world.call().cycle
    notes = {team.pk: "All the same." for team in cycle.teams.all()}
    teams_confirm(cycle=cycle, by=world.person(), notes=notes)


def join(world: World) -> None:
    member_join(offer=world.offer(), team=world.team(), by=world.person())


def unplace(world: World) -> None:
    offer_leave_unplaced(offer=world.offer(), by=world.person())


def leave(world: World) -> None:
    member_leave(membership=world.membership(), by=world.person())


def speak(world: World) -> None:
    representative_choose(membership=world.membership(), by=world.person())


def review(world: World) -> None:
    now = timezone.now()
    review_open(
        cycle=world.cast.cycle,
        by=world.person(),
        starts_at=now,
        note="Early.",
        answers_until=timezone.localdate() + timedelta(days=7),
    )


def carry_all(world: World) -> None:
    members_carry(cycle=world.cast.cycle, by=world.person())


def coach(world: World) -> None:
    coach_assign(team=world.team(), coach=world.person(), by=world.person(), all_the_same=True)


def role(world: World) -> None:
    kind = ("integration", "facilitator")[world.draw(2)]
    role_give(theme=world.cast.theme, person=world.person(), kind=kind, by=world.person())


def deactivate(world: World) -> None:
    person_deactivate(person=world.person(), by=world.cast.administrator)


def reactivate(world: World) -> None:
    person_reactivate(person=world.person(), by=world.cast.administrator)


def roster(world: World) -> None:
    one, leader = world.person(), world.person()
    active = ("true", "false")[world.draw(2)]
    row = f"N1,{one.given_name},{one.family_name},{one.email},Sales,manager,{leader.email},{active}"
    roster_import(text=f"{ROSTER}{row}\n", by=world.cast.administrator)


def forge_member(world: World) -> None:
    """A row by hand, with somebody's yes or with none."""
    team, acceptances = world.team(), list(Acceptance.objects.order_by("pk"))
    acceptance = acceptances[world.draw(len(acceptances))].pk if world.draw(3) else 999_999
    Membership.objects.create(
        team=team,
        person=world.person(),
        acceptance_id=acceptance,
        way="volunteered",
        joined_on=timezone.localdate(),
    )


def forge_offer(world: World) -> None:
    state = STATES[world.draw(len(STATES))]
    Offer.objects.filter(pk=world.offer().pk).update(state=state, placed_in=world.team())


def forge_yes(world: World) -> None:
    """Another's yes becomes mine, or an offer changes hands."""
    model = (Acceptance, Offer, Membership)[world.draw(3)]
    row = world.one(model.objects)
    table, person = model._meta.db_table, world.person().pk
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET person_id = %s WHERE id = %s", [person, row.pk])


def forge_no_yes(world: World) -> None:
    with connection.cursor() as cursor:
        table, row = Acceptance._meta.db_table, world.one(Acceptance.objects)
        cursor.execute(f"DELETE FROM {table} WHERE id = %s", [row.pk])


DEEDS = [
    make,
    accept,
    carry,
    answer,
    draft,
    decline,
    withdraw,
    name,
    place,
    areas,
    form,
    confirm,
    join,
    unplace,
    leave,
    speak,
    review,
    carry_all,
    coach,
    role,
    deactivate,
    reactivate,
    roster,
    forge_member,
    forge_offer,
    forge_yes,
    forge_no_yes,
]
# The way to a team takes several steps in a row: a run that never gets there proves little.
LIKELY = [*DEEDS, make, name, accept, place, place, areas, form, confirm, join]


TURNS = st.lists(st.integers(0, 11), min_size=6, max_size=6)
STEPS = st.lists(st.tuples(st.sampled_from(LIKELY), TURNS), min_size=10, max_size=30)


def holds(world: World) -> None:
    """Each yes was said by its own person, and each membership stands on one."""
    said = Acceptance.objects.values_list("person_id", "offer__call_id")
    assert set(said) <= world.yes
    for member in Membership.objects.select_related("acceptance__offer"):
        yes = member.acceptance
        assert yes.person_id == yes.offer.person_id == member.person_id
    placed = Offer.objects.exclude(placed_in=None)
    assert set(placed.values_list("state", flat=True)) <= {Offer.State.ACCEPTED}
    without_yes = [Offer.State.DRAFT, Offer.State.OPEN, Offer.State.DECLINED]
    inside = Membership.objects.filter(left_on=None)
    assert not inside.filter(acceptance__offer__state__in=without_yes).exists()


def do(world: World, deed: Callable[[World], None]) -> bool:
    """Do it whole or not at all, and say whether it was done."""
    before = set(world.yes)
    try:
        with transaction.atomic():
            deed(world)
            check_now()
    except (ValidationError, DatabaseError):
        world.yes = before
        return False
    return True


def begin(cast: Cast) -> World:
    world = World(cast, [cast.call, next_call(cast)])
    world.yes = set(Offer.objects.filter(state="accepted").values_list("person_id", "call_id"))
    return world


@settings(
    max_examples=settings().max_examples // 5,  # each is a whole story
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_nobody_is_in_a_team_without_their_own_yes(cast: Cast, data: st.DataObject) -> None:
    """C4, C5, D7: any deeds by anybody in any order, rows forged by hand among them."""
    with transaction.atomic():
        world = begin(cast)
        for deed, numbers in data.draw(STEPS):
            turns = iter(numbers)
            world.draw = lambda most, turns=turns: next(turns, 0) % max(most, 1)  # type: ignore[misc]
            do(world, deed)
            holds(world)
        transaction.set_rollback(True)


def test_the_deeds_do_make_members(cast: Cast) -> None:
    """The property above is about something: these very deeds bring people into a team."""
    world = begin(cast)
    world.call = lambda: Call.objects.select_related("cycle__theme").get(pk=world.calls[1].pk)  # type: ignore[method-assign]
    world.person = lambda: cast.reader  # type: ignore[method-assign]
    world.offer = lambda: Offer.objects.select_related("call__cycle").get(person=cast.reader)  # type: ignore[method-assign]
    teams = Team.objects.select_related("cycle").filter(cycle=world.calls[1].cycle)
    world.team = lambda: teams.first()  # type: ignore[method-assign]

    done = [do(world, deed) for deed in (make, areas, form, place, drop_empty, confirm)]

    assert all(done)
    assert Membership.objects.get(person=cast.reader).acceptance.person == cast.reader
    holds(world)


def drop_empty(world: World) -> None:
    Team.objects.filter(cycle=world.calls[1].cycle, placed=None).delete()
