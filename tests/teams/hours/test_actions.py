"""Hours are committed by members, answered by home leaders, and never decided twice."""

from datetime import date
from decimal import Decimal
from threading import Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from core.tenancy import tenant
from orgs.models import AuditEvent, Person
from teams.hours.actions import hours_answer, hours_commit
from teams.models import Commitment, LeaderAnswer
from tests.cast import Cast
from themes.models import Cycle

State = Commitment.State
Answer = LeaderAnswer.Answer


def of(person: Person) -> Commitment:
    return Commitment.objects.get(membership__person=person)


def proposed(person: Person) -> Commitment:
    Commitment.objects.filter(membership__person=person).update(
        state=State.PROPOSED, agreed_hours=None, leader=None, asked_at=None
    )
    return of(person)


def facts(person: Person) -> tuple[str, Decimal, Decimal | None]:
    row = of(person)
    return row.state, row.hours, row.agreed_hours


def test_commit_asks_the_home_leader_at_once(cast: Cast) -> None:
    """E4: the leader of the roster is asked in the same transaction, and the deed is recorded."""
    hours_commit(
        commitment=proposed(cast.member), hours=Decimal("4.5"), by=cast.member, words=" Gladly. "
    )

    row = of(cast.member)
    assert (row.state, row.hours, row.agreed_hours, row.words, row.requests) == (
        State.ASKED,
        Decimal("4.5"),
        None,
        "Gladly.",
        1,
    )
    assert row.leader == cast.home_leader
    assert row.asked_at is not None
    event = AuditEvent.objects.get(verb="hours.commit")
    assert event.before == {"state": "proposed", "hours": "4.00", "agreed_hours": None}
    assert event.after == {"state": "asked", "hours": "4.5", "agreed_hours": None}


def test_commit_at_the_top_is_agreed_and_says_so(cast: Cast) -> None:
    """E4: nobody leads the top executive, so nobody is asked."""
    Person.objects.filter(pk=cast.member.pk).update(leader=None)
    Person.objects.filter(pk=cast.reader.pk).update(leader=cast.member)

    row = hours_commit(commitment=proposed(cast.member), hours=Decimal(3), by=cast.member)

    assert (row.state, row.agreed_hours, row.leader, row.unled) == (
        State.AGREED,
        Decimal(3),
        None,
        True,
    )


@pytest.mark.parametrize("left", [True, False])
def test_commit_rests_where_nobody_is_there_to_ask(cast: Cast, left: bool) -> None:
    """E4: the home leader has left, or the roster names none; the member's word is kept."""
    if left:
        Person.objects.filter(pk=cast.home_leader.pk).update(left_on=date(2026, 5, 1))
    else:
        Person.objects.filter(pk=cast.member.pk).update(leader=None)

    row = hours_commit(commitment=proposed(cast.member), hours=Decimal(3), by=cast.member)

    assert (row.state, row.hours, row.leader, row.agreed_hours, row.requests) == (
        State.COMMITTED,
        Decimal(3),
        None,
        None,
        0,
    )


@pytest.mark.parametrize("hours", ["0", "0.2", "40.25", "4.1", "-1", "NaN"])
def test_commit_refuses_hours_out_of_range(cast: Cast, hours: str) -> None:
    """E1: quarter hours from 0.25 to 40, also when no form asks."""
    commitment = proposed(cast.member)

    with pytest.raises(ValidationError):
        hours_commit(commitment=commitment, hours=Decimal(hours), by=cast.member)

    assert facts(cast.member) == (State.PROPOSED, Decimal(4), None)


@pytest.mark.parametrize("hours", ["0.1", "4.3", "41"])
def test_database_refuses_hours_that_are_no_quarters(cast: Cast, hours: str) -> None:
    commitment = of(cast.member)
    commitment.hours, commitment.state = Decimal(hours), State.PROPOSED

    with pytest.raises(IntegrityError), transaction.atomic():
        commitment.save()


def test_commit_is_the_members_own_word(cast: Cast) -> None:
    for somebody in (cast.home_leader, cast.integrator, cast.coach, cast.representative):
        with pytest.raises(ValidationError, match="Only the member"):
            hours_commit(commitment=of(cast.member), hours=Decimal(2), by=somebody)


def test_commit_is_refused_in_a_closed_cycle_and_after_leaving(cast: Cast) -> None:
    commitment = of(cast.member)
    Cycle.objects.filter(pk=cast.cycle.pk).update(phase=Cycle.Phase.CLOSED)
    with pytest.raises(ValidationError, match="closed"):
        hours_commit(commitment=commitment, hours=Decimal(2), by=cast.member)

    Cycle.objects.filter(pk=cast.cycle.pk).update(phase=Cycle.Phase.RUNNING)
    cast.member.memberships.update(left_on=date(2026, 5, 19))
    with pytest.raises(ValidationError, match="no longer in this team"):
        hours_commit(commitment=commitment, hours=Decimal(2), by=cast.member)


def test_more_hours_ask_for_the_difference_only(cast: Cast) -> None:
    """E4: what was agreed stays agreed while more is asked, also when the answer is not now."""
    hours_commit(commitment=of(cast.member), hours=Decimal(6), by=cast.member)

    row = of(cast.member)
    assert (row.state, row.agreed_hours, row.extra) == (State.ASKED, Decimal(4), Decimal(2))

    hours_answer(
        commitment=row, leader=cast.home_leader, answer=Answer.NOT_NOW, reason="The launch."
    )

    assert facts(cast.member) == (State.AGREED, Decimal(4), Decimal(4))


def test_hours_that_are_agreed_already_ask_nobody(cast: Cast) -> None:
    """T2: "still right" is not a request, and going back to it takes the request back."""
    hours_commit(commitment=of(cast.member), hours=Decimal(6), by=cast.member)
    hours_commit(commitment=of(cast.member), hours=Decimal(4), by=cast.member)

    assert facts(cast.member) == (State.AGREED, Decimal(4), Decimal(4))


@pytest.mark.parametrize(
    ("answer", "hours", "expected"),
    [
        (Answer.AGREE, None, (State.AGREED, Decimal(5), Decimal(5))),
        (Answer.OTHER, Decimal(3), (State.CHANGED, Decimal(5), Decimal(3))),
        (Answer.OTHER, Decimal(5), (State.AGREED, Decimal(5), Decimal(5))),
        (Answer.NOT_NOW, None, (State.DECLINED, Decimal(5), None)),
    ],
)
def test_answer_moves_the_commitment(
    cast: Cast, answer: str, hours: Decimal | None, expected: tuple[Any, ...]
) -> None:
    """E2: agree, agree with other hours, not now; each is kept as a row."""
    hours_answer(
        commitment=of(cast.waiting_member),
        leader=cast.home_leader,
        answer=answer,
        hours=hours,
        reason="The cooling launch.",
        covered="The Friday report",
    )

    assert facts(cast.waiting_member) == expected
    given = LeaderAnswer.objects.get()
    assert (given.leader, given.hours_asked, given.covered, given.via) == (
        cast.home_leader,
        Decimal(5),
        "The Friday report",
        "screen",
    )
    event = AuditEvent.objects.get(verb="hours.answer")
    assert "launch" not in str(event.before) + str(event.after)


def test_not_now_needs_a_reason_and_a_later_day(cast: Cast) -> None:
    """E2: not now comes with a reason, and may say when to ask again."""
    commitment = of(cast.waiting_member)
    not_now: dict[str, Any] = {
        "commitment": commitment,
        "leader": cast.home_leader,
        "answer": Answer.NOT_NOW,
    }

    with pytest.raises(ValidationError, match="Deniz offered time and deserves a reason"):
        hours_answer(**not_now, reason="  ")
    with pytest.raises(ValidationError, match="lies after today"):
        hours_answer(**not_now, reason="Launch", ask_again_on=date(2026, 5, 20))
    given = hours_answer(**not_now, reason="Launch", ask_again_on=date(2026, 6, 12))

    assert given.ask_again_on == date(2026, 6, 12)
    assert of(cast.waiting_member).state == State.DECLINED


def test_only_the_home_leader_answers(cast: Cast) -> None:
    """E2: not the sponsor, not the integration team, not the member."""
    for somebody in (cast.sponsor, cast.integrator, cast.waiting_member, cast.leader_member):
        with pytest.raises(ValidationError) as refused:
            hours_answer(commitment=of(cast.waiting_member), leader=somebody, answer=Answer.AGREE)
        assert refused.value.message == (
            "Deniz Aydin is led by Burak Dogan now, who decides about these hours."
        )

    assert of(cast.waiting_member).state == State.ASKED


def test_request_follows_the_roster(cast: Cast) -> None:
    """E2: who leads the member today decides, though somebody else was asked."""
    Person.objects.filter(pk=cast.waiting_member.pk).update(leader=cast.leader_member)

    with pytest.raises(ValidationError, match="is led by Jurgen Weiss now"):
        hours_answer(
            commitment=of(cast.waiting_member), leader=cast.home_leader, answer=Answer.AGREE
        )
    hours_answer(commitment=of(cast.waiting_member), leader=cast.leader_member, answer=Answer.AGREE)

    assert of(cast.waiting_member).leader == cast.leader_member


def test_second_answer_is_told_what_was_decided(cast: Cast) -> None:
    """E2: one answer a request; the second hears what and when."""
    first: dict[str, Any] = {"commitment": of(cast.waiting_member), "leader": cast.home_leader}
    hours_answer(**first, answer=Answer.OTHER, hours=Decimal(3))

    with timezone.override("Europe/Istanbul"), pytest.raises(ValidationError) as refused:
        hours_answer(**first, answer=Answer.AGREE)

    assert refused.value.code == "decided"
    assert refused.value.message == (
        "Already decided by Burak Dogan on Wed 20 May, 12:00: 3 h a week agreed instead of 5 h."
    )
    assert LeaderAnswer.objects.count() == 1


def test_answer_to_a_request_that_changed_is_refused(cast: Cast) -> None:
    hours_commit(commitment=of(cast.waiting_member), hours=Decimal(8), by=cast.waiting_member)

    with pytest.raises(ValidationError, match="has changed the request") as refused:
        hours_answer(
            commitment=of(cast.waiting_member), leader=cast.home_leader, answer=Answer.AGREE, seen=0
        )

    assert refused.value.code == "changed"
    assert of(cast.waiting_member).state == State.ASKED


def test_asked_again_keeps_every_answer(cast: Cast) -> None:
    """E4: not now, asked again, agreed: both answers stay readable."""
    asked: dict[str, Any] = {"commitment": of(cast.waiting_member), "leader": cast.home_leader}
    hours_answer(**asked, answer=Answer.NOT_NOW, reason="Launch")
    hours_commit(commitment=of(cast.waiting_member), hours=Decimal(2), by=cast.waiting_member)
    hours_answer(**asked, answer=Answer.AGREE)

    given = LeaderAnswer.objects.values_list("request", "answer", "hours_asked")
    assert list(given) == [(0, "not_now", Decimal(5)), (1, "agree", Decimal(2))]


def test_database_holds_one_answer_a_request(cast: Cast) -> None:
    row: dict[str, Any] = {
        "commitment": of(cast.waiting_member),
        "leader": cast.home_leader,
        "answer": "agree",
        "hours": 5,
        "hours_asked": 5,
        "via": "mail",
        "request": 1,
    }
    LeaderAnswer.objects.create(**row)

    with pytest.raises(IntegrityError), transaction.atomic():
        LeaderAnswer.objects.create(**row)


@pytest.mark.parametrize(
    "wrong",
    [
        {"answer": "not_now", "reason": "", "hours": None},
        {"answer": "not_now", "reason": "Launch", "hours": 3},
        {"answer": "agree", "hours": None},
        {"answer": "agree", "hours": 3, "ask_again_on": date(2026, 6, 1)},
        {"answer": "perhaps", "hours": 3},
    ],
)
def test_database_refuses_half_answers(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        LeaderAnswer.objects.create(
            commitment=of(cast.waiting_member),
            leader=cast.home_leader,
            hours_asked=5,
            via="mail",
            **wrong,
        )


def test_states_are_left_by_their_own_ways_only(cast: Cast) -> None:
    """E4: no state is reached from a state that does not lead to it."""
    row = of(cast.member)

    for step in (row.agree, row.decline, row.stand, row.agree_unled):
        with pytest.raises(ValidationError, match="“agreed” now"):
            step()
    with pytest.raises(ValidationError):
        row.change(Decimal(3))


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_are_one(stage: Cast) -> None:
    """E2: of two answers in the same moment one counts, and the other is told."""
    told: list[Any] = []

    def answer(kind: str) -> None:
        try:
            with tenant(stage.organisation):
                row = of(stage.waiting_member)
                told.append(
                    hours_answer(
                        commitment=row, leader=stage.home_leader, answer=kind, reason="Launch"
                    ).answer
                )
        except ValidationError as refused:
            told.append(refused.code)
        finally:
            connection.close()

    threads = [Thread(target=answer, args=(kind,)) for kind in ("agree", "not_now")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with tenant(stage.organisation):
        assert LeaderAnswer.objects.count() == 1
    assert sorted(str(code) for code in told if code == "decided") == ["decided"]
    assert len(told) == 2
