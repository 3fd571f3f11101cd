"""K7: the hidden vote of confidence in the room, and the team's own word after it (K6)."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError

from checkins.live_check_in.actions import check_in_end, check_in_start, slot_absent, slot_next
from checkins.models import Minutes, Slot
from checkins.series.actions import series_plan
from checkins.votes.actions import vote_close, vote_give, vote_open
from checkins.votes.counts import vote_of
from core.tenancy import tenant
from okrs.models import ConfidenceRound, ConfidenceVote, KeyResult, Measurement
from tests.cast import Cast, join
from tests.okrs.rows import measured

TODAY = datetime(2026, 5, 20, 14, 0, tzinfo=ZoneInfo("Europe/Istanbul"))


@pytest.fixture
def slot(stage: Cast, clock: time_machine.Traveller) -> Slot:
    """The first team on stage; its first key result is measured, the second is not."""
    clock.move_to(TODAY)
    with tenant(stage.organisation):
        measured(stage.key_results[0], stage.member, "68", "2026-05-18", "confident", line="Vans")
        (check_in,) = series_plan(
            cycle=stage.cycle, dates=[TODAY], by=stage.integrator, facilitator=stage.facilitator
        )
        check_in_start(check_in=check_in, by=stage.facilitator)
        return on_stage()


@pytest.fixture
def slot_inside(cast: Cast, clock: time_machine.Traveller) -> Slot:
    """The first team on stage, inside its organisation."""
    clock.move_to(TODAY)
    (check_in,) = series_plan(cycle=cast.cycle, dates=[TODAY], by=cast.integrator)
    check_in_start(check_in=check_in, by=cast.facilitator)
    return on_stage()


def on_stage() -> Slot:
    return Slot.objects.select_related("team", "check_in__cycle__theme").get(state="on")


def words(stage: Cast, *given: str) -> dict[KeyResult, str]:
    return dict(zip(stage.key_results, given, strict=True))


def room(stage: Cast, slot: Slot) -> str:
    return stage.path(f"check-ins/{slot.check_in_id}/")


def test_vote_from_the_opening_to_the_team_s_word(stage: Cast, slot: Slot, sign_in: Any) -> None:
    """K7, K6: the screens show a number until it is closed, then counts; the team confirms."""
    here, vote = room(stage, slot), stage.path(f"slots/{slot.pk}/vote/")
    first, second = (f"kr-{kr.pk}" for kr in stage.key_results)
    sign_in(stage.facilitator).post(vote + "open/")

    def look(person: Any, path: str = here) -> str:
        return sign_in(person).get(path).text

    assert "0 of 4 have voted" in look(stage.facilitator)
    assert f'href="{vote}"' in look(stage.member)
    assert f'href="{vote}"' not in look(stage.other_member)
    given = [
        (stage.member, "doubtful"),
        (stage.representative, "unsure"),
        (stage.leader_member, "unsure"),
    ]
    for person, word in given:
        sign_in(person).post(vote, {first: word, second: "confident"})
    hidden = look(stage.facilitator)
    assert "3 of 4 have voted" in hidden
    assert "Hear the lowest first" not in hidden
    mine = sign_in(stage.member).get(vote).context["form"]
    assert mine.fields[first].initial == "doubtful"

    sign_in(stage.waiting_member).post(vote, {first: "doubtful", second: "confident"})
    shown = look(stage.other_member)
    assert "Hear the lowest first, then the highest" in shown
    with tenant(stage.organisation):
        counts = [row.counts for row in ConfidenceRound.objects.order_by("key_result")]
        assert not ConfidenceVote.objects.exists()
        assert Measurement.objects.get().confidence == "confident"
    assert counts == [
        {"confident": 0, "unsure": 2, "doubtful": 2},
        {"confident": 4, "unsure": 0, "doubtful": 0},
    ]

    word, path = sign_in(stage.member), stage.path(f"slots/{slot.pk}/word/")
    page = word.get(path)
    assert page.context["form"].fields[first].initial == "doubtful"
    assert "“Repeat visits” is not measured yet" in page.text
    word.post(path, {first: "unsure"})
    with tenant(stage.organisation):
        latest = Measurement.objects.latest("pk")
    assert (latest.value, latest.confidence, latest.by_id) == (68, "unsure", stage.member.pk)


def test_vote_belongs_to_the_team_on_stage(stage: Cast, slot: Slot, sign_in: Any) -> None:
    """K7: others neither vote nor open, close or say the team's word; off the stage nobody does."""
    vote, word = stage.path(f"slots/{slot.pk}/vote/"), stage.path(f"slots/{slot.pk}/word/")

    def answers(person: Any) -> list[int]:
        client = sign_in(person)
        return [client.post(p).status_code for p in (vote, vote + "open/", vote + "close/", word)]

    assert answers(stage.other_member) == [403] * 4
    assert answers(stage.coach) == [403, 403, 403, 422]
    assert answers(stage.facilitator) == [403, 302, 302, 403]
    with tenant(stage.organisation):
        later = Slot.objects.get(team=stage.other_team)
        with pytest.raises(ValidationError, match="left the stage"):
            vote_open(slot=later, by=stage.facilitator)


def test_all_have_voted_counts_by_itself(cast: Cast, slot_inside: Slot) -> None:
    """K7: the last vote closes it, and a vote after that is refused."""
    vote_open(slot=slot_inside, by=cast.facilitator)
    team = (cast.member, cast.representative, cast.leader_member, cast.waiting_member)
    for person in team:
        vote_give(slot=slot_inside, answers=words(cast, "unsure", "unsure"), by=person)

    vote = vote_of(slot_inside)
    assert (vote.open, [row.word for row in vote.counted], vote.apart) == (
        False,
        ["unsure"] * 2,
        [],
    )
    assert not ConfidenceVote.objects.exists()
    with pytest.raises(ValidationError, match="counted already"):
        vote_give(slot=slot_inside, answers=words(cast, "unsure", "unsure"), by=cast.member)


TEAM = ("member", "representative", "leader_member", "waiting_member")


@pytest.mark.parametrize("leave", ["next", "absent", "end"])
def test_no_vote_outlives_the_stage(cast: Cast, slot_inside: Slot, leave: str) -> None:
    """K7: whatever takes the team off the stage counts the open vote and deletes its votes."""
    vote_open(slot=slot_inside, by=cast.facilitator)
    join(cast, cast.reader, cast.team, "3")
    for who in TEAM:
        vote_give(
            slot=slot_inside, answers=words(cast, "unsure", "confident"), by=getattr(cast, who)
        )

    if leave == "next":
        slot_next(slot=slot_inside, by=cast.facilitator)
    elif leave == "absent":
        slot_absent(slot=slot_inside, by=cast.facilitator)
    else:
        check_in_end(check_in=slot_inside.check_in, by=cast.facilitator)

    assert not ConfidenceVote.objects.exists()
    assert not ConfidenceRound.objects.filter(closed_at=None).exists()
    if leave == "end":
        found = Minutes.objects.get().content["teams"][0]["key_results"][0]
        assert found["voted"] == "voted: 0 Confident, 4 Unsure, 0 Doubtful"


def test_who_has_voted_cannot_be_followed(
    cast: Cast, slot_inside: Slot, django_capture_on_commit_callbacks: Any
) -> None:
    """K7: the stream tells of one more vote; a vote that is changed makes no event."""

    def told(act: Any) -> int:
        with django_capture_on_commit_callbacks() as callbacks:
            act()
        return len(callbacks)

    give = lambda *given: vote_give(  # noqa: E731
        slot=slot_inside, answers=words(cast, *given), by=cast.member
    )

    assert told(lambda: vote_open(slot=slot_inside, by=cast.facilitator)) == 1
    assert told(lambda: give("unsure", "unsure")) == 1
    assert told(lambda: give("doubtful", "unsure")) == 0
    assert ConfidenceVote.objects.count() == 2
    assert told(lambda: vote_close(slot=slot_inside, by=cast.facilitator)) > 0
