"""W14: how many streams may be open: by ticket, by account and by address, over all processes."""

import os
import signal
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings as configured

from core.live import seats
from tests.cast import Cast
from tests.core.live.test_live import (
    Line,
    commits,
    listen,
    path_for,
    redis_client,
    said,
    subscribed,
)
from tests.serving import Site, serving
from tools.local.processes import wait_until

__all__ = ["commits", "listen"]

KILLED = """
import asyncio, os, signal, time
import django
django.setup()
from core.live import seats
from core.live.channels import Ticket

async def main():
    seats.LEASE = 3
    taken = seats.Seats()
    for number in range(3):
        ticket = Ticket(["account:{account}", "session:x"], time.time(), f"killed-{{number}}")
        assert await taken.take(ticket, "127.0.0.1")
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


def test_a_ticket_opens_one_stream(stage: Cast, streams: Site, listen: Any, commits: Any) -> None:
    """Of 300 on one ticket, one is open; it hears everything, the others are told 429."""
    good = path_for(stage.member)

    first = listen(good)
    others = [listen(good) for _ in range(299)]
    with commits():
        said(stage.member, "room-1", "board", 2)

    assert (first.status, {line.status for line in others}) == (200, {429})
    assert first.next() == "changed board 2"
    first.close()
    assert listen(good).status == 429


def test_ticket_is_used_up_in_other_processes_too(
    stage: Cast, streams: Site, listen: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is counted, is counted for all who serve."""
    monkeypatch.setattr(seats, "OF_ACCOUNT", 2)
    good = path_for(stage.member)
    listen(good)
    with serving(monkeypatch) as other:
        again = Line(other.port, good)
        second = Line(other.port, path_for(stage.member))
        third = Line(streams.port, path_for(stage.member))
        somebody_else = Line(other.port, path_for(stage.representative))
        found = [line.status for line in (again, second, third, somebody_else)]
        for line in (again, second, third, somebody_else):
            line.close()

    assert found == [429, 200, 429, 200]


@pytest.mark.parametrize("limit", ["OF_ACCOUNT", "OF_ADDRESS"])
def test_a_seat_is_free_when_its_stream_ends(
    stage: Cast, streams: Site, listen: Any, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    """Whoever closes a page can open another one at once."""
    monkeypatch.setattr(seats, limit, 2)
    lines = [listen(path_for(stage.member)) for _ in range(3)]
    lines[0].close()

    def opens() -> bool:
        line = Line(streams.port, path_for(stage.member))
        status = line.status
        line.close()
        return status == 200

    assert [line.status for line in lines] == [200, 200, 429]
    assert wait_until(opens, 20)


def test_seats_of_a_killed_process_are_free_again(
    stage: Cast, streams: Site, listen: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody says any more that they are taken."""
    monkeypatch.setattr(seats, "OF_ACCOUNT", 3)
    script = KILLED.format(account=stage.member.account_id)
    environment = {**os.environ, "REDIS_URL": configured.REDIS_URL}
    done = subprocess.run([sys.executable, "-c", script], env=environment, check=False)

    refused = listen(path_for(stage.member)).status

    assert (done.returncode, refused) == (-signal.SIGKILL, 429)
    assert wait_until(lambda: listen(path_for(stage.member)).status == 200, 20)


def test_open_streams_keep_their_seats(
    stage: Cast, streams: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as they are open, also when Redis has forgotten them."""
    monkeypatch.setattr(seats, "RENEW", 0.05)
    with serving(monkeypatch) as other:
        assert wait_until(lambda: len(subscribed()) > 1, 20)
        line = Line(other.port, path_for(stage.member))
        redis_client().flushdb()
        kept = wait_until(lambda: len(redis_client().keys("*:seats:*")) == 2, 20)
        line.close()
        left = wait_until(lambda: not redis_client().keys("*:seats:*"), 20)

    assert (line.status, kept, left) == (200, True, True)


def test_nobody_is_let_in_while_nobody_counts(
    stage: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Redis nothing would be told anyway: the page asks every 30 seconds."""
    good = path_for(stage.member)
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    with serving(monkeypatch) as site:
        line = Line(site.port, good)
        line.close()

    assert line.status == 503
