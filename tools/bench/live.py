"""Many look on at one check-in while a team measures and notes are written."""

import asyncio
import json
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from math import ceil
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.utils import timezone

from checkins.live_check_in.actions import check_in_start
from checkins.live_check_in.changes import channel
from checkins.models import Slot
from checkins.reports.actions import learning_add
from checkins.series.actions import series_plan
from core.http import href
from core.live.channels import versions
from core.live.seats import OF_ACCOUNT
from core.server.threads import THREADS
from core.tenancy import tenant
from okrs.measurements.actions import measure
from okrs.models import KeyResult
from orgs.models import Account, Organisation, Person
from pages.demo import BACKEND
from teams.models import Membership
from themes.models import Cycle, ThemeRole
from tools.bench.viewer import BUSY, Line, RefusedError, Told, Viewer
from tools.local.trouble import Trouble

PARTS = {
    "clock": "follow_clock",
    "stage": "follow_stage",
    "notes": "follow_notes",
    "here": "room_here",
}
PAUSE = 1.0
"""Seconds between two changes, and between two loads of a page."""
ENTRY = 180.0
"""Seconds after which each viewer has an open stream."""
QUIET = 4.0
"""Seconds without a request after which all are in; who is here is told every three."""
PATIENCE = 30.0
"""Seconds after the last change; what has not come until then is lost."""
OF_ONE = OF_ACCOUNT - 5
"""Streams of one person, on all their devices: a few less than they may open."""


class Room:
    """A check-in of the demo that runs now, and what happens in it."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        cycle = Cycle.objects.select_related("theme").get(phase=Cycle.Phase.RUNNING)
        steers = cycle.theme.roles.filter(kind=ThemeRole.Kind.INTEGRATION)
        self.by = steers.select_related("person")[0].person
        (planned,) = series_plan(cycle=cycle, dates=[timezone.now()], by=self.by)
        self.check_in = check_in_start(check_in=planned, by=self.by)
        slots = Slot.objects.select_related("team__cycle", "check_in")
        self.slot = slots.get(check_in=planned, state=Slot.State.ON)
        rows = KeyResult.objects.filter(objective__okr_set__team=self.slot.team)
        self.key_result = rows.exclude(kind=KeyResult.Kind.MILESTONE)[0]
        self.told: Told = {}

    def at(self, name: str) -> str:
        return href(f"checkins:{name}", check_in=self.check_in.pk)

    def change(self, number: int) -> None:
        """A note or a measurement by turns: when it was committed, and as what it was told."""
        part = "notes" if number % 2 else "stage"
        committed: list[float] = []
        with tenant(self.organisation):
            transaction.on_commit(lambda: committed.append(time.time()))
            if part == "notes":
                text = {"team": self.slot.team, "text": f"Learning {number}", "slot": self.slot}
                learning_add(**text, by=self.by)
            else:
                measure(key_result=self.key_result, by=self.by, value=number)
        with tenant(self.organisation):
            self.told[part, versions(channel(self.check_in))[part]] = committed[0]
        connection.close()


class Crowd:
    """Everybody who looks on."""

    def __init__(self, viewers: list[Viewer]) -> None:
        self.viewers = viewers

    @property
    def fetched(self) -> int:
        return sum(viewer.fetched for viewer in self.viewers)

    async def come_in(self) -> None:
        """One after the other as fast as they are let in, until nobody asks for anything more."""
        self._watching = [asyncio.create_task(viewer.look_on()) for viewer in self.viewers]
        all_in = asyncio.gather(*(viewer.healed.wait() for viewer in self.viewers))
        known: list[asyncio.Future[Any]] = [*self._watching, all_in]
        await asyncio.wait(known, timeout=ENTRY, return_when=asyncio.FIRST_COMPLETED)
        if not all_in.done():
            all_in.cancel()
            number = sum(viewer.healed.is_set() for viewer in self.viewers)
            await self.leave()
            raise Trouble(f"{number} of {len(self.viewers)} streams are open after {ENTRY:.0f} s.")
        await self.quiet()

    async def quiet(self) -> None:
        before = -1
        while before != self.fetched:
            before = self.fetched
            await asyncio.sleep(QUIET)

    async def leave(self) -> None:
        """Nobody leaves by themselves: whoever did was refused something, which is told here."""
        gone = [task for task in self._watching if task.done()]
        for task in self._watching:
            task.cancel()
        await asyncio.gather(*self._watching, return_exceptions=True)
        for task in gone:
            raise _first(task.exception())

    def missing(self, told: Told) -> int:
        return sum(len(told.keys() - viewer.heard.keys()) for viewer in self.viewers)

    def delays(self, told: Told) -> list[float]:
        """Seconds from each commit to each viewer who heard of it."""
        return [
            viewer.heard[change] - committed
            for viewer in self.viewers
            for change, committed in told.items()
            if change in viewer.heard
        ]


def main(port: int, pid: int, viewers: int, changes: int) -> None:
    organisation = Organisation.objects.get(slug="anadolu")
    with tenant(organisation):
        room = Room(organisation)
        paths = {part: room.at(name) for part, name in PARTS.items()}
        ticket, page = room.at("room_ticket"), room.at("room_follow")
        accounts = _of_teams(room.check_in.cycle)
        accounts += _of_others(room.check_in.cycle, ceil(viewers / OF_ONE) - len(accounts))
    sessions = [_session(accounts[n % len(accounts)]) for n in range(viewers + 1)]
    connection.close()
    crowd = Crowd([Viewer(Line(port, own), ticket, paths) for own in sessions[1:]])
    warm = [partial(Line(port, sessions[0]).get, page) for _all_at_once in range(THREADS)]
    figures = asyncio.run(watched(crowd, room, warm, partial(_memory, pid), changes))
    print(json.dumps({"viewers": viewers, "changes": changes, **figures}), flush=True)


async def watched(
    crowd: Crowd,
    room: Room,
    warm: Sequence[Callable[[], Any]],
    memory: Callable[[], int],
    changes: int,
) -> dict[str, Any]:
    for _time in range(10):
        await asyncio.gather(*(load() for load in warm))
    load = warm[0]
    alone = [await _timed(load) for _time in range(10)]
    empty = memory()
    await crowd.come_in()
    full, fetched, began = memory(), crowd.fetched, time.monotonic()
    loads: list[float] = []
    busy: list[RefusedError] = []
    loading = asyncio.create_task(_load_on(load, loads, busy))
    for number in range(changes):
        await asyncio.gather(asyncio.to_thread(room.change, number), asyncio.sleep(PAUSE))
    seconds, fetched = time.monotonic() - began, crowd.fetched - fetched
    await _until(lambda: bool(loads) and not crowd.missing(room.told))
    if loading.done():
        loading.result()
    loading.cancel()
    await crowd.leave()
    return {
        "event_ms": _spread(crowd.delays(room.told)),
        "events_lost": crowd.missing(room.told),
        "streams_ended": sum(viewer.ends for viewer in crowd.viewers),
        "answers_busy": len(busy) + sum(viewer.busy for viewer in crowd.viewers),
        "fetches_per_second": round(fetched / seconds),
        "kb_per_viewer": round((full - empty) / len(crowd.viewers), 1),
        "page_ms_alone": _spread(alone),
        "page_ms_meanwhile": _spread(loads),
    }


async def _load_on(load: Callable[[], Any], loads: list[float], busy: list[RefusedError]) -> None:
    while True:
        try:
            loads.append(await _timed(load))
        except RefusedError as refused:
            if refused.status != BUSY:
                raise
            busy.append(refused)
        await asyncio.sleep(PAUSE)


async def _timed(load: Callable[[], Any]) -> float:
    began = time.monotonic()
    await load()
    return time.monotonic() - began


async def _until(condition: Callable[[], bool]) -> None:
    for _second in range(int(PATIENCE)):
        if condition():
            return
        await asyncio.sleep(1)


def _spread(seconds: Iterable[float]) -> dict[str, float]:
    """Milliseconds that half and nineteen of twenty stay under, and the longest."""
    rows = sorted(1000 * value for value in seconds)
    half, most = (rows[ceil(share * len(rows)) - 1] for share in (0.5, 0.95))
    return {"p50": round(half), "p95": round(most), "max": round(rows[-1])}


def _of_teams(cycle: Cycle) -> list[Account]:
    inside = Membership.objects.current().filter(team__cycle=cycle)
    people = Person.objects.filter(account__isnull=False, memberships__in=inside)
    return [person.account for person in people.select_related("account")]


def _of_others(cycle: Cycle, number: int) -> list[Account]:
    """So many more people of the demo may look on, where the teams' members are too few."""
    missing = max(0, number)
    inside = Membership.objects.current().filter(team__cycle=cycle)
    rows = Person.objects.active().filter(account__isnull=False).exclude(memberships__in=inside)
    people = list(rows.select_related("account").order_by("pk")[:missing])
    if len(people) < missing:
        most = OF_ONE * (len(people) + inside.count())
        raise Trouble(f"The demo has people for {most} viewers at most.")
    roles = [
        ThemeRole(theme=cycle.theme, person=person, kind=ThemeRole.Kind.FACILITATOR)
        for person in people
    ]
    ThemeRole.objects.bulk_create(roles, ignore_conflicts=True)
    return [person.account for person in people]


def _first(error: BaseException | None) -> BaseException:
    """What a group of errors began with."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error or Trouble("A viewer has left.")


def _session(account: Account) -> str:
    """A browser of this account that is signed in."""
    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(account.pk), BACKEND
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def _memory(pid: int) -> int:
    """Kilobytes that the web server holds."""
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, check=True)  # noqa: S607
    return int(told.stdout)
