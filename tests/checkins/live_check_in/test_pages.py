"""The check-in in the browser: planned, prepared, run, followed, read as minutes."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_redis import get_redis_connection

from checkins.live_check_in.actions import check_in_end, check_in_start
from checkins.live_check_in.changes import channel
from checkins.models import CheckIn, Slot
from checkins.reports.actions import achievement_add
from checkins.series.actions import series_plan
from core.live.channels import of_channel, present_at
from core.tenancy import tenant
from orgs.models import Person
from tests.cast import Cast
from tests.okrs.rows import agreed_set, measured

ISTANBUL = ZoneInfo("Europe/Istanbul")
TODAY = datetime(2026, 5, 20, 14, 0, tzinfo=ISTANBUL)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def check_in(stage: Cast) -> CheckIn:
    with tenant(stage.organisation):
        return series_plan(
            cycle=stage.cycle, dates=[TODAY], by=stage.integrator, facilitator=stage.facilitator
        )[0]


@pytest.fixture
def live(stage: Cast, check_in: CheckIn, clock: time_machine.Traveller) -> CheckIn:
    clock.move_to(TODAY)
    with tenant(stage.organisation):
        return check_in_start(check_in=check_in, by=stage.facilitator)


@pytest.fixture
def commits(django_capture_on_commit_callbacks: Any) -> Any:
    """Inside a test's transaction what is told on commit is told at the end of this block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def slot_of(stage: Cast, team: Any) -> Slot:
    with tenant(stage.organisation):
        return Slot.objects.get(team=team)


def test_facilitator_runs_the_room(
    stage: Cast, check_in: CheckIn, sign_in: Any, clock: time_machine.Traveller
) -> None:
    """K3: start, one minute more, pause, go on, next team, end: every button without scripts."""
    clock.move_to(TODAY)
    client, path = sign_in(stage.facilitator), stage.path(f"check-ins/{check_in.pk}/")
    first, second = slot_of(stage, stage.team), slot_of(stage, stage.other_team)

    client.post(path + "start/")
    room = client.get(path)
    assert "checkins/live_check_in/room.html" in [t.name for t in room.templates]
    for step in ("more/1", "pause", "resume", "next"):
        assert client.post(stage.path(f"slots/{first.pk}/{step}/")).url == path
    client.post(stage.path(f"slots/{second.pk}/next/"))
    over = client.get(path).text
    assert "All teams have spoken" in over
    assert "Back to Working conditions" in over
    client.post(stage.path(f"slots/{second.pk}/back/"))
    assert "Back to Capabilities" in client.get(path).text
    client.post(path + "end/", {"decisions": "We meet in June"})

    minutes = client.get(path, follow=True)
    assert minutes.redirect_chain == [(path + "minutes/", 302)]
    assert "We meet in June" in minutes.text


def test_parts_leave_the_fields_alone(stage: Cast, live: CheckIn, sign_in: Any) -> None:
    """K3: the timer never locks input: what comes anew holds no field to write in."""
    client, slot = sign_in(stage.facilitator), slot_of(stage, stage.team)

    paused = client.post(stage.path(f"slots/{slot.pk}/pause/"), {"shown": slot.pk}, headers=HTMX)
    parts = [
        client.get(stage.path(f"check-ins/{live.pk}/{part}/?shown={slot.pk}"), headers=HTMX)
        for part in ("clock", "stage", "notes", "follow/clock", "follow/stage", "follow/notes")
    ]

    assert {answer.text.count('name="text"') for answer in (paused, *parts)} == {0}
    assert "Go on" in paused.text
    assert "is on stage now" not in paused.text
    assert [answer.text.count("hx-swap-oob") for answer in parts] == [0, 0, 6, 0, 0, 0]


def test_page_stays_with_its_team_and_says_that_another_is_on_stage(
    stage: Cast, live: CheckIn, sign_in: Any
) -> None:
    """K3: two screens: what is typed for one team does not land with the next."""
    slot = slot_of(stage, stage.team)
    sign_in(stage.integrator).post(stage.path(f"slots/{slot.pk}/next/"))

    client = sign_in(stage.facilitator)
    clock, stage_now, notes = (
        client.get(stage.path(f"check-ins/{live.pk}/{part}/?shown={slot.pk}"), headers=HTMX)
        for part in ("clock", "stage", "notes")
    )

    assert "Working conditions is on stage now." in clock.text
    assert f'hx-vals=\'{{"shown": "{slot.pk}"}}\'' in clock.text
    assert (stage_now.status_code, notes.status_code) == (204, 204)


def test_part_is_made_once_for_all_who_look_on(
    stage: Cast, live: CheckIn, sign_in: Any, commits: Any
) -> None:
    """K5: 500 phones ask for the same notes: read once a version, in each one's own time zone."""
    path = stage.path(f"check-ins/{live.pk}/follow/notes/")
    with tenant(stage.organisation):
        slot = Slot.objects.select_related("check_in", "team__cycle").get(team=stage.team)
        Person.objects.filter(pk=stage.sponsor.pk).update(time_zone="America/New_York")

    def add(text: str) -> None:
        with commits(), tenant(stage.organisation):
            achievement_add(team=stage.team, text=text, by=stage.member, slot=slot)

    add("Vans carry parts")
    first = queries(sign_in(stage.member), path)
    again = queries(sign_in(stage.other_member), path)
    far = sign_in(stage.sponsor).get(path).text
    add("Dealers plan a week")
    later = sign_in(stage.other_member).get(path).text

    assert again < first
    assert ("14:00" in far, "07:00" in far) == (False, True)
    assert "Dealers plan a week" in later
    assert "Dealers plan a week" not in far


def test_page_that_was_open_leads_on(stage: Cast, check_in: CheckIn, sign_in: Any) -> None:
    """K3, K12: opened before the start it leads into the room, and from there to the minutes."""
    path, client = stage.path(f"check-ins/{check_in.pk}/"), sign_in(stage.sponsor)
    link = f'<a href="{path}" data-follow>'

    assert f'data-live="{path}ticket/"' in client.get(path).text
    assert client.get(f"{path}ticket/").status_code == 200
    waiting = client.get(f"{path}plan/").text
    with tenant(stage.organisation):
        check_in_start(check_in=check_in, by=stage.facilitator)
    begun, inside = client.get(f"{path}plan/").text, client.get(f"{path}follow/clock/").text
    with tenant(stage.organisation):
        check_in_end(check_in=check_in, by=stage.facilitator)
    ended = [client.get(f"{path}{part}/").text for part in ("plan", "clock", "follow/clock")]

    assert [link in text for text in (waiting, begun, inside, *ended)] == [
        False,
        True,
        False,
        True,
        True,
        True,
    ]
    assert "0 of 2 teams ready" in waiting
    assert client.get(f"{path}ticket/").status_code == 410


def test_controls_are_the_facilitators(stage: Cast, live: CheckIn, sign_in: Any) -> None:
    """K3: the theme's facilitators, the integration team and who moderates; nobody else."""
    slot = slot_of(stage, stage.team)
    paths = [f"slots/{slot.pk}/{step}/" for step in ("pause", "more/1", "next", "absent", "move")]
    paths += [f"check-ins/{live.pk}/{step}/" for step in ("start", "end", "longer")]

    client = sign_in(stage.member)
    assert {client.post(stage.path(path)).status_code for path in paths} == {403}


def test_no_team_is_set_beside_another(stage: Cast, live: CheckIn, sign_in: Any) -> None:
    """K11: the room tells how far the team on stage has come, and of the others only their turn."""
    with tenant(stage.organisation):
        theirs = agreed_set(stage.other_team, stage.other_member, target=100)
        for key_result, value in ((stage.key_results[0], "65"), (theirs, "91")):
            measured(key_result, stage.member, value, "2026-05-18", "unsure")
    path = f"check-ins/{live.pk}/"

    pages = [
        sign_in(stage.facilitator).get(stage.path(f"{path}{part}")).text
        for part in ("", "follow/", "clock/", "follow/clock/", "plan/")
    ]

    assert ["25\u00a0%" in page for page in pages] == [True, True, False, False, False]
    assert ["91" in re.sub(r"<[^>]*>", "", page) for page in pages] == [False] * 5
    assert all("Working conditions" in page for page in (pages[0], pages[2], pages[4]))


def test_names_of_who_is_here_are_told_inside(stage: Cast, live: CheckIn, sign_in: Any) -> None:
    """K3, R4: names in the order of the alphabet; the same number of statements for any."""
    path, client = stage.path(f"check-ins/{live.pk}/here/"), sign_in(stage.sponsor)
    here = get_redis_connection("default")
    with tenant(stage.organisation):
        key = present_at(of_channel(channel(live)))

    def look(*people: Person) -> tuple[str, int]:
        if people:
            here.zadd(key, {str(p.account_id): 9e9 for p in people})
        return client.get(path).text, queries(client, path)

    nobody, one, three = look(), look(stage.member), look(stage.sponsor, stage.coach)

    assert "here</h2>" not in nobody[0]
    assert ("1 is here" in one[0], "3 are here" in three[0]) == (True, True)
    names = re.findall(r'title="([^"]+)"', three[0])
    assert names == ["Nilgun Erdem", "Kaya Kurt", "Emre Sahin"]
    assert one[1] == three[1]


def test_member_who_is_handed_the_check_in_finds_the_clock(
    stage: Cast, live: CheckIn, sign_in: Any
) -> None:
    """K3: who looks on is led to the clock; nobody from outside is offered or taken."""
    path = stage.path(f"check-ins/{live.pk}/")
    room = sign_in(stage.facilitator)

    form = room.get(path).context["hand_over"]
    with tenant(stage.organisation):
        offered = set(form.fields["to"].queryset)
    nobody = room.post(f"{path}hand-over/", {"to": stage.reader.pk}, follow=True).text
    room.post(f"{path}hand-over/", {"to": stage.other_member.pk})
    member = sign_in(stage.other_member)
    told = member.get(f"{path}follow/clock/").text
    there = member.get(f"{path}follow/clock/?runs=1").text

    assert {stage.other_member, stage.member, stage.integrator} <= offered
    assert not {stage.facilitator, stage.reader, stage.sponsor} & offered
    assert "Choose somebody of the list." in nobody
    assert ("You moderate the check-in now." in told, "data-follow" in there) == (True, False)
    assert "Priya Raman moderates" in member.get(path).text
    assert sign_in(stage.member).post(f"{path}hand-over/").status_code == 403


def queries(client: Any, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)
