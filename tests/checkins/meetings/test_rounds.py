"""A team meeting in writing: opened, answered in one's own time, over by itself."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from checkins.meetings.actions import meeting_close, meeting_open
from checkins.meetings.round_actions import answers_forget, round_answer, round_drop, round_open
from checkins.meetings.weeks import weeks_of
from checkins.models import Learning, MeetingRound, ProgressLine, RoundAnswer, TeamMeeting
from checkins.reports.actions import achievement_add, learning_add
from core.tenancy import tenant
from nudges.mail.outbox import sweep
from nudges.models import Occasion
from nudges.registry import nudges
from tests.cast import ISTANBUL, Cast

UNTIL = datetime(2026, 5, 21, 18, 0, tzinfo=ISTANBUL)  # the cast stands at noon the day before


def opened(cast: Cast) -> MeetingRound:
    meeting = meeting_open(team=cast.team, by=cast.member)
    return round_open(meeting=meeting, until=UNTIL, by=cast.member)


def again(meeting: TeamMeeting) -> TeamMeeting:
    """The meeting as the next request reads it."""
    found: TeamMeeting = TeamMeeting.objects.get(pk=meeting.pk)
    return found


def asked(person: Any = None) -> set[int]:
    rows = nudges["checkins.answer_round"].rows(timezone.now(), person)
    return {due.person_id for due in rows}


def mails() -> list[int]:
    sweep(timezone.now())
    rows = Occasion.objects.filter(kind="checkins.answer_round")
    return sorted(rows.values_list("person_id", flat=True))


def test_members_are_asked_and_reminded_once(cast: Cast, clock: time_machine.Traveller) -> None:
    """I7: asked when it opens, reminded once before the deadline; not who has answered."""
    round_ = opened(cast)
    team = [cast.representative, cast.member, cast.leader_member, cast.waiting_member]
    learning_add(team=cast.team, text="Dates matter", by=cast.member, meeting=round_.meeting)
    round_answer(meeting=round_.meeting, by=cast.leader_member)

    silent = sorted([cast.representative.pk, cast.waiting_member.pk])
    assert asked() == set(silent)
    assert [bool(asked(person)) for person in team] == [True, False, False, True]
    assert mails() == silent
    clock.move_to(UNTIL - timedelta(hours=3))
    assert mails() == sorted(silent * 2)
    clock.move_to(UNTIL - timedelta(hours=1))
    assert mails() == sorted(silent * 2)
    clock.move_to(UNTIL)
    assert (asked(), mails()) == (set(), sorted(silent * 2))


def test_round_ends_by_the_clock_and_reads_as_one_page(
    stage: Cast, sign_in: Any, clock: time_machine.Traveller
) -> None:
    """I7: until the deadline each writes for themselves; then nobody does, and it was held."""
    with tenant(stage.organisation):
        meeting = opened(stage).meeting
    path = stage.path(f"meetings/{meeting.pk}/")
    for person, kind, text in (
        (stage.member, "progress", "Three dealers answered"),
        (stage.representative, "impediment", "No van"),
        (stage.leader_member, "achievement", "Konya is in"),
    ):
        assert (
            sign_in(person).post(f"{path}notes/", {"kind": kind, "text": text}).status_code == 302
        )

    clock.move_to(UNTIL + timedelta(minutes=1))
    page = sign_in(stage.waiting_member).get(path)
    late = sign_in(stage.member).post(f"{path}notes/", {"kind": "progress", "text": "Too late"})
    weeks = sign_in(stage.member).get(stage.path(f"teams/{stage.team.pk}/meetings/"))

    lines = [
        (c.kind, [(r.text, str(r.by)) for r in c.rows], c.url) for c in page.context["columns"]
    ]
    assert lines == [
        ("progress", [("Three dealers answered", "Emre Sahin")], ""),
        ("learning", [], ""),
        ("impediment", [("No van", "Selin Kaya")], ""),
        ("achievement", [("Konya is in", "Jurgen Weiss")], ""),
    ]
    assert (late.status_code, "This meeting is over" in late.text) == (422, True)
    assert [week.state for week in weeks.context["weeks"]] == ["held"]


def test_round_in_which_nobody_spoke_is_a_missed_week(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    """I5, I7: silence is missed, not held."""
    opened(cast)
    assert [week.state for week in weeks_of(cast.team, timezone.now())] == ["writing"]

    clock.move_to(UNTIL)
    assert [week.state for week in weeks_of(cast.team, timezone.now())] == ["missed"]


def test_who_has_answered_is_for_the_team_alone(stage: Cast, sign_in: Any) -> None:
    """I6, I7: the team and its coach see whom it waits for; the integration team does not."""
    with tenant(stage.organisation):
        meeting = opened(stage).meeting
    path = stage.path(f"meetings/{meeting.pk}/")
    sign_in(stage.member).post(f"{path}round/answered/")

    page = sign_in(stage.representative).get(path)
    outside = sign_in(stage.integrator).get(path)

    assert [str(one) for one in page.context["answered"]] == ["Emre Sahin"]
    assert len(page.context["silent"]) == 3
    assert "answered" not in outside.context
    assert "Still to come" not in outside.text
    assert sign_in(stage.coach).post(f"{path}round/answered/").status_code == 403


def test_who_has_answered_is_forgotten(cast: Cast, clock: time_machine.Traveller) -> None:
    """I7: gone once the meeting is closed, and once the deadline has passed."""
    first = opened(cast)
    round_answer(meeting=first.meeting, by=cast.member)
    meeting_close(meeting=first.meeting, by=cast.member)
    assert not RoundAnswer.objects.exists()

    second = TeamMeeting.objects.create(team=cast.team, starts_at=UNTIL)
    round_open(meeting=second, until=UNTIL, by=cast.member)
    round_answer(meeting=again(second), by=cast.member)
    answers_forget(UNTIL - timedelta(seconds=1))
    assert RoundAnswer.objects.count() == 1
    answers_forget(UNTIL)
    assert not RoundAnswer.objects.exists()


def test_round_is_held_as_a_call_after_all(cast: Cast, clock: time_machine.Traveller) -> None:
    """I7: what was written stays, and the page takes lines again."""
    meeting = opened(cast).meeting
    achievement_add(team=cast.team, text="Konya is in", by=cast.member, meeting=meeting)
    clock.move_to(UNTIL + timedelta(hours=1))

    round_drop(meeting=meeting, by=cast.representative)
    learning_add(team=cast.team, text="Talk", by=cast.member, meeting=again(meeting))
    meeting_close(meeting=again(meeting), by=cast.representative)

    held = again(meeting)
    assert (held.achievements.count(), held.learnings.count(), held.written) == (1, 1, None)
    with pytest.raises(ValidationError, match="This meeting is over"):
        round_open(meeting=held, until=UNTIL + timedelta(days=1), by=cast.member)


@pytest.mark.parametrize("until", ["2026-05-20T11:00", "2026-05-28T12:00", "9999-12-31T23:59", ""])
def test_deadline_is_within_a_week(stage: Cast, sign_in: Any, until: str) -> None:
    """I7: a sentence, the words typed stay, and nobody is asked."""
    with tenant(stage.organisation):
        meeting = meeting_open(team=stage.team, by=stage.member)

    answer = sign_in(stage.member).post(
        stage.path(f"meetings/{meeting.pk}/round/"), {"until": until}
    )

    assert answer.status_code == 422
    assert answer.context["round_form"].errors["until"]
    assert until in answer.text
    with tenant(stage.organisation):
        assert not MeetingRound.objects.exists()


def test_deadline_can_be_moved(stage: Cast, sign_in: Any) -> None:
    """I7: who has answered stays known."""
    with tenant(stage.organisation):
        meeting = opened(stage).meeting
        round_answer(meeting=meeting, by=stage.member)

    sign_in(stage.coach).post(
        stage.path(f"meetings/{meeting.pk}/round/"), {"until": "2026-05-22T12:00"}
    )

    with tenant(stage.organisation):
        moved = MeetingRound.objects.get()
        assert moved.until == datetime(2026, 5, 22, 12, 0, tzinfo=ISTANBUL)
        assert (moved.opened_by, moved.answers.count()) == (stage.member, 1)


def test_line_grows_where_it_stands(stage: Cast, sign_in: Any) -> None:
    """I2, I3: all a learning can say opens below its line; refused words stay, kept ones show."""
    with tenant(stage.organisation):
        meeting = meeting_open(team=stage.team, by=stage.member)
        learning = learning_add(
            team=stage.team, text="Dates matter", by=stage.member, meeting=meeting
        )
    client, path = sign_in(stage.member), stage.path(f"learnings/{learning.pk}/edit/")
    below = {"HX-Request": "true", "HX-Target": f"more-learning-{learning.pk}"}
    words = {
        "text": "Dates matter",
        "believed": "Money does",
        "saw": "They ask when",
        "now": "We promise dates",
        "evidence": "https://example.org/9",
        "tags": "dealers",
        "keep": "on",
    }

    page = client.get(stage.path(f"meetings/{meeting.pk}/")).text
    form = client.get(path, headers=below).text
    refused = client.post(path, {**words, "evidence": "no link"}, headers=below)
    kept = client.post(path, words, headers=below)

    assert f'id="more-learning-{learning.pk}" data-inline' in page
    assert form.lstrip().startswith("<form")
    assert 'name="believed"' in form
    assert (refused.status_code, "Money does" in refused.text) == (422, True)
    assert (kept.headers["HX-Retarget"], "practice to keep" in kept.text) == (
        f"#learning-{learning.pk}",
        True,
    )
    with tenant(stage.organisation):
        row = Learning.objects.get()
    assert (row.saw, row.tags, row.share, row.keep) == ("They ask when", "dealers", False, True)


def test_lines_of_progress_stay_in_the_team(stage: Cast, sign_in: Any) -> None:
    """I1: what moved is a block of its own; nobody reads it in the check-in."""
    with tenant(stage.organisation):
        meeting = meeting_open(team=stage.team, by=stage.member)
    path = stage.path(f"meetings/{meeting.pk}/")

    sign_in(stage.member).post(f"{path}notes/", {"kind": "progress", "text": " Two  talks held "})

    with tenant(stage.organisation):
        assert ProgressLine.objects.get().text == "Two talks held"
    strange = sign_in(stage.member).post(
        f"{path}notes/", {"kind": "gossip", "text": "Psst"}, headers={"HX-Request": "true"}
    )
    assert (strange.status_code, "Psst" in strange.text) == (422, True)
    assert sign_in(stage.home_leader).get(path).status_code == 403


def test_meeting_asks_the_database_as_often_for_three_lines_as_for_one(
    stage: Cast, sign_in: Any, django_assert_max_num_queries: Any
) -> None:
    """I1, I7: constant queries however much was written."""
    with tenant(stage.organisation):
        meeting = opened(stage).meeting
    client, path = sign_in(stage.member), stage.path(f"meetings/{meeting.pk}/")

    def counted() -> int:
        client.post(f"{path}notes/", {"kind": "progress", "text": "One more"})
        with django_assert_max_num_queries(100) as captured:
            client.get(path)
        return len(captured)

    once, _twice, thrice = counted(), counted(), counted()
    assert once == thrice
