"""Team meetings in the browser: who gets in, what a post does, bad input."""

from typing import Any

import pytest

from checkins.impediments.actions import impediment_raise
from checkins.meetings.actions import meeting_close, meeting_open
from checkins.models import (
    Achievement,
    Impediment,
    Learning,
    MeetingAttendance,
    TeamMeeting,
)
from core.tenancy import tenant
from teams.models import AgreementConfirmation, WorkingAgreement
from tests.cast import Cast


@pytest.fixture
def meeting(stage: Cast) -> TeamMeeting:
    with tenant(stage.organisation):
        return meeting_open(team=stage.team, by=stage.member)


def raised(stage: Cast, text: str = "No van", **fields: Any) -> Impediment:
    with tenant(stage.organisation):
        return impediment_raise(team=stage.team, text=text, by=stage.member, **fields)


def test_meeting_opens_with_what_the_team_took_on(
    stage: Cast, meeting: TeamMeeting, sign_in: Any
) -> None:
    """I1, E4: values, open impediments, and in the first meeting whose hours are not agreed."""
    raised(stage, "The price list is locked")

    page = sign_in(stage.member).get(stage.path(f"meetings/{meeting.pk}/"))

    assert page.status_code == 200
    for words in ("First-visit resolution", "The price list is locked", "Deniz Aydin"):
        assert words in page.text


def test_second_meeting_does_not_ask_about_hours(
    stage: Cast, meeting: TeamMeeting, sign_in: Any
) -> None:
    """E4: only the first meeting lists who is not agreed."""
    with tenant(stage.organisation):
        TeamMeeting.objects.create(team=stage.team, starts_at="2026-05-13T09:00Z")

    page = sign_in(stage.member).get(stage.path(f"meetings/{meeting.pk}/"))

    assert page.context["not_agreed"] == []


@pytest.mark.parametrize(
    ("kind", "model"),
    [("achievement", Achievement), ("learning", Learning), ("impediment", Impediment)],
)
def test_one_line_is_one_entry(
    stage: Cast, meeting: TeamMeeting, sign_in: Any, kind: str, model: Any
) -> None:
    """I1, I2: each block has a line to add; htmx gets the column back, plain the page."""
    client, path = sign_in(stage.member), stage.path(f"meetings/{meeting.pk}/notes/")

    plain = client.post(path, {"kind": kind, "text": "  It  works "})
    part = client.post(path, {"kind": kind, "text": "Again"}, headers={"HX-Request": "true"})

    assert (plain.status_code, plain.url) == (
        302,
        stage.path(f"meetings/{meeting.pk}/") + f"#{kind}",
    )
    assert part.text.lstrip().startswith(f'<section id="{kind}"')
    with tenant(stage.organisation):
        rows = list(model.objects.order_by("id").values_list("text", "meeting", "by"))
    assert rows == [
        ("It works", meeting.pk, stage.member.pk),
        ("Again", meeting.pk, stage.member.pk),
    ]


def test_line_that_is_too_long_stays_where_it_was_typed(
    stage: Cast, meeting: TeamMeeting, sign_in: Any
) -> None:
    """I2: a sentence, 422, and nothing is lost."""
    text = "x" * 301

    answers = [
        sign_in(stage.member).post(
            stage.path(f"meetings/{meeting.pk}/notes/"),
            {"kind": "learning", "text": text},
            headers=headers,
        )
        for headers in ({}, {"HX-Request": "true"})
    ]

    assert [(a.status_code, text in a.text) for a in answers] == [(422, True), (422, True)]
    with tenant(stage.organisation):
        assert not Learning.objects.exists()


def test_meeting_is_closed_with_notes_and_who_was_there(
    stage: Cast, meeting: TeamMeeting, sign_in: Any
) -> None:
    """I6: attendance is optional, the team sees it, the integration team does not."""
    path = stage.path(f"meetings/{meeting.pk}/")
    data = {"notes": "We start with Konya.", "attended": [stage.member.pk], "close": ""}

    sign_in(stage.member).post(path + "end/", data)

    with tenant(stage.organisation):
        meeting.refresh_from_db()
        assert (meeting.notes, meeting.held_by) == ("We start with Konya.", stage.member)
        assert MeetingAttendance.objects.count() == 1
    inside = sign_in(stage.representative).get(path)
    assert [str(p) for p in inside.context["attended"]] == ["Emre Sahin"]
    outside = sign_in(stage.integrator).get(path)
    assert "attended" not in outside.context


def test_closed_meeting_takes_no_more_lines(
    stage: Cast, meeting: TeamMeeting, sign_in: Any
) -> None:
    with tenant(stage.organisation):
        meeting_close(meeting=meeting, by=stage.member)

    answer = sign_in(stage.member).post(
        stage.path(f"meetings/{meeting.pk}/notes/"), {"kind": "learning", "text": "Late"}
    )

    assert (answer.status_code, "This meeting is over" in answer.text) == (422, True)


def test_missed_week_shows_as_missed(stage: Cast, sign_in: Any) -> None:
    """I5: a week without a meeting is missed, not zero; the next one is to come."""
    with tenant(stage.organisation):
        agreement = WorkingAgreement.objects.create(
            team=stage.team, weekday=4, starts_at="09:30", changed_by=stage.member
        )
        AgreementConfirmation.objects.create(agreement=agreement, person=stage.member, version=1)
        AgreementConfirmation.objects.update(at="2026-05-04T09:00Z")
        held = TeamMeeting.objects.create(team=stage.team, starts_at="2026-05-08T06:30Z")
        meeting_close(meeting=held, by=stage.member)

    page = sign_in(stage.member).get(stage.path(f"teams/{stage.team.pk}/meetings/"))

    assert [(week.number, week.state) for week in page.context["weeks"]] == [
        (7, "next"),
        (6, "missed"),
        (5, "held"),
    ]


def test_this_weeks_meeting_is_opened_once(stage: Cast, sign_in: Any) -> None:
    """I1: pressed twice it is one meeting, at the agreed time."""
    with tenant(stage.organisation):
        WorkingAgreement.objects.create(
            team=stage.team, weekday=4, starts_at="09:30", changed_by=stage.member
        )
    client, path = sign_in(stage.member), stage.path(f"teams/{stage.team.pk}/meetings/open/")

    answers = [client.post(path) for _ in range(2)]

    assert answers[0].url == answers[1].url
    with tenant(stage.organisation):
        assert str(TeamMeeting.objects.get().starts_at) == "2026-05-22 06:30:00+00:00"
