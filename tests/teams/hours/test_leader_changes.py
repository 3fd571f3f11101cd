"""Hours follow the roster: a new leader is asked, whoever changed the roster and however."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from core.tenancy import tenant
from nudges.mail.outbox import sweep
from nudges.registry import nudges
from nudges.tasks import chores
from orgs.models import Person
from orgs.people.actions import person_deactivate, person_edit, person_reactivate
from orgs.roster.actions import roster_import
from teams.hours.actions import hours_answer, hours_commit
from teams.hours.leader_changes import hours_follow_roster
from teams.hours.totals import given_by, hours_of, not_agreed
from teams.models import Commitment, CommitmentChange
from tests.cast import Cast, join
from tests.teams.hours.test_pages import text
from tests.teams.hours.test_totals import join_cycle
from themes.models import Cycle

State = Commitment.State


def of(person: Person) -> Commitment:
    row: Commitment = Commitment.objects.get(membership__person=person, membership__left_on=None)
    return row


def follow() -> int:
    return hours_follow_roster(timezone.now())


def lead(cast: Cast, person: Person, leader: Person | None) -> None:
    person_edit(person=person, by=cast.administrator, leader=leader)


def steps(person: Person) -> list[tuple[str, str, str]]:
    rows = of(person).changes.select_related("by")
    return [(row.left, row.entered, str(row.by or "the roster")) for row in rows]


def answer(person: Person, kind: str, **fields: Any) -> None:
    commitment = of(person)
    leader = commitment.person.leader
    assert leader is not None
    hours_answer(
        commitment=commitment,
        leader=leader,
        answer=kind,
        reason=fields.pop("reason", "Launch"),
        **fields,
    )


def test_history_tells_every_step_with_who_and_hours(cast: Cast) -> None:
    """E4: proposed, committed, leader informed, changed: who, when, from, to, how many hours."""
    Commitment.objects.filter(membership__person=cast.member).update(
        state=State.PROPOSED, agreed_hours=None, leader=None
    )
    CommitmentChange.objects.all().delete()

    hours_commit(commitment=of(cast.member), hours=Decimal(5), by=cast.member)
    answer(cast.member, "other", hours=Decimal(3))

    assert steps(cast.member) == [
        ("proposed", "committed", "Emre Sahin"),
        ("committed", "asked", "Emre Sahin"),
        ("asked", "changed", "Burak Dogan"),
    ]
    rows = list(of(cast.member).changes.all())
    assert [(row.hours, row.agreed_hours) for row in rows] == [
        (Decimal(5), None),
        (Decimal(5), None),
        (Decimal(5), Decimal(3)),
    ]
    assert {row.at for row in rows} == {timezone.now()}
    assert str(rows[1]) == "committed → leader informed"
    assert [row.what for row in rows] == [
        "5 h a week committed",
        "Burak Dogan informed and asked about 5 h a week",
        "3 h a week agreed instead of 5 h",
    ]


def test_states_have_the_names_of_the_method() -> None:
    """E4."""
    assert [str(label) for label in State.labels] == [
        "proposed",
        "committed",
        "leader informed",
        "agreed",
        "changed",
        "declined",
    ]


def test_open_request_goes_to_the_new_leader_with_a_new_link(stage: Cast, client: Client) -> None:
    """E2, E4: by hand: the new leader is asked anew and mailed; the old link says who decides."""
    with tenant(stage.organisation):
        sweep(timezone.now())
        (before,) = nudges["teams.decide_hours"].rows(timezone.now(), stage.home_leader)
        lead(stage, stage.waiting_member, stage.leader_member)

        assert follow() == 1
        assert follow() == 0

        row = of(stage.waiting_member)
        assert (row.state, row.leader, row.requests, row.asked_at) == (
            State.ASKED,
            stage.leader_member,
            1,
            timezone.now(),
        )
        (after,) = nudges["teams.decide_hours"].rows(timezone.now(), stage.leader_member)
        assert sweep(timezone.now()) >= 1
        assert stage.leader_member.occasions.filter(kind="teams.decide_hours").count() == 1
        assert steps(stage.waiting_member)[-1] == ("asked", "asked", "the roster")

    old, new = text(client.get(before.mail_url)), text(client.get(after.mail_url))
    assert "Deniz Aydin is led by Jurgen Weiss now" in old
    assert "Agree to 5 h a week for Deniz Aydin?" in new


def test_roster_file_with_another_leader_asks_them(cast: Cast) -> None:
    """E4: a change by roster import asks as one by hand does."""
    lines = ["email,given_name,family_name,division,level,manager_email"]
    lines += [
        f"{p.email},{p.given_name},{p.family_name},{p.division},{p.level},{cast.leader_member.email}"
        for p in (cast.waiting_member, cast.member)
    ]
    report = roster_import(text="\n".join(lines), by=cast.administrator)
    assert report.problems == []

    for chore in chores:
        chore.do(timezone.now())

    assert [(of(p).state, of(p).leader) for p in (cast.waiting_member, cast.member)] == [
        (State.ASKED, cast.leader_member),
        (State.ASKED, cast.leader_member),
    ]


def test_agreed_hours_stand_while_the_new_leader_looks(cast: Cast) -> None:
    """E4: nobody's agreed hours fall away because the roster changed."""
    before = hours_of([cast.team])[cast.team.pk]
    lead(cast, cast.member, cast.leader_member)
    follow()

    row = of(cast.member)
    assert (row.state, row.looked_at, row.agreed_hours) == (State.ASKED, True, Decimal(4))
    assert hours_of([cast.team])[cast.team.pk] == before
    assert given_by([cast.member], date(2026, 5, 20))[cast.member.pk].agreed == 4
    assert "Emre Sahin" not in [str(m.person) for m in not_agreed(cast.team)]

    answer(cast.member, "agree")
    assert (of(cast.member).state, of(cast.member).agreed_hours) == (State.AGREED, Decimal(4))


def test_changed_hours_are_looked_at_as_they_stand(cast: Cast) -> None:
    answer(cast.waiting_member, "other", hours=Decimal(3))
    lead(cast, cast.waiting_member, cast.leader_member)
    follow()

    row = of(cast.waiting_member)
    assert (row.hours, row.agreed_hours, row.leader) == (Decimal(3), Decimal(3), cast.leader_member)


def test_new_leader_may_say_not_now_to_hours_that_stood(cast: Cast) -> None:
    """E4: not now ends hours one was asked to look at; more hours asked for leave the old ones."""
    lead(cast, cast.member, cast.leader_member)
    follow()
    answer(cast.member, "not_now")

    assert (of(cast.member).state, of(cast.member).agreed_hours) == (State.DECLINED, None)


def test_member_cannot_confirm_past_the_new_leader(cast: Cast) -> None:
    """E4: saying the same hours again does not spare the new leader's look."""
    lead(cast, cast.member, cast.leader_member)
    follow()
    hours_commit(commitment=of(cast.member), hours=Decimal(4), by=cast.member)

    row = of(cast.member)
    assert (row.state, row.leader, row.agreed_hours) == (
        State.ASKED,
        cast.leader_member,
        Decimal(4),
    )


def test_not_now_of_a_former_leader_asks_the_member_again(cast: Cast) -> None:
    """E4: another leader may have room; the member says first whether they still want to."""
    answer(cast.waiting_member, "not_now")
    assert follow() == 0
    lead(cast, cast.waiting_member, cast.leader_member)
    follow()

    assert of(cast.waiting_member).state == State.PROPOSED
    (due,) = nudges["teams.commit_hours"].rows(timezone.now(), cast.waiting_member)
    assert due.title == "You give 5\u00a0h a week. Is that still right?"


def test_request_waits_when_the_leader_has_left_and_an_administrator_is_asked(cast: Cast) -> None:
    """E4, U3: nobody who is not there is asked; a named one is asked at once."""
    person_deactivate(person=cast.home_leader, by=cast.administrator)
    follow()

    row = of(cast.waiting_member)
    assert (row.state, row.leader, row.agreed_hours) == (State.COMMITTED, None, None)
    assert of(cast.member).state == State.AGREED
    assert list(nudges["teams.decide_hours"].rows(timezone.now(), None)) == []
    (due,) = nudges["teams.name_leader"].rows(timezone.now(), cast.administrator)
    assert due.title == "Who leads Deniz Aydin now? Burak Dogan has left."
    assert list(nudges["teams.name_leader"].rows(timezone.now(), cast.integrator)) == []

    lead(cast, cast.waiting_member, cast.leader_member)
    follow()
    assert of(cast.waiting_member).leader == cast.leader_member
    assert list(nudges["teams.name_leader"].rows(timezone.now(), cast.administrator)) == []


def test_leader_who_comes_back_is_asked_again(cast: Cast) -> None:
    person_deactivate(person=cast.home_leader, by=cast.administrator)
    follow()
    person_reactivate(person=cast.home_leader, by=cast.administrator)
    follow()

    assert (of(cast.waiting_member).state, of(cast.waiting_member).leader) == (
        State.ASKED,
        cast.home_leader,
    )


def test_hours_without_a_home_leader_are_committed_only(cast: Cast) -> None:
    """E4: a hole in the roster is no agreement."""
    lead(cast, cast.waiting_member, None)
    follow()

    assert of(cast.waiting_member).state == State.COMMITTED
    (due,) = nudges["teams.name_leader"].rows(timezone.now(), cast.administrator)
    assert due.title == "Who leads Deniz Aydin? The roster names nobody."
    assert "Deniz Aydin" in [str(m.person) for m in not_agreed(cast.team)]


def test_at_the_top_one_s_own_yes_is_enough(cast: Cast) -> None:
    """E4: who leads others and is led by nobody has nobody to ask, until somebody leads them."""
    join(cast, cast.sponsor, cast.other_team, "2")
    Commitment.objects.filter(membership__person=cast.sponsor).update(
        state=State.PROPOSED, agreed_hours=None, leader=None
    )
    hours_commit(commitment=of(cast.sponsor), hours=Decimal(3), by=cast.sponsor)
    assert (of(cast.sponsor).state, of(cast.sponsor).unled) == (State.AGREED, True)
    assert follow() == 0

    chief = join_leader(cast)
    lead(cast, cast.sponsor, chief)
    follow()
    assert (of(cast.sponsor).leader, of(cast.sponsor).looked_at) == (chief, True)


def join_leader(cast: Cast) -> Person:
    chief: Person = Person.objects.create(
        given_name="Cem",
        family_name="Chief",
        email="cem@lodos.example",
        division=cast.divisions["IT"],
        level=cast.levels["executive"],
    )
    return chief


def test_request_to_who_is_now_at_the_top_ends_in_their_own_yes(cast: Cast) -> None:
    lead(cast, cast.waiting_member, None)
    lead(cast, cast.reader, cast.waiting_member)
    follow()

    row = of(cast.waiting_member)
    assert (row.state, row.agreed_hours, row.unled) == (State.AGREED, Decimal(5), True)
    assert steps(cast.waiting_member)[-2:] == [
        ("asked", "committed", "the roster"),
        ("committed", "agreed", "the roster"),
    ]


def test_leader_in_the_same_team_is_asked_like_any_other(cast: Cast) -> None:
    """E2, E8: a teammate who leads a member decides as their leader, and reads as their leader."""
    lead(cast, cast.waiting_member, cast.leader_member)
    follow()

    assert of(cast.waiting_member).state == State.ASKED
    answer(cast.waiting_member, "agree")
    assert of(cast.waiting_member).leader == cast.leader_member


def test_new_cycle_asks_again(cast: Cast) -> None:
    """E4, O3: hours of the next cycle are proposed anew; those of this one stay as they are."""
    following = Cycle.objects.create(
        theme=cast.theme,
        number=2,
        starts_on=cast.cycle.ends_on + timedelta(days=1),
        ends_on=cast.cycle.ends_on + timedelta(days=91),
        phase=Cycle.Phase.PREPARING,
    )
    new = join_cycle(cast, cast.member, "4", following, cast.areas[0])
    Commitment.objects.filter(pk=new.pk).update(state="proposed", agreed_hours=None, leader=None)
    new.refresh_from_db()

    hours_commit(commitment=new, hours=Decimal(4), by=cast.member)

    new.refresh_from_db()
    assert (new.state, new.agreed_hours) == (State.ASKED, None)
    assert Commitment.objects.get(
        membership__team=cast.team, membership__person=cast.member
    ).settled


@pytest.mark.parametrize("ended", ["left", "closed", "over"])
def test_what_has_ended_asks_nobody(cast: Cast, ended: str) -> None:
    lead(cast, cast.waiting_member, cast.leader_member)
    if ended == "left":
        cast.waiting_member.memberships.update(left_on=date(2026, 5, 19))
    elif ended == "closed":
        Cycle.objects.update(phase=Cycle.Phase.CLOSED)
    else:
        Cycle.objects.update(ends_on=date(2026, 5, 19))

    assert follow() == 0


def test_following_takes_as_many_statements_for_one_as_for_many(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    lead(cast, cast.waiting_member, cast.leader_member)
    with django_assert_num_queries(5):  # a savepoint around read, commitments, history
        assert follow() == 1
    for person in (cast.waiting_member, cast.member, cast.representative):
        lead(cast, person, cast.integrator)

    with django_assert_num_queries(5):
        assert follow() == 3


def test_new_leader_hears_within_a_working_week_of_being_asked(cast: Cast, clock: Any) -> None:
    """E5: their five working days begin when they are asked, not with the first request."""
    clock.move_to(datetime(2026, 6, 8, 9, 0, tzinfo=timezone.get_current_timezone()))
    lead(cast, cast.waiting_member, cast.leader_member)
    follow()

    (due,) = nudges["teams.decide_hours"].rows(timezone.now(), cast.leader_member)
    assert due.due_at.date() == date(2026, 6, 15)


def test_words_stay_with_the_leader_they_were_written_to(stage: Cast, client: Client) -> None:
    """W6, E8: not on the new leader's pages or mail; "still right" does not send them on either."""
    person, words = stage.waiting_member, "My leader knows about my back."
    with tenant(stage.organisation):
        hours_commit(commitment=of(person), hours=Decimal(5), by=person, words=words)
        lead(stage, person, stage.leader_member)
        follow()
        (asked,) = nudges["teams.decide_hours"].rows(timezone.now(), stage.leader_member)
        assert words not in str(asked)
        answer(person, "not_now")
        lead(stage, person, stage.integrator)
        follow()
        assert (of(person).state, of(person).words_to) == (State.PROPOSED, stage.home_leader)
    assert person.account
    client.force_login(person.account)
    assert words not in text(client.get(stage.path("")))

    page = text(client.get(stage.path(f"commitments/{of_id(stage)}/")))

    assert "You wrote to Burak Dogan: “My leader knows about my back.”" in page
    assert f">{words}</textarea>" not in page


def of_id(stage: Cast) -> int:
    with tenant(stage.organisation):
        return of(stage.waiting_member).pk


def test_words_nobody_was_there_to_read_go_to_the_first_leader(cast: Cast) -> None:
    lead(cast, cast.waiting_member, None)
    hours_commit(
        commitment=of(cast.waiting_member), hours=Decimal(5), by=cast.waiting_member, words="Gladly"
    )
    assert of(cast.waiting_member).words_to is None

    lead(cast, cast.waiting_member, cast.leader_member)
    follow()
    assert of(cast.waiting_member).words_to == cast.leader_member
    lead(cast, cast.waiting_member, cast.integrator)
    follow()
    assert of(cast.waiting_member).words_to == cast.leader_member
