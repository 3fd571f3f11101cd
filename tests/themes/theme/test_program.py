"""A3: the state of a program follows from its cycles and its closure."""

from typing import Any

import pytest

from tests.cast import Cast, make_theme
from themes.models import Cycle
from themes.theme.program import Word, state_of, states


def cycles(*phases: str) -> list[Cycle]:
    return [Cycle(number=number, phase=phase) for number, phase in enumerate(phases, start=1)]


@pytest.mark.parametrize(
    ("phases", "word", "number"),
    [
        ((), Word.DRAFT, None),
        (("planned",), Word.DRAFT, 1),
        (("calling",), Word.CALLING, 1),
        (("forming",), Word.FORMING, 1),
        (("preparing",), Word.FORMING, 1),
        (("running",), Word.RUNNING, 1),
        (("closed", "running", "calling"), Word.RUNNING, 2),
        (("closed", "reviewing", "preparing"), Word.RUNNING, 2),
        (("closed", "planned"), Word.BETWEEN, 1),
        (("closed", "closed", "calling"), Word.CALLING, 3),
    ],
)
def test_state_follows_the_cycles(phases: Any, word: Word, number: int | None) -> None:
    """A3: draft, calling, forming, running cycle n."""
    state = state_of(cycles(*phases))

    assert state.word == word
    assert (state.cycle.number if state.cycle else None) == number


def test_state_of_a_closed_theme() -> None:
    """A3: closed, whatever its cycles."""
    state = state_of(cycles("closed", "planned"), closed=True)

    assert (state.word, state.text) == (Word.CLOSED, "Closed")


def test_running_says_which_cycle() -> None:
    """A3: running cycle n."""
    assert state_of(cycles("closed", "running")).text == "Running cycle 2"


def test_states_of_many_take_two_statements(cast: Cast, django_assert_num_queries: Any) -> None:
    themes = [cast.theme, *(make_theme(cast.sponsor, name=f"Theme {n}") for n in range(3))]

    with django_assert_num_queries(2):
        found = states(themes)

    assert [found[t.pk].word for t in themes] == [Word.RUNNING, *[Word.DRAFT] * 3]
