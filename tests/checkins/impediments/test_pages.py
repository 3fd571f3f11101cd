"""Impediments, asks and learnings in the browser: who gets in, what a post does, bad input."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from checkins.impediments.actions import impediment_raise, leader_ask
from checkins.meetings.actions import meeting_open
from checkins.models import (
    Ask,
    Impediment,
    Learning,
    TeamMeeting,
)
from checkins.reports.actions import learning_add
from core.tenancy import tenant
from tests.cast import Cast


@pytest.fixture
def meeting(stage: Cast) -> TeamMeeting:
    with tenant(stage.organisation):
        return meeting_open(team=stage.team, by=stage.member)


def raised(stage: Cast, text: str = "No van", **fields: Any) -> Impediment:
    with tenant(stage.organisation):
        return impediment_raise(team=stage.team, text=text, by=stage.member, **fields)


def asked(stage: Cast, text: str = "No van", leader: Any = None) -> Ask:
    impediment = raised(stage, text)
    with tenant(stage.organisation):
        return leader_ask(impediment=impediment, by=stage.member, leader=leader)


def test_learning_is_first_class(stage: Cast, sign_in: Any) -> None:
    """I3: what we believed, saw, do now, evidence, tags, and whether it is shared."""
    client, path = sign_in(stage.member), stage.path(f"teams/{stage.team.pk}/learnings/new/")
    words = {
        "text": "Dealers want a date",
        "believed": "They want money",
        "saw": "They ask when",
        "now": "We promise dates",
        "evidence": "https://example.org/9",
        "tags": "dealers, #money,",
    }

    refused = client.post(path, {**words, "evidence": "no link"})
    client.post(path, words)

    assert (refused.status_code, "They want money" in refused.text) == (422, True)
    with tenant(stage.organisation):
        learning = Learning.objects.get()
    assert (learning.now, learning.tags, learning.share) == (
        "We promise dates",
        "dealers, money",
        False,
    )
    assert "We promise dates" in client.get(stage.path(f"learnings/{learning.pk}/")).text


def test_impediment_page_asks_the_leader_member(stage: Cast, sign_in: Any) -> None:
    """J2: who is asked first stands there, and the step stands there afterwards."""
    impediment, client = raised(stage), sign_in(stage.member)
    path = stage.path(f"impediments/{impediment.pk}/")

    page = client.get(path)
    client.post(path + "ask/", {"leader": stage.leader_member.pk})

    assert page.context["first"] == stage.leader_member
    assert "Nobody yet, Jurgen Weiss asked" in client.get(path).text


def test_ask_of_somebody_who_does_not_lead_is_refused(stage: Cast, sign_in: Any) -> None:
    impediment = raised(stage)

    answer = sign_in(stage.member).post(
        stage.path(f"impediments/{impediment.pk}/ask/"), {"leader": stage.other_member.pk}
    )

    assert answer.status_code == 422
    with tenant(stage.organisation):
        assert not Ask.objects.exists()


def test_leader_answers_from_the_inbox(stage: Cast, sign_in: Any) -> None:
    """J3: all asks over all teams, oldest first, with days open; the answer leaves the list."""
    first, second = asked(stage, "No van"), asked(stage, "No list")
    with tenant(stage.organisation):
        Ask.objects.filter(pk=second.pk).update(asked_at="2026-05-08T09:00Z")
    client = sign_in(stage.leader_member)

    inbox = client.get(stage.path("asks/"))
    assert [(row.ask.pk, row.days, row.late) for row in inbox.context["waiting"]] == [
        (second.pk, 6, True),
        (first.pk, 0, False),
    ]

    refused = client.post(stage.path(f"asks/{second.pk}/"), {"answer": "declined", "reason": ""})
    assert (refused.status_code, "Say why you cannot help" in refused.text) == (422, True)

    answered = client.post(
        stage.path(f"asks/{second.pk}/"), {"answer": "accepted", "promised_for": "2026-05-29"}
    )
    assert answered.url == stage.path("asks/")
    after = client.get(stage.path("asks/"))
    assert [row.ask.pk for row in after.context["waiting"]] == [first.pk]
    assert [ask.pk for ask in after.context["promised"]] == [second.pk]


def test_sponsor_sees_which_asks_wait_for_others(stage: Cast, sign_in: Any) -> None:
    """J2, J3: sponsor and integration team see what waits in their theme; others do not."""
    ask = asked(stage)

    seen = {
        person: [
            row.ask.pk for row in sign_in(person).get(stage.path("asks/")).context["elsewhere"]
        ]
        for person in (stage.sponsor, stage.integrator, stage.home_leader)
    }

    assert seen == {stage.sponsor: [ask.pk], stage.integrator: [ask.pk], stage.home_leader: []}


def test_only_the_asked_leader_answers(stage: Cast, sign_in: Any) -> None:
    ask = asked(stage)

    answer = sign_in(stage.sponsor).post(
        stage.path(f"asks/{ask.pk}/"), {"answer": "declined", "reason": "No."}
    )

    assert (answer.status_code, "Only the leader who was asked" in answer.text) == (403, True)


def test_private_impediment_is_seen_by_team_and_coach_alone(stage: Cast, sign_in: Any) -> None:
    """J6: not in a list, not on its page, not in a meeting, for nobody else."""
    private = raised(stage, "We quarrel", private=True)
    paths = [f"impediments/{private.pk}/", f"teams/{stage.team.pk}/impediments/"]
    people = [stage.member, stage.coach, stage.integrator, stage.sponsor, stage.administrator]

    shown = {
        person: ["We quarrel" in sign_in(person).get(stage.path(path)).text for path in paths]
        for person in people
    }

    assert list(shown.values()) == [[True, True]] * 2 + [[False, False]] * 3


def test_others_read_the_sentence_that_says_who_can(
    stage: Cast, meeting: TeamMeeting, sign_in: Any
) -> None:
    """R5: a home leader gets into no meeting and no list of impediments."""
    client = sign_in(stage.home_leader)
    paths = [f"meetings/{meeting.pk}/", f"teams/{stage.team.pk}/impediments/"]

    assert [client.get(stage.path(path)).status_code for path in paths] == [403, 403]


def test_lists_ask_the_database_as_often_for_three_rows_as_for_one(
    stage: Cast, meeting: TeamMeeting, sign_in: Any
) -> None:
    """Set-based: constant queries however many rows there are."""
    client = sign_in(stage.leader_member)
    paths = [
        f"teams/{stage.team.pk}/impediments/",
        f"teams/{stage.team.pk}/learnings/",
        f"teams/{stage.team.pk}/meetings/",
        f"meetings/{meeting.pk}/",
        "asks/",
    ]

    def counted(text: str) -> list[int]:
        asked(stage, text)
        with tenant(stage.organisation):
            learning_add(team=stage.team, text=text, by=stage.member, meeting=meeting)
        return [queries(client, stage.path(path)) for path in paths]

    once, _twice, thrice = (counted(text) for text in ("One", "Two", "Three"))
    assert once == thrice


def queries(client: Any, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)
