"""Whose turn it is to call another host, over all workers."""

from contextlib import suppress
from typing import Any

import pytest
from django_redis import get_redis_connection

from core.outgoing import client, turns

LODOS, POYRAZ = 1, 2


def free(organisation_id: int) -> bool:
    """Whether another worker would get the organisation's turn."""
    with turns.turn(organisation_id) as ours:
        return ours


def test_turns_of_organisations_are_their_own() -> None:
    """W2: one waits for nobody else, and each is given back whatever happens in it."""
    with suppress(ZeroDivisionError), turns.turn(LODOS) as ours:
        assert ours / 0  # the call fails
    with turns.turn(LODOS):
        during = [free(LODOS), free(POYRAZ)]

    assert (during, free(LODOS)) == ([False, True], True)


def test_turn_of_a_dead_worker_ends_soon_after_its_call_would_have() -> None:
    """W2: nobody has to clean up."""
    with turns.turn(LODOS):
        left = get_redis_connection("default").pttl(f"outgoing:turn:{LODOS}") / 1000

    assert client.SECONDS < left <= turns.EXPIRY <= 2 * client.SECONDS


def test_turn_that_ran_out_is_not_taken_from_the_next() -> None:
    """W2: a worker that stood still gives back its own turn, never another's."""
    with turns.turn(LODOS):
        get_redis_connection("default").delete(f"outgoing:turn:{LODOS}")  # it has run out
        following = turns.turn(LODOS)
        assert following.__enter__()

    assert not free(LODOS)
    following.__exit__(None, None, None)
    assert free(LODOS)


def test_calls_wait_while_redis_is_away(settings: Any) -> None:
    """W2: a worker cannot know then whether another one calls; a page counts for itself."""
    away = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": away}

    with turns.page_turn(LODOS) as pages:
        assert (free(LODOS), pages) == (False, True)


def test_redis_that_goes_away_meanwhile_stops_no_call(monkeypatch: pytest.MonkeyPatch) -> None:
    """W2: what was called is finished; the turn ends by itself."""
    pool = get_redis_connection("default").connection_pool
    with monkeypatch.context() as patched, turns.turn(LODOS) as ours:
        patched.setitem(pool.connection_kwargs, "port", 1)
        pool.reset()
    pool.reset()

    assert (ours, free(LODOS)) == (True, False)
