"""Initiatives as bets and to-dos with one owner."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from okrs.actions.work import initiative_save, to_do_add, to_do_tick
from okrs.models import Initiative
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
    bet(cast, initiative=made, key_results=cast.key_results[1:], state="stopped")

    made.refresh_from_db()
    assert [t.key_result for t in made.targets.all()] == cast.key_results[1:]
    assert (made.state, made.because) == ("stopped", "technicians look before they ask")


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
        "team": cast.team, "by": cast.member, "text": "Film", "owner": cast.member,
        "due_on": date(2026, 5, 29),
    }  # fmt: skip

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


def test_closed_cycle_keeps_its_work(cast: Cast) -> None:
    task = to_do_add(
        team=cast.team, by=cast.member, text="Film", owner=cast.member, due_on=date(2026, 5, 29)
    )
    Cycle.objects.filter(pk=cast.cycle.pk).update(phase="closed")

    with pytest.raises(ValidationError, match="This cycle is closed"):
        to_do_tick(to_do=task, by=cast.member)
    with pytest.raises(ValidationError, match="This cycle is closed"):
        bet(cast)
