"""Initiatives as bets and to-dos with one owner."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core.tenancy import check_now
from okrs.initiatives.actions import initiative_review, initiative_save
from okrs.initiatives.overview import loads
from okrs.key_results.actions import key_result_remove
from okrs.models import Initiative, InitiativeTarget, ToDo
from okrs.to_dos.actions import to_do_add, to_do_edit, to_do_tick, to_dos_change
from okrs.to_dos.workload import most
from teams.models import HoursRules
from tests.cast import Cast
from tests.okrs.rows import agreed_set
from themes.models import Cycle


def bet(cast: Cast, **fields: Any) -> Initiative:
    return initiative_save(
        **{
            "team": cast.team,
            "by": cast.member,
            "title": "Two-minute videos",
            "because": "technicians look before they ask",
            "key_results": cast.key_results[:1],
            **fields,
        }
    )


def test_initiative_is_a_bet_on_key_results(cast: Cast) -> None:
    """H1: linked to one key result or more, with because, owner and review date."""
    made = bet(cast, owner=cast.member, review_on=date(2026, 6, 3))
    bet(cast, initiative=made, key_results=cast.key_results[1:], because="they look first.")

    made.refresh_from_db()
    assert [t.key_result for t in made.targets.all()] == cast.key_results[1:]
    assert made.sentence == (
        "We believe that “Two-minute videos” will move “Repeat visits”, because they look first."
    )
    assert bet(cast).review_on == date(2026, 6, 10)
    with pytest.raises(ValidationError, match="Choose a day from Mon 6 April to"):
        bet(cast, review_on=date(2027, 6, 3))


def test_database_keeps_no_bet_on_nothing(cast: Cast) -> None:
    """H1: at the end of a transaction each initiative is linked to a key result."""
    made = bet(cast)
    check_now()

    def unlinked() -> None:
        with transaction.atomic():
            InitiativeTarget.objects.all().delete()
            check_now()

    def never_linked() -> None:
        with transaction.atomic():
            luck = {"title": "Luck", "because": "why not", "review_on": date(2026, 6, 3)}
            Initiative.objects.create(team=cast.team, **luck)
            check_now()

    for deed in (unlinked, never_linked):
        with pytest.raises(IntegrityError, match="no key result"):
            deed()

    bet(cast, initiative=made, key_results=cast.key_results[1:])
    check_now()
    with pytest.raises(ValidationError, match="tries this to move it: Two-minute videos"):
        key_result_remove(key_result=cast.key_results[1], by=cast.member, reason="No use.")


def test_bet_says_what_it_showed_and_keeps_the_history(cast: Cast) -> None:
    """H1: keep on, done or stop, each with a line of what was learned."""
    made = bet(cast, owner=cast.member, review_on=date(2026, 5, 20))

    def said(answer: str, **fields: Any) -> tuple[str, date | None]:
        initiative_review(
            initiative=made,
            by=cast.member,
            answer=answer,
            **{"learned": "They watch it.", **fields},
        )
        made.refresh_from_db()
        return made.state, made.review_on

    assert said("keep", review_on=date(2026, 6, 3)) == ("trying", date(2026, 6, 3))
    assert said("stop") == ("stopped", None)
    assert said("keep") == ("trying", date(2026, 6, 10))
    assert said("done", learned="Nobody asks any more.") == ("done", None)
    assert list(made.reviews.values_list("answer", "learned")) == [
        ("done", "Nobody asks any more."),
        ("keep", "They watch it."),
        ("stop", "They watch it."),
        ("keep", "They watch it."),
    ]
    for wrong in ({"learned": " "}, {"review_on": date(2026, 5, 20)}):
        with pytest.raises(ValidationError):
            said("keep", **wrong)
    assert made.reviews.count() == 4


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"key_results": []}, "key_results"), ({"title": ""}, "title"), ({"because": ""}, "because")],
)
def test_initiative_without_target_or_belief_is_refused(
    cast: Cast, fields: dict[str, Any], field: str
) -> None:
    """H1: a bet says what it should move and why we believe it."""
    with pytest.raises(ValidationError) as refused:
        bet(cast, **fields)

    assert list(refused.value.message_dict) == [field]
    assert not Initiative.objects.exists()


def test_initiative_of_another_teams_key_result_or_stranger_is_refused(cast: Cast) -> None:
    foreign = agreed_set(cast.other_team, cast.other_member)

    with pytest.raises(ValidationError, match="this team's key results"):
        bet(cast, key_results=[foreign])
    with pytest.raises(ValidationError, match="who is in the team"):
        bet(cast, owner=cast.home_leader)


def test_to_do_has_one_owner_and_a_date(cast: Cast) -> None:
    """H2: text, one owner, due date, initiative, done."""
    task: dict[str, Any] = {
        "team": cast.team,
        "by": cast.member,
        "text": "Film",
        "owner": cast.member,
        "due_on": date(2026, 5, 29),
    }

    for missing in ({"owner": None}, {"due_on": None}, {"text": " "}, {"owner": cast.coach}):
        with pytest.raises(ValidationError):
            to_do_add(**{**task, **missing})
    made = to_do_add(**task)

    assert list(cast.team.to_dos.all()) == [made]


def test_tick_can_be_undone_and_twice_changes_nothing(cast: Cast) -> None:
    """H2: done, with who and when; undo takes it back."""
    task = to_do_add(
        team=cast.team, by=cast.member, text="Film", owner=cast.member, due_on=date(2026, 5, 29)
    )

    first = to_do_tick(to_do=task, by=cast.member)
    again = to_do_tick(to_do=task, by=cast.representative)
    undone = to_do_tick(to_do=task, by=cast.member, done=False)

    assert first.done_by == again.done_by == cast.member
    assert (undone.done_at, undone.done_by) == (None, None)


def test_several_to_dos_change_at_once(cast: Cast, django_assert_num_queries: Any) -> None:
    """H2: one set of statements for any number; what was done before keeps its day and person."""
    made = bet(cast)
    tasks = [
        to_do_add(
            team=cast.team,
            by=cast.member,
            text=f"Film {n}",
            owner=cast.member,
            due_on=date(2026, 5, 29),
        )
        for n in range(4)
    ]
    foreign = to_do_add(
        team=cast.other_team,
        by=cast.other_member,
        text="Theirs",
        owner=cast.other_member,
        due_on=date(2026, 5, 29),
    )
    to_do_tick(to_do=tasks[0], by=cast.member)
    given: dict[str, Any] = {
        "team": cast.team,
        "by": cast.representative,
        "done": True,
        "owner": cast.representative,
        "due_on": date(2026, 6, 5),
        "initiative": made,
    }

    with CaptureQueriesContext(connection) as one:
        to_dos_change(to_dos=[tasks[1].pk], **given)
    with django_assert_num_queries(len(one)):
        changed = to_dos_change(to_dos=[t.pk for t in (*tasks[:3], foreign)], **given)

    assert changed == 3
    found = ToDo.objects.order_by("id").values_list(
        "text", "done_by__given_name", "owner__given_name"
    )
    assert list(found) == [
        ("Film 0", "Emre", "Selin"),
        ("Film 1", "Selin", "Selin"),
        ("Film 2", "Selin", "Selin"),
        ("Film 3", None, "Emre"),
        ("Theirs", None, "Priya"),
    ]
    to_dos_change(team=cast.team, by=cast.member, to_dos=[tasks[1].pk], done=False, initiative=None)
    assert list(ToDo.objects.filter(done_at=None, initiative=None).order_by("id")) == [
        tasks[1],
        tasks[3],
        foreign,
    ]
    for wrong in ({"owner": cast.coach}, {"due_on": date(1, 1, 1)}):
        with pytest.raises(ValidationError):
            to_dos_change(team=cast.team, by=cast.member, to_dos=[tasks[1].pk], **wrong)


def test_conversation_has_notes_and_a_task_has_none(cast: Cast) -> None:
    """H6: with whom, what we want to know, what we heard, and what it tells us."""
    task: dict[str, Any] = {"owner": cast.member, "due_on": date(2026, 5, 29)}
    made = to_do_add(
        team=cast.team,
        by=cast.member,
        text="A dealer in Manisa",
        kind="research",
        questions="What do you wait for?",
        **task,
    )

    to_do_edit(
        to_do=made,
        by=cast.member,
        text="A dealer in İzmir",
        questions="",
        notes="For parts.",
        insight="Waiting costs more than pay.",
        initiative=None,
        **task,
    )

    made.refresh_from_db()
    assert str(made) == "Conversation: A dealer in İzmir"
    assert (made.notes, made.insight) == ("For parts.", "Waiting costs more than pay.")
    assert list(ToDo.objects.research()) == [made]
    with pytest.raises(IntegrityError, match="okrs_todo_research"), transaction.atomic():
        ToDo.objects.create(team=cast.team, text="Film", notes="No notes", **task)


@pytest.mark.parametrize(
    ("hours", "per_hour", "expected"), [("2", 2, 4), ("0.25", 2, 1), ("5.5", 1, 5), ("6", 2, 12)]
)
def test_most_to_dos_follow_the_hours(hours: str, per_hour: int, expected: int) -> None:
    """H3: so that nobody with 2 hours a week gets eight."""
    assert most(Decimal(hours), per_hour) == expected


def test_loads_stand_by_name_beside_the_hours(cast: Cast, django_assert_num_queries: Any) -> None:
    """H3: open to-dos and hours of everybody in the team; done ones count for nobody (R4)."""
    tasks = [
        to_do_add(
            team=cast.team,
            by=cast.member,
            text=f"Film {n}",
            owner=cast.leader_member,
            due_on=date(2026, 5, 29),
        )
        for n in range(6)
    ]
    to_do_tick(to_do=tasks[0], by=cast.member)
    everything = list(cast.team.to_dos.all())

    with django_assert_num_queries(2):
        found = loads(cast.team, everything)

    shown = [(one.person.given_name, int(one.hours), one.open, one.too_much) for one in found]
    assert shown == [
        ("Deniz", 5, 0, False),
        ("Selin", 6, 0, False),
        ("Emre", 4, 0, False),
        ("Jurgen", 2, 5, True),
    ]
    HoursRules.objects.create(to_dos_per_hour=3)
    assert not loads(cast.team, everything)[3].too_much


def test_closed_cycle_keeps_its_work(cast: Cast) -> None:
    task = to_do_add(
        team=cast.team, by=cast.member, text="Film", owner=cast.member, due_on=date(2026, 5, 29)
    )
    Cycle.objects.filter(pk=cast.cycle.pk).update(phase="closed")

    with pytest.raises(ValidationError, match="This cycle is closed"):
        to_do_tick(to_do=task, by=cast.member)
    with pytest.raises(ValidationError, match="This cycle is closed"):
        bet(cast)
