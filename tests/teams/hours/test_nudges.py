"""What the product asks of members and home leaders about hours, agreements and sessions."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from nudges.registry import nudges
from orgs.models import Person
from teams.agreements.actions import agreement_confirm, agreement_save
from teams.hours.actions import hours_answer
from teams.models import Commitment, Session
from teams.sessions.actions import attendance_mark, session_plan
from tests.cast import Cast
from themes.cycles.phases import missing_for
from themes.models import Cycle

ISTANBUL = ZoneInfo("Europe/Istanbul")


@pytest.fixture(autouse=True)
def _zone() -> Any:
    with timezone.override(ISTANBUL):
        yield


def rows(kind: str, person: Person | None = None) -> list[Any]:
    return list(nudges[kind].rows(timezone.now(), person))


def waiting(cast: Cast) -> Commitment:
    row: Commitment = Commitment.objects.get(membership__person=cast.waiting_member)
    return row


def test_leader_is_asked_to_decide_with_a_link_that_acts(cast: Cast) -> None:
    """T1, E2: who, how many hours, for which team, until when; 19 May is a holiday of Türkiye."""
    (due,) = rows("teams.decide_hours", cast.home_leader)

    assert due.title == "Deniz Aydin offers 5\u00a0h a week. Does their week have room?"
    assert due.context == ["Capabilities, until Sun 5 July", "asked 6 days ago"]
    assert due.due_at == datetime(2026, 5, 22, 18, 0, tzinfo=ISTANBUL)
    assert due.url == f"/o/lodos/approvals/#request-{waiting(cast).pk}"
    assert due.mail_url.startswith("/a/hours/")


def test_leader_is_asked_by_the_roster_and_once(cast: Cast, django_assert_num_queries: Any) -> None:
    """T2: what is answered asks nobody; who leads the member today is asked."""
    Person.objects.filter(pk=cast.waiting_member.pk).update(leader=cast.leader_member)

    assert [due.person_id for due in rows("teams.decide_hours")] == [cast.leader_member.pk]
    assert rows("teams.decide_hours", cast.home_leader) == []

    Commitment.objects.update(state="asked", leader=cast.home_leader, asked_at=timezone.now())
    # requests and what else the people give, each with five about people; answers, limit, rules
    with django_assert_num_queries(15):
        assert len(rows("teams.decide_hours")) == 5

    Cycle.objects.update(phase=Cycle.Phase.CLOSED)
    assert rows("teams.decide_hours") == []


def test_each_request_is_an_occasion_of_its_own(cast: Cast) -> None:
    """T3: asked again after "not now", the leader hears of it again."""
    (first,) = rows("teams.decide_hours")
    Commitment.objects.filter(pk=waiting(cast).pk).update(requests=1)
    (second,) = rows("teams.decide_hours")

    assert first.about != second.about


def test_member_with_proposed_hours_is_asked_for_them(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    """T1, O3: hours are asked once in every cycle."""
    Commitment.objects.filter(membership__person=cast.member).update(state="proposed")

    with django_assert_num_queries(6):  # the hours; people, divisions, leaders, two sites
        (due,) = rows("teams.commit_hours")

    assert due.person_id == cast.member.pk
    assert due.title == "You give 4\u00a0h a week. Is that still right?"
    assert rows("teams.commit_hours", cast.representative) == []


def test_still_right_is_one_tap_unless_the_hours_want_a_warning(cast: Cast) -> None:
    """T1, E6: on my work one button says yes; above the limit the warning comes first."""
    Commitment.objects.filter(membership__person=cast.member).update(state="proposed")
    Commitment.objects.filter(membership__person=cast.representative).update(
        state="proposed", hours=9, agreed_hours=None
    )
    panels = nudges["teams.commit_hours"].panels
    assert panels is not None

    found = {
        person.given_name: list(panels(rows("teams.commit_hours", person), person))
        for person in (cast.member, cast.representative)
    }

    assert [len(abouts) for abouts in found.values()] == [1, 0]


def test_member_is_asked_again_on_the_day_the_leader_named(cast: Cast, clock: Any) -> None:
    """E2: "ask again on" comes back to the member, not before that day."""
    hours_answer(
        commitment=waiting(cast),
        leader=cast.home_leader,
        answer="not_now",
        reason="Launch",
        ask_again_on=date(2026, 6, 12),
    )
    assert rows("teams.commit_hours") == []

    clock.move_to(datetime(2026, 6, 12, 8, 0, tzinfo=ISTANBUL))

    (due,) = rows("teams.commit_hours", cast.waiting_member)
    assert due.title.startswith("Your leader wanted to be asked again.")
    assert due.due_at.date() == date(2026, 6, 17)


def test_members_are_asked_to_confirm_the_agreement(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    """H5: everybody who has not said yes to the version that holds now."""
    slot: dict[str, Any] = {"team": cast.team, "weekday": 2, "starts_at": time(14), "minutes": 30}
    agreement = agreement_save(by=cast.representative, **slot)
    agreement_confirm(agreement=agreement, by=cast.member)

    with django_assert_num_queries(1):
        asked = {due.person_id for due in rows("teams.confirm_agreement")}
    assert asked == {cast.leader_member.pk, cast.waiting_member.pk}

    agreement_save(by=cast.coach, **slot, place="Room 5")
    assert len(rows("teams.confirm_agreement")) == 4
    assert len(rows("teams.confirm_agreement", cast.member)) == 1
    assert rows("teams.confirm_agreement", cast.coach) == []


def test_cycle_starts_softly_without_hours_and_sessions(cast: Cast) -> None:
    """E4, F1: who is not agreed and who missed a session is said before the cycle starts."""
    ours = [m for m in missing_for(cast.cycle, "run") if m.url.endswith(("hours/", "sessions/"))]

    assert all(missing.soft for missing in ours)
    assert ours[0].sentence == (
        "Hours are not agreed yet: Deniz Aydin. They or their home leaders can answer."
    )
    assert [missing.sentence.split(":")[0] for missing in ours[1:]] == [
        "Missed OKR 101",
        "Missed Strategic context",
    ]


def test_nothing_is_missing_when_all_are_agreed_and_prepared(cast: Cast) -> None:
    hours_answer(commitment=waiting(cast), leader=cast.home_leader, answer="agree")
    everybody = list(Person.objects.all())
    for kind in Session.Kind:
        session = session_plan(
            cycle=cast.cycle,
            kind=kind,
            starts_at=timezone.now(),
            host=cast.leader_member,
            by=cast.integrator,
        )
        attendance_mark(session=session, people=everybody, by=cast.integrator)

    ours = [m for m in missing_for(cast.cycle, "run") if m.url.endswith(("hours/", "sessions/"))]

    assert ours == []
