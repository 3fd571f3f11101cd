"""The check-in in the browser: planned, prepared, run, followed, read as minutes."""

import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_redis import get_redis_connection

from checkins.impediments.actions import impediment_raise
from checkins.live_check_in.actions import check_in_end, check_in_start
from checkins.live_check_in.changes import channel
from checkins.live_check_in.team_report import report_of
from checkins.models import Achievement, CheckIn, Minutes, Slot
from checkins.reports.actions import achievement_add
from checkins.series.actions import series_plan
from core.live.channels import of_channel, present_at
from core.tenancy import tenant
from okrs.key_results.actions import key_result_save
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


def test_series_is_proposed_by_get_and_planned_by_post(stage: Cast, sign_in: Any) -> None:
    """K1: the integration team keeps, moves and leaves out; GET changes nothing."""
    client, path = sign_in(stage.integrator), stage.path(f"cycles/{stage.cycle.pk}/check-ins/plan/")

    page = client.get(path, {"weekday": 2, "at": "14:00", "slot_minutes": 15})
    assert [countries for _day, countries in page.context["rows"]] == [
        [],
        [],
        [],
        ["TR"],
        [],
        [],
    ]
    assert "public holiday: TR" in page.text

    answer = client.post(path, series_data(page, leave_out=[0, 3], moved={1: "2026-04-30T15:30"}))

    assert answer.url == stage.path(f"cycles/{stage.cycle.pk}/check-ins/")
    with tenant(stage.organisation):
        starts = [c.starts_at.astimezone(ISTANBUL) for c in CheckIn.objects.all()]
    assert [f"{at:%m-%d %H:%M}" for at in starts] == [
        "04-30 15:30",
        "05-13 14:00",
        "06-10 14:00",
        "06-24 14:00",
    ]


def test_series_with_a_date_outside_the_cycle_keeps_what_was_typed(
    stage: Cast, sign_in: Any
) -> None:
    client, path = sign_in(stage.integrator), stage.path(f"cycles/{stage.cycle.pk}/check-ins/plan/")
    page = client.get(path)

    answer = client.post(path, series_data(page, moved={1: "2027-01-01T15:30"}))

    assert (answer.status_code, "2027-01-01T15:30" in answer.text) == (422, True)
    assert "outside the cycle" in answer.text
    with tenant(stage.organisation):
        assert not CheckIn.objects.exists()


def test_integration_team_and_facilitators_plan(stage: Cast, sign_in: Any) -> None:
    """K1: who moderates the check-ins chooses among the dates too; members and coaches do not."""
    path = stage.path(f"cycles/{stage.cycle.pk}/check-ins/plan/")
    people = [stage.integrator, stage.facilitator, stage.member, stage.coach, stage.sponsor]

    assert [sign_in(p).get(path).status_code for p in people] == [200, 200, 403, 403, 403]


def test_check_in_is_moved_in_the_browser(stage: Cast, check_in: CheckIn, sign_in: Any) -> None:
    """K12: moved on the organisation's clock; refused outside the cycle."""
    client, path = sign_in(stage.facilitator), stage.path(f"check-ins/{check_in.pk}/edit/")

    refused = client.post(path, {"starts_at": "2027-05-21T15:00"})
    client.post(path, {"starts_at": "2026-05-21T15:00", "place": "Room Gediz"})

    assert refused.status_code == 422
    with tenant(stage.organisation):
        check_in.refresh_from_db()
    assert check_in.starts_at == TODAY + timedelta(hours=25)
    assert check_in.place == "Room Gediz"


def test_check_in_is_cancelled_after_a_question(
    stage: Cast, check_in: CheckIn, sign_in: Any
) -> None:
    """K12: GET asks, POST cancels; the list still shows it."""
    client, path = sign_in(stage.integrator), stage.path(f"check-ins/{check_in.pk}/cancel/")

    assert "Cancel Check-in 1?" in client.get(path).text
    client.post(path)

    page = client.get(stage.path(f"cycles/{stage.cycle.pk}/check-ins/"))
    assert "cancelled" in page.text


def test_representative_prepares_on_one_page(stage: Cast, check_in: CheckIn, sign_in: Any) -> None:
    """K2: values, a line for each column, who presents, ready; the facilitator sees 1 of 2."""
    slot, client = slot_of(stage, stage.team), sign_in(stage.representative)
    path = stage.path(f"slots/{slot.pk}/")

    page = client.get(path)
    client.post(path + "notes/", {"kind": "achievement", "text": "Two dealers plan a week"})
    client.post(path + "ready/", {"presenter": stage.member.pk})

    assert page.text.count('class="sheet quick"') == 2
    with tenant(stage.organisation):
        slot.refresh_from_db()
    assert (slot.presenter_id, slot.prepared_by_id) == (stage.member.pk, stage.representative.pk)
    seen = sign_in(stage.facilitator).get(stage.path(f"check-ins/{check_in.pk}/"))
    assert "1 of 2 teams ready" in seen.text


def test_team_prepares_its_own_part_alone(stage: Cast, check_in: CheckIn, sign_in: Any) -> None:
    """K2: another team's member cannot; who moderates can help."""
    path = stage.path(f"slots/{slot_of(stage, stage.team).pk}/")

    assert sign_in(stage.other_member).get(path).status_code == 403
    assert sign_in(stage.facilitator).get(path).status_code == 200


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


def test_participants_follow_and_the_team_on_stage_writes(
    stage: Cast, live: CheckIn, sign_in: Any
) -> None:
    """K3, K5: who takes part reads; the team on stage adds to the notes, another team does not."""
    slot, path = slot_of(stage, stage.team), stage.path(f"check-ins/{live.pk}/")
    note = {"kind": "achievement", "text": "Vans carry the parts"}

    follows = sign_in(stage.sponsor).get(path)
    assert "checkins/live_check_in/room_follow.html" in [t.name for t in follows.templates]
    assert "Share with the room" not in follows.text
    assert (
        sign_in(stage.other_member).post(stage.path(f"slots/{slot.pk}/notes/"), note).status_code
        == 403
    )

    member = sign_in(stage.member)
    page = member.get(path).text
    assert "Share with the room" in page
    assert f"For {stage.team.name}, shown with your name" in page
    member.post(stage.path(f"slots/{slot.pk}/notes/"), note)
    assert "Vans carry the parts" in sign_in(stage.sponsor).get(path).text


def test_room_shows_nothing_private(stage: Cast, live: CheckIn, sign_in: Any) -> None:
    """J6: neither to the facilitator nor to those who follow."""
    with tenant(stage.organisation):
        impediment_raise(team=stage.team, text="We quarrel", by=stage.member, private=True)
    path = stage.path(f"check-ins/{live.pk}/")

    pages = [sign_in(p).get(path).text for p in (stage.facilitator, stage.member, stage.sponsor)]

    assert ["We quarrel" in page for page in pages] == [False] * 3


def test_minutes_are_read_and_taken_along(stage: Cast, live: CheckIn, sign_in: Any) -> None:
    """K9: a page, a file, no figure about a person."""
    with tenant(stage.organisation):
        slot = Slot.objects.select_related("check_in", "team__cycle").get(team=stage.team)
        achievement_add(team=stage.team, text="Vans *carry* parts", by=stage.member, slot=slot)
        check_in_end(check_in=live, by=stage.facilitator)
    client, path = sign_in(stage.other_member), stage.path(f"check-ins/{live.pk}/")

    page, file = client.get(path + "minutes/"), client.get(path + "minutes.md")

    assert "Vans *carry* parts" in page.text
    assert file.headers["Content-Disposition"] == (
        'attachment; filename="quieter-kitchens-check-in-1.md"'
    )
    assert "- Vans \\*carry\\* parts (Emre Sahin)" in file.text


def test_minutes_are_not_there_before_the_end(stage: Cast, live: CheckIn, sign_in: Any) -> None:
    answer = sign_in(stage.member).get(stage.path(f"check-ins/{live.pk}/minutes/"))

    assert answer.status_code == 404
    with tenant(stage.organisation):
        assert not Minutes.objects.exists()


def test_looking_changes_nothing(stage: Cast, check_in: CheckIn, sign_in: Any) -> None:
    """GET never writes: not the page of the end, not a control."""
    client = sign_in(stage.facilitator)
    slot = slot_of(stage, stage.team)

    answers = [
        client.get(stage.path(f"check-ins/{check_in.pk}/start/")).status_code,
        client.get(stage.path(f"slots/{slot.pk}/next/")).status_code,
        client.get(stage.path(f"check-ins/{check_in.pk}/end/")).status_code,
    ]

    assert answers == [405, 405, 200]
    with tenant(stage.organisation):
        assert CheckIn.objects.get().to_come


def test_room_asks_the_database_as_often_for_many_notes_as_for_one(
    stage: Cast, live: CheckIn, sign_in: Any
) -> None:
    slot = slot_of(stage, stage.team)
    paths = [f"check-ins/{live.pk}/", f"check-ins/{live.pk}/follow/", f"slots/{slot.pk}/"]
    paths += [f"cycles/{stage.cycle.pk}/check-ins/"]
    client = sign_in(stage.facilitator)

    def counted(number: int) -> list[int]:
        with tenant(stage.organisation):
            Achievement.objects.create(team=stage.team, text="Well", by=stage.member, slot=slot)
            impediment_raise(team=stage.team, text=f"No {number}", by=stage.member)
        return [queries(client, stage.path(path)) for path in paths]

    once, _twice, thrice = (counted(number) for number in range(3))
    assert once == thrice


def test_check_in_shows_what_changed_in_the_agreed_set(
    stage: Cast, live: CheckIn, sign_in: Any, clock: time_machine.Traveller
) -> None:
    """G7: old and new stand in the room, where teams follow and prepare; last time's are gone."""
    slot, client = slot_of(stage, stage.team), sign_in(stage.representative)
    paths = [f"check-ins/{live.pk}/", f"check-ins/{live.pk}/follow/", f"slots/{slot.pk}/"]

    def reword(target: int, reason: str) -> None:
        kr = stage.key_results[0]
        with tenant(stage.organisation):
            key_result_save(
                objective=kr.objective,
                by=stage.member,
                key_result=kr,
                fields={"target": target},
                reason=reason,
            )

    reword(74, "As agreed")
    none = [client.get(stage.path(path)).text for path in paths]
    reword(72, "Two dealers left")
    once = [queries(client, stage.path(path)) for path in paths]
    reword(71, "One more left")
    pages = [client.get(stage.path(path)).text for path in paths]
    asked = [queries(client, stage.path(path)) for path in paths]
    with tenant(stage.organisation):
        CheckIn.objects.filter(pk=live.pk).update(state="held", ended_at=TODAY)
        later = CheckIn.objects.create(
            cycle=stage.cycle, number=2, starts_at=TODAY + timedelta(days=14)
        )
        Slot.objects.create(check_in=later, team=stage.team, position=1)
        clock.move_to(TODAY + timedelta(days=1))
    reword(70, "A third one left")
    with tenant(stage.organisation):
        found = report_of(later.slots.select_related("check_in__cycle", "team__cycle").get())

    assert not any("The OKR set was changed" in page for page in none)
    for page in pages:
        for said in ("Two dealers left", "<del>74</del>", "<ins>72</ins>", "One more left"):
            assert said in page, said
    assert asked == once
    assert [version.reason for version, _changes in found.set_changes] == ["A third one left"]


def queries(client: Any, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def series_data(page: Any, *, leave_out: Any = (), moved: Any = None) -> dict[str, Any]:
    """What the browser sends back of a page with proposed dates."""
    data = {"weekday": 2, "at": "14:00", "slot_minutes": 15, "facilitator": "", "place": ""}
    forms = page.context["days"].forms
    data |= {"form-TOTAL_FORMS": len(forms), "form-INITIAL_FORMS": len(forms)}
    for number, form in enumerate(forms):
        starts_at = form["starts_at"].value().strftime("%Y-%m-%dT%H:%M")
        data[f"form-{number}-starts_at"] = (moved or {}).get(number, starts_at)
        if number not in leave_out:
            data[f"form-{number}-keep"] = "on"
    return data
