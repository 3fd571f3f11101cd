"""After the end: minutes stay after a day, a check-in is opened again, minutes are sent."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from checkins.impediments.actions import impediment_raise
from checkins.live_check_in.actions import check_in_end, check_in_start, slot_next
from checkins.minutes.actions import check_in_reopen
from checkins.models import CheckIn, Minutes, MinutesChange, Slot
from checkins.reports.actions import achievement_add, learning_add
from checkins.series.actions import series_plan
from core.tenancy import tenant
from nudges.registry import nudges
from nudges.tasks import hand_over, look_after
from okrs.key_results.actions import key_result_save
from orgs.models import AuditEvent
from tests.cast import Cast
from tests.sink import Sink

TODAY = datetime(2026, 5, 20, 14, 0, tzinfo=ZoneInfo("Europe/Istanbul"))
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def held(stage: Cast, clock: time_machine.Traveller) -> CheckIn:
    """Ended at 14:20, with a line of each kind of the first team, while the second spoke."""
    clock.move_to(TODAY)
    with tenant(stage.organisation):
        check_in = series_plan(
            cycle=stage.cycle, dates=[TODAY], by=stage.integrator, facilitator=stage.facilitator
        )[0]
        check_in_start(check_in=check_in, by=stage.facilitator)
        for target, reason in ((74, "As agreed"), (72, "Two dealers left")):
            key_result_save(
                objective=stage.key_results[0].objective,
                by=stage.member,
                key_result=stage.key_results[0],
                fields={"target": target},
                reason=reason,
            )
        achievement_add(team=stage.team, text="Vans carry parts", by=stage.member)
        learning_add(team=stage.team, text="Dealers want a date", by=stage.member)
        impediment_raise(team=stage.team, text="Selin is often ill", by=stage.member)
        clock.move_to(TODAY + MINUTE * 15)
        slot_next(slot=check_in.slots.get(team=stage.team), by=stage.facilitator)
        clock.move_to(TODAY + MINUTE * 20)
        check_in_end(check_in=check_in, by=stage.facilitator, decisions="We meet in June")
        check_in.refresh_from_db()
    return check_in


def path_of(stage: Cast, check_in: CheckIn, page: str = "minutes/") -> str:
    return stage.path(f"check-ins/{check_in.pk}/{page}")


def typed(page: Any, **words: str) -> dict[str, str]:
    """What the browser sends back of the form on this page."""
    form = page.context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    return {**shown, "seen": form.fingerprint, **words}


def test_after_a_day_minutes_stay(
    stage: Cast, held: CheckIn, sign_in: Any, clock: time_machine.Traveller
) -> None:
    """K9: 24 hours after the end nobody changes a word or opens it again, and the page says so."""
    client, path = sign_in(stage.facilitator), path_of(stage, held, "minutes/edit/")
    sent = typed(client.get(path), decisions="Late")
    clock.move_to(TODAY + DAY + MINUTE * 20)

    late = client.post(path, sent)
    client.post(path_of(stage, held, "reopen/"))
    shown = client.get(path, follow=True)

    assert late.status_code == 422
    assert "Minutes can be changed for 24 hours." in late.text
    assert "could be corrected until Thu 21 May, 14:20" in shown.text
    with tenant(stage.organisation):
        assert (CheckIn.objects.get().state, MinutesChange.objects.exists()) == ("held", False)


def test_check_in_is_opened_again(
    stage: Cast, held: CheckIn, sign_in: Any, clock: time_machine.Traveller
) -> None:
    """K9: the clock goes on where it stood, the second end makes the minutes anew and says so."""
    client = sign_in(stage.facilitator)
    first = client.get(path_of(stage, held, "minutes.md")).text
    clock.move_to(TODAY + MINUTE * 60)

    client.post(path_of(stage, held, "reopen/"))
    with tenant(stage.organisation):
        slot = Slot.objects.get(state="on")
        check_in = CheckIn.objects.get()
        achievement_add(team=stage.other_team, text="Forgotten", by=stage.other_member)
    again = client.get(path_of(stage, held, "end/"))
    meanwhile = client.get(path_of(stage, held))
    client.post(path_of(stage, held, "end/"), {"decisions": "We meet in July"})

    assert (slot.team_id, slot.left(timezone.now())) == (stage.other_team.pk, 10 * 60)
    assert check_in.ends_at == TODAY + MINUTE * 70
    assert "We meet in June</textarea>" in again.text
    assert "This check-in goes on." in meanwhile.text
    with tenant(stage.organisation):
        minutes, log = Minutes.objects.get(), list(MinutesChange.objects.all())
        assert AuditEvent.objects.filter(verb="check_in.reopen").count() == 1
    assert [c.what for c in log] == ["reopened", "remade"]
    assert log[1].old == first
    assert minutes.content["teams"][1]["achievements"][0]["text"] == "Forgotten"
    assert minutes.content["decisions"] == ["We meet in July"]


def test_open_again_twice_is_once(cast: Cast, clock: time_machine.Traveller) -> None:
    """K9: two press it at once."""
    clock.move_to(TODAY)
    check_in = series_plan(cycle=cast.cycle, dates=[TODAY], by=cast.integrator)[0]
    check_in_start(check_in=check_in, by=cast.facilitator)
    minutes = check_in_end(check_in=check_in, by=cast.facilitator)

    for person in (cast.facilitator, cast.integrator):
        check_in_reopen(minutes=minutes, by=person)

    assert [c.what for c in MinutesChange.objects.all()] == ["reopened"]


def test_minutes_are_told_once(
    stage: Cast, held: CheckIn, sink: Sink, clock: time_machine.Traveller
) -> None:
    """K9: members, coaches, facilitators and sponsors get the summary, and nobody's matters."""
    with tenant(stage.organisation):
        rows = list(nudges["checkins.minutes"].rows(timezone.now(), None))
        mine = nudges["checkins.minutes"].rows(timezone.now(), stage.member)
        told = [
            stage.representative,
            stage.member,
            stage.leader_member,
            stage.waiting_member,
            stage.other_member,
            stage.coach,
            stage.facilitator,
            stage.sponsor,
        ]
        assert {due.person_id for due in rows} == {person.pk for person in told}
        assert [due.person_id for due in mine] == [stage.member.pk]
        assert rows[0].details == [
            "Capabilities: 1 achievement, 1 learning, 1 impediment",
            "Working conditions: 0 achievements, 0 learnings, 0 impediments",
            "Decided: We meet in June",
        ]
    for _again in range(2):
        look_after(stage.organisation.pk)
        clock.move_to(TODAY + DAY)
        hand_over()

    mails = [mail for mail in sink.to(stage.member.email) if "minutes" in mail["Subject"]]
    assert len(mails) == 1
    assert "Decided: We meet in June" in str(mails[0])
    assert "Selin is often ill" not in str(mails[0])
    clock.move_to(TODAY + DAY * 4)
    with tenant(stage.organisation):
        assert nudges["checkins.minutes"].rows(timezone.now(), None) == []


def test_telling_asks_as_often_for_many_minutes(stage: Cast, held: CheckIn) -> None:
    with tenant(stage.organisation):
        counted = []
        for number in (2, 3):
            with CaptureQueriesContext(connection) as captured:
                nudges["checkins.minutes"].rows(timezone.now(), None)
            counted.append(len(captured))
            check_in = CheckIn.objects.create(
                cycle=stage.cycle,
                number=number,
                starts_at=TODAY + MINUTE * number,
                state="held",
                started_at=TODAY,
                ends_at=TODAY,
                ended_at=TODAY,
            )
            content: dict[str, Any] = {"teams": [], "decisions": []}
            Minutes.objects.create(
                check_in=check_in, content=content, markdown="", by=stage.facilitator
            )

    assert counted[0] == counted[1]
