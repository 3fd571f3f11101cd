"""Sessions prepare the members of a cycle; who missed one is seen before the workshop."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from orgs.models import Person
from teams.actions.sessions import attendance_mark, session_plan
from teams.models import Attendance, Session
from teams.prepared import missing_sessions
from tests.cast import Cast
from themes.models import Cycle

Kind = Session.Kind
MONDAY = datetime(2026, 4, 6, 10, 0, tzinfo=ZoneInfo("Europe/Istanbul"))


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
