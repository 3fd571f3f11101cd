"""The working agreement on screen: written by the team, confirmed by every member."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from icalendar import Calendar

from core.tenancy import tenant
from orgs.models import Organisation
from teams.agreements.actions import agreement_save
from teams.models import AgreementConfirmation, Membership, WorkingAgreement
from tests.cast import ISTANBUL, Cast
from tests.teams.hours.test_pages import text
from themes.models import Cycle

SENT = {
    "weekday": "2",
    "starts_at": "14:30",
    "minutes": "30",
    "place": "Room 4",
    "purpose": "Quiet kitchens",
    "decisions": "by consent",
    "channel": "#quiet",
    "response_time": "a day",
    "turn": "in_turn",
}


def path(stage: Cast, rest: str = "") -> str:
    return stage.path(f"teams/{stage.team.pk}/agreement/{rest}")


def written(stage: Cast, **fields: Any) -> WorkingAgreement:
    with tenant(stage.organisation):
        return agreement_save(
            team=stage.team,
            by=stage.representative,
            weekday=2,
            starts_at=time(14, 30),
            minutes=30,
            **fields,
        )


def confirmations(stage: Cast) -> list[tuple[int, int]]:
    with tenant(stage.organisation):
        return list(AgreementConfirmation.objects.values_list("person_id", "version"))


def test_team_writes_its_agreement(stage: Cast, sign_in: Any) -> None:
    """H4, H5: the slot gives the next meeting, the page shows who has said yes."""
    client = sign_in(stage.member)

    form = text(client.get(path(stage, "edit/")))
    page = text(client.post(path(stage, "edit/"), SENT, follow=True))

    assert "How do we tell each other, and who takes over?" in form
    for said in (
        "The next meeting is on Wed 20 May, 14:30, today.",
        "Wednesday 14:30, 30 minutes, Room 4",
        "Quiet kitchens",
        "by consent",
        "#quiet, answers within a day",
        "version 1",
    ):
        assert said in page, said
    assert page.index("Not confirmed yet") < page.index("Selin Kaya") < page.index(">Confirmed<")
    assert confirmations(stage) == [(stage.member.pk, 1)]


def test_member_confirms_once(stage: Cast, sign_in: Any) -> None:
    """H5: all members confirm."""
    written(stage)
    client = sign_in(stage.member)

    assert "Yes, I want to work like this" in text(client.get(path(stage)))
    page = text(client.post(path(stage, "confirm/"), {"version": "1"}, follow=True))

    assert "Yes, I want to work like this" not in page
    assert (stage.member.pk, 1) in confirmations(stage)


def test_confirming_what_has_changed_shows_the_new_version(stage: Cast, sign_in: Any) -> None:
    written(stage)
    written(stage, place="Room 5")

    response = sign_in(stage.member).post(path(stage, "confirm/"), {"version": "1"})

    assert response.status_code == 409
    assert "read it once more" in text(response)
    assert "Room 5" in text(response)
    assert (stage.member.pk, 2) not in confirmations(stage)


def test_writing_over_somebody_keeps_what_was_typed(stage: Cast, sign_in: Any) -> None:
    written(stage, place="Their room")

    response = sign_in(stage.member).post(
        path(stage, "edit/"), {**SENT, "place": "My room", "seen": "none"}
    )

    assert response.status_code == 409
    assert "Somebody has changed this since" in text(response)
    assert "My room" in text(response)
    with tenant(stage.organisation):
        assert WorkingAgreement.objects.get().place == "Their room"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"minutes": "0"}, "greater than or equal to 5"),
        ({"weekday": "6"}, "valid choice"),
        ({"starts_at": "25:00"}, "valid time"),
        ({"minutes": "many"}, "whole number"),
    ],
)
def test_wrong_agreement_says_what_to_do(
    stage: Cast, sign_in: Any, wrong: dict[str, str], said: str
) -> None:
    response = sign_in(stage.member).post(path(stage, "edit/"), {**SENT, **wrong})

    assert response.status_code == 422
    assert said in text(response)
    assert "Quiet kitchens" in text(response)
    with tenant(stage.organisation):
        assert not WorkingAgreement.objects.exists()


@pytest.mark.parametrize("who", ["integrator", "home_leader", "other_member", "reader"])
def test_others_read_only(stage: Cast, sign_in: Any, who: str) -> None:
    written(stage, place="Room 4")
    client = sign_in(getattr(stage, who))

    page = text(client.get(path(stage)))
    file = text(client.get(f"{path(stage)}meetings.ics"))

    # W16: a link lets in whoever has it, so it is for those who meet there
    assert "Room 4" not in page + file
    assert "Yes, I want" not in page
    assert client.get(path(stage, "edit/")).status_code == 403
    assert client.post(path(stage, "confirm/"), {"version": "1"}).status_code == 403


def test_coach_writes_but_does_not_confirm(stage: Cast, sign_in: Any) -> None:
    client = sign_in(stage.coach)

    client.post(path(stage, "edit/"), SENT)

    assert client.post(path(stage, "confirm/"), {"version": "1"}).status_code == 403
    assert confirmations(stage) == []


def test_nothing_to_confirm_is_not_found(stage: Cast, sign_in: Any) -> None:
    client = sign_in(stage.member)

    assert "There is no working agreement yet" in text(client.get(path(stage)))
    assert client.post(path(stage, "confirm/"), {"version": "1"}).status_code == 404


def test_who_moderates_next_goes_round_by_name(stage: Cast, sign_in: Any, clock: Any) -> None:
    """H4: in turn, from week to week; or always the same, as long as they are in the team."""
    client = sign_in(stage.member)
    client.post(path(stage, "edit/"), SENT)

    def next_time() -> str:
        said = text(client.get(path(stage))).partition("Next time ")[2]
        return said.partition("<")[0]

    found = []
    for day in (20, 21, 28):
        clock.move_to(datetime(2026, 5, day, 12, tzinfo=ISTANBUL))
        found.append(next_time())
    assert found == ["Emre Sahin", "Jurgen Weiss", "Deniz Aydin"]
    assert f"Next time {found[-1]} moderates" in text(
        client.get(stage.path(f"teams/{stage.team.pk}/"))
    )

    nobody = client.post(path(stage, "edit/"), {**SENT, "turn": "same"})
    client.post(path(stage, "edit/"), {**SENT, "turn": "same", "moderator": stage.member.pk})
    assert (nobody.status_code, "Choose who of the team moderates." in text(nobody)) == (422, True)
    assert next_time() == "Emre Sahin"
    with tenant(stage.organisation):
        Membership.objects.filter(person=stage.member).update(left_on=date(2026, 5, 27))
    assert "Next time" not in text(sign_in(stage.coach).get(path(stage)))


def test_meetings_come_as_one_calendar_entry(stage: Cast, sign_in: Any) -> None:
    """H4, Q6: on the wall clock until the cycle ends; a change keeps the name of the entry."""
    with tenant(stage.organisation):
        Cycle.objects.filter(pk=stage.cycle.pk).update(
            starts_on=date(2026, 3, 16), ends_on=date(2026, 11, 15)
        )
        Organisation.objects.update(time_zone="Europe/Berlin")
    written(stage, place="Oda Gediz; " + "görüntülü, " * 12)
    client = sign_in(stage.member)

    def entry() -> Any:
        answer = client.get(path(stage, "meetings.ics"))
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert max(map(len, answer.content.split(b"\r\n"))) <= 75
        calendar = Calendar.from_ical(answer.content)
        assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Berlin"]
        (event,) = calendar.walk("VEVENT")
        return event

    event = entry()
    days = list(rrulestr(event["RRULE"].to_ical().decode(), dtstart=event.decoded("dtstart")))
    written(stage, place="Room 5")
    changed = entry()

    assert {day.strftime("%a %H:%M") for day in days} == {"Wed 14:30"}
    assert {day.astimezone(UTC).hour for day in days} == {13, 12}
    assert (days[0].date(), days[-1].date()) == (date(2026, 3, 18), date(2026, 11, 11))
    assert event["LOCATION"] == "Oda Gediz; " + "görüntülü, " * 12
    assert (event.decoded("duration"), event["SUMMARY"]) == (
        timedelta(minutes=30),
        "Team meeting: Capabilities",
    )
    assert (changed["UID"], changed["SEQUENCE"]) == (event["UID"], event["SEQUENCE"] + 1)
    assert f"{path(stage)}meetings.ics" in text(client.get(path(stage)))


def test_team_reviews_its_agreement(stage: Cast, sign_in: Any, clock: Any) -> None:
    """H5, T1: who speaks is asked four weeks later in the first cycle, until the team looked."""
    written(stage)
    clock.move_to(datetime(2026, 6, 14, 12, tzinfo=ISTANBUL))
    client = sign_in(stage.representative)
    said = "Is the working agreement still right for your team?"
    assert said not in text(client.get(stage.path("")))
    clock.move_to(datetime(2026, 6, 15, 12, tzinfo=ISTANBUL))
    assert said in text(client.get(stage.path("")))
    assert said not in text(sign_in(stage.member).get(stage.path("")))

    client = sign_in(stage.representative)
    older = client.post(path(stage, "review/"), {"version": "0"})
    page = text(client.post(path(stage, "review/"), {"version": "1"}, follow=True))

    assert (older.status_code, "read it once more" in text(older)) == (409, True)
    assert "Looked at again on Mon 15 June: Selin Kaya wrote that it is still right." in page
    assert said not in text(client.get(stage.path("")))
    assert confirmations(stage) == [(stage.representative.pk, 1)]
    assert sign_in(stage.integrator).post(path(stage, "review/")).status_code == 403


def test_who_has_not_confirmed_is_for_the_team(stage: Cast, sign_in: Any) -> None:
    """H5, R4: the team sees who, others how many."""
    written(stage)

    page = text(sign_in(stage.sponsor).get(path(stage)))

    assert "Agreed by 1 of 4" in page
    assert "Not confirmed yet" not in page
    assert "Not confirmed yet" in text(sign_in(stage.coach).get(path(stage)))
