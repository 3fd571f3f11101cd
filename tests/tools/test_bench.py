"""`bin/bench live` counts what happens: three viewers instead of five hundred."""

import asyncio
from typing import Any

import pytest
from django.test import Client

from core.live.seats import OF_ACCOUNT
from core.tenancy import tenant
from tests.cast import Cast
from tests.serving import Site
from tools.bench import live
from tools.bench.viewer import Line, Viewer
from tools.local.trouble import Trouble

pytestmark = pytest.mark.django_db(transaction=True)


def test_bench_ends_when_a_stream_is_refused(stage: Cast, live_site: Site) -> None:
    """A person has so many streams and no more; whoever waits for one more would wait for ever."""
    with tenant(stage.organisation):
        ticket = live.Room(stage.organisation).at("room_ticket")
    client = Client()
    assert stage.member.account
    client.force_login(stage.member.account)
    own = client.cookies["sessionid"].value
    viewers = [Viewer(Line(live_site.port, own), ticket, {}) for _stream in range(OF_ACCOUNT + 1)]

    with pytest.raises(Trouble, match=r"^/live/ was refused to a viewer: HTTP/1[.]1 429"):
        asyncio.run(live.Crowd(viewers).come_in())


def test_bench_hears_every_change_at_every_viewer(
    stage: Cast, live_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """K3: measurements and notes through the product's own actions; each is asked for after it."""
    monkeypatch.setattr(live, "PAUSE", 0.2)
    monkeypatch.setattr(live, "QUIET", 1.0)
    with tenant(stage.organisation):
        room = live.Room(stage.organisation)
        paths = {part: room.at(name) for part, name in live.PARTS.items()}
        ticket, page = room.at("room_ticket"), room.at("room_follow")

    def line(person: Any) -> Line:
        client = Client()
        client.force_login(person.account)
        return Line(live_site.port, client.cookies["sessionid"].value)

    people = (stage.member, stage.representative, stage.coach)
    crowd = live.Crowd([Viewer(line(person), ticket, paths) for person in people])
    own = line(stage.facilitator)
    figures = asyncio.run(live.watched(crowd, room, [lambda: own.get(page)], lambda: 100, 4))

    assert (figures["events_lost"], figures["streams_ended"], len(room.told)) == (0, 0, 4)
    assert len(crowd.delays(room.told)) == 12
    assert {part for part, _version in crowd.viewers[0].heard} >= {"notes", "stage"}
    assert crowd.fetched > len(people) * len(live.PARTS)
    assert figures["event_ms"]["p50"] <= figures["event_ms"]["max"]
