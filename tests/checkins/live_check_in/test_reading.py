"""What a check-in shows to those who look on: nothing private, its minutes, in few queries."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from checkins.impediments.actions import impediment_raise
from checkins.live_check_in.actions import check_in_end, check_in_start
from checkins.live_check_in.team_report import report_of
from checkins.models import Achievement, CheckIn, Minutes, Slot
from checkins.reports.actions import achievement_add
from checkins.series.actions import series_plan
from core.tenancy import tenant
from okrs.key_results.actions import key_result_save
from tests.cast import Cast

ISTANBUL = ZoneInfo("Europe/Istanbul")
TODAY = datetime(2026, 5, 20, 14, 0, tzinfo=ISTANBUL)


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


def slot_of(stage: Cast, team: Any) -> Slot:
    with tenant(stage.organisation):
        return Slot.objects.get(team=team)


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
