"""Sessions prepare the members of a cycle; who missed one is seen before the workshop."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from orgs.models import Person
from teams.models import Attendance, Offer, Session
from teams.sessions.actions import attendance_mark, seat_give_back, seat_take, session_plan
from teams.sessions.preparation import context_hosts, missing_sessions, preparation
from tests.cast import Cast
from themes.models import Cycle

Kind = Session.Kind
MONDAY = datetime(2026, 4, 6, 10, 0, tzinfo=ZoneInfo("Europe/Istanbul"))
SOON = MONDAY + timedelta(days=50)  # the clock stands on 20 May


def plan(cast: Cast, kind: str = Kind.OKR_101, **fields: Any) -> Session:
    given = {"cycle": cast.cycle, "starts_at": MONDAY, "host": cast.leader_member, **fields}
    return session_plan(kind=kind, by=given.pop("by", cast.integrator), **given)


def missed(cast: Cast) -> dict[Person, list[Kind]]:
    return dict(missing_sessions(cast.team))


def test_session_is_planned_by_the_integration_team(cast: Cast) -> None:
    """F1: date, host, seats, place and material."""
    row = plan(cast, place="Room 4", capacity=12, material="https://lodos.example/okr")

    assert Session.objects.get() == row
    assert (row.host, row.capacity, row.place) == (cast.leader_member, 12, "Room 4")
    for somebody in (cast.coach, cast.member, cast.sponsor):
        with pytest.raises(ValidationError, match="integration team"):
            plan(cast, by=somebody)


def test_session_is_refused_without_seats_and_in_a_closed_cycle(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        plan(cast, capacity=0)
    with pytest.raises(ValidationError):
        plan(cast, material="not an address")
    Cycle.objects.update(phase=Cycle.Phase.CLOSED)
    cast.cycle.refresh_from_db()
    with pytest.raises(ValidationError, match="closed"):
        plan(cast)

    assert not Session.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.create(
            cycle=cast.cycle, kind=Kind.CONTEXT, starts_at=MONDAY, host=cast.coach, capacity=0
        )


def test_attendance_is_marked_by_host_and_integration_team(cast: Cast) -> None:
    """F1: the host or the integration team says who was there, and can correct it."""
    row = plan(cast)

    attendance_mark(session=row, people=[cast.member, cast.representative], by=cast.leader_member)
    attendance_mark(session=row, people=[cast.member, cast.waiting_member], by=cast.integrator)

    there = set(Attendance.objects.values_list("person__given_name", flat=True))
    assert there == {"Emre", "Deniz"}
    with pytest.raises(ValidationError, match="host of the session"):
        attendance_mark(session=row, people=[], by=cast.member)


def test_missing_sessions_name_person_and_kind(cast: Cast, django_assert_num_queries: Any) -> None:
    """F1: a member without both sessions is shown with what is missing."""
    attendance_mark(
        session=plan(cast), people=[cast.member, cast.representative], by=cast.integrator
    )
    attendance_mark(session=plan(cast, Kind.CONTEXT), people=[cast.member], by=cast.integrator)

    with django_assert_num_queries(2):
        found = missed(cast)

    assert found == {
        cast.representative: [Kind.CONTEXT],
        cast.leader_member: [Kind.OKR_101, Kind.CONTEXT],
        cast.waiting_member: [Kind.OKR_101, Kind.CONTEXT],
    }


def test_somebody_who_left_misses_nothing(cast: Cast) -> None:
    cast.team.memberships.exclude(person=cast.member).update(left_on=MONDAY.date())
    attendance_mark(session=plan(cast), people=[cast.member], by=cast.integrator)
    attendance_mark(session=plan(cast, Kind.CONTEXT), people=[cast.member], by=cast.integrator)

    assert missed(cast) == {}


def test_context_is_hosted_by_a_leader_member(cast: Cast) -> None:
    """F2: nobody else tells the strategic context; the refusal names who can."""
    assert plan(cast, Kind.CONTEXT).host == cast.leader_member
    for somebody in (cast.member, cast.coach, cast.sponsor, cast.home_leader):
        with pytest.raises(ValidationError, match="Jurgen Weiss") as refused:
            plan(cast, Kind.CONTEXT, host=somebody)
        assert list(refused.value.message_dict) == ["host"]

    assert plan(cast, Kind.OKR_101, host=cast.coach).host == cast.coach
    assert Session.objects.filter(kind=Kind.CONTEXT).count() == 1


def test_context_host_before_a_leader_is_a_member(cast: Cast) -> None:
    """F2: until a team has a leader, the leaders placed in one and the sponsor."""
    cast.team.memberships.filter(person=cast.leader_member).update(left_on=MONDAY.date())
    placed = Offer.objects.filter(person=cast.leader_member)
    assert set(context_hosts(cast.cycle)) == {cast.sponsor, cast.leader_member}

    placed.update(placed_in=None)

    assert set(context_hosts(cast.cycle)) == {cast.sponsor}
    assert plan(cast, Kind.CONTEXT, host=cast.sponsor).host == cast.sponsor
    with pytest.raises(ValidationError, match="Nilgun Erdem"):
        plan(cast, Kind.CONTEXT, host=cast.leader_member)


def test_seats_are_as_many_as_the_session_has(cast: Cast) -> None:
    """F1: a full session refuses and says what to do; a seat given back is free again."""
    row = plan(cast, starts_at=SOON, capacity=2)
    for person in (cast.member, cast.coach, cast.member):
        seat_take(session=row, by=person)

    with pytest.raises(ValidationError, match="Choose another session, or ask Jurgen Weiss"):
        seat_take(session=row, by=cast.representative)
    seat_give_back(session=row, by=cast.coach)
    seat_take(session=row, by=cast.representative)

    names = row.seats.values_list("person__given_name", flat=True)
    assert set(names) == {cast.member.given_name, cast.representative.given_name}


def test_seats_are_for_people_of_the_cycle_and_for_what_is_to_come(cast: Cast) -> None:
    """F1: members, coaches and whoever is placed take seats, until the session begins."""
    row = plan(cast, starts_at=SOON)
    Offer.objects.create(
        call=cast.call,
        person=cast.reader,
        way="volunteered",
        state="accepted",
        first_choice=cast.areas[0],
        motivation="Me too.",
        hours=2,
        placed_in=cast.team,
    )

    assert seat_take(session=row, by=cast.reader).person == cast.reader
    with pytest.raises(ValidationError, match="in a team of this cycle"):
        seat_take(session=row, by=cast.home_leader)
    with pytest.raises(ValidationError, match="has begun"):
        seat_take(session=plan(cast), by=cast.member)


def test_fewer_seats_than_are_taken_are_refused(cast: Cast) -> None:
    """F1: nobody loses a seat that was promised."""
    row = plan(cast, starts_at=SOON, capacity=2)
    for person in (cast.member, cast.coach):
        seat_take(session=row, by=person)

    with pytest.raises(ValidationError, match="2 people have a seat already") as refused:
        plan(cast, starts_at=SOON, capacity=1, session=row)

    assert list(refused.value.message_dict) == ["capacity"]
    assert Session.objects.get(pk=row.pk).capacity == 2


def test_preparation_says_what_is_done_and_what_comes(cast: Cast) -> None:
    """F1: a member sees which session they were in, and when theirs is."""
    attendance_mark(session=plan(cast), people=[cast.member], by=cast.integrator)
    first = plan(cast, Kind.CONTEXT, starts_at=SOON)
    later = plan(cast, Kind.CONTEXT, starts_at=SOON + timedelta(days=1))

    def mine() -> list[Any]:
        rows = preparation(cast.member, cast.cycle, timezone.now())
        return [(row.kind, row.been, row.session, row.seated) for row in rows]

    assert mine() == [(Kind.OKR_101, True, None, False), (Kind.CONTEXT, False, first, False)]
    seat_take(session=later, by=cast.member)
    assert mine()[1] == (Kind.CONTEXT, False, later, True)
