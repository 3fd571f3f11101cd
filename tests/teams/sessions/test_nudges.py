"""What sessions ask: members come to both, hosts say who was there."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from core.tenancy import tenant
from nudges.mail.outbox import sweep
from nudges.models import Occasion
from nudges.registry import nudges, open_rows
from nudges.tasks import hand_over
from orgs.models import Person
from teams.models import Session
from teams.sessions.actions import attendance_mark, seat_give_back, seat_take, session_plan
from tests.cast import Cast
from tests.sink import Sink
from themes.models import Cycle, StrategicFocus

Kind = Session.Kind


def plan(cast: Cast, kind: str = Kind.CONTEXT, days: float = 2, **fields: Any) -> Session:
    given = {
        "cycle": cast.cycle,
        "starts_at": timezone.now() + timedelta(days=days),
        "host": cast.leader_member,
        "by": cast.integrator,
        **fields,
    }
    return session_plan(kind=kind, **given)


def asked(kind: str, person: Person | None = None, now: datetime | None = None) -> set[int]:
    rows = open_rows(nudges[f"teams.{kind}"], now or timezone.now(), person)
    return {row.person_id for row in rows}


def test_members_are_asked_to_come_until_they_do(cast: Cast) -> None:
    """F1: a member sees that a session is theirs; a seat or having been there settles it."""
    session = plan(cast)
    everybody = {
        cast.member.pk,
        cast.representative.pk,
        cast.waiting_member.pk,
        cast.other_member.pk,
    }

    assert asked("take_a_seat") == everybody  # the host comes anyway

    seat_take(session=session, by=cast.member)
    attendance_mark(session=plan(cast, days=-9), people=[cast.representative], by=cast.integrator)
    assert asked("take_a_seat") == {cast.waiting_member.pk, cast.other_member.pk}
    assert asked("take_a_seat", cast.member) == set()
    seat_give_back(session=session, by=cast.member)
    assert asked("take_a_seat", cast.member) == {cast.member.pk}


def test_next_session_with_a_free_seat_is_offered(cast: Cast) -> None:
    """F1: nobody is led to a session that is full."""
    first, second = plan(cast, days=1, capacity=1), plan(cast, days=3)
    seat_take(session=first, by=cast.representative)

    rows = open_rows(nudges["teams.take_a_seat"], timezone.now(), cast.member)

    assert [row.about for row in rows] == [f"teams.session:{second.pk}"]


def test_session_that_began_or_a_closed_cycle_asks_nobody_to_come(cast: Cast) -> None:
    session = plan(cast)
    assert asked("take_a_seat", now=session.starts_at + timedelta(minutes=1)) == set()
    Cycle.objects.update(phase=Cycle.Phase.CLOSED)
    assert asked("take_a_seat") == set()


def test_host_is_asked_who_was_there(cast: Cast, clock: time_machine.Traveller) -> None:
    """F1: from an hour after the session began until it is said, if only that nobody came."""
    session = plan(cast)
    over = session.starts_at + timedelta(hours=1)

    assert asked("mark_attendance", now=over - timedelta(minutes=1)) == set()
    assert asked("mark_attendance", now=over) == {cast.leader_member.pk}
    assert asked("mark_attendance", cast.member, over) == set()
    clock.move_to(over)
    attendance_mark(session=session, people=[], by=cast.leader_member)
    assert asked("mark_attendance", now=over) == set()


@pytest.mark.parametrize("focus", [True, False])
def test_one_page_focus_is_attached_to_the_context(cast: Cast, focus: bool) -> None:
    """F2, B3: the request to come to the context carries the one-page focus, if it is written."""
    if not focus:
        StrategicFocus.objects.all().delete()
    plan(cast)

    [row] = open_rows(nudges["teams.take_a_seat"], timezone.now(), cast.member)

    address = cast.path(f"themes/{cast.theme.pk}/focus/print/")
    assert row.read == ([("The strategic focus on one page", address)] if focus else [])


def test_mail_carries_the_one_page_focus(
    stage: Cast, sink: Sink, settings: Any, clock: time_machine.Traveller
) -> None:
    """F2: in the mail, in both of its forms, as a whole address."""
    with tenant(stage.organisation):
        plan(stage)
        sweep(timezone.now())
        Occasion.objects.exclude(kind="teams.take_a_seat").delete()
    clock.shift(timedelta(hours=20))
    hand_over()

    [mail] = sink.to(stage.member.email)
    address = f"{settings.BASE_URL}{stage.path(f'themes/{stage.theme.pk}/focus/print/')}"
    text, html = (part.get_content() for part in mail.iter_parts())
    assert f"The strategic focus on one page: {address}" in text
    assert f'href="{address}"' in html


def test_more_members_take_the_same_statements(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    """T2: one set-based question, for one member or for many."""
    plan(cast)

    def statements() -> int:
        with django_assert_max_num_queries(8) as found:
            open_rows(nudges["teams.take_a_seat"], timezone.now())
        return len(found.captured_queries)

    all_of_them = statements()
    cast.team.memberships.exclude(person=cast.member).update(left_on=timezone.localdate())
    assert statements() == all_of_them
