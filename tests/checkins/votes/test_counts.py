"""K7: when counts of a hidden vote are not shown, and in how many queries they are."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from checkins.live_check_in.actions import check_in_end, check_in_start, slot_next
from checkins.models import CheckIn, Slot
from checkins.series.actions import series_plan
from checkins.votes.actions import vote_close, vote_give, vote_open
from checkins.votes.counts import vote_of
from core.tenancy import tenant
from okrs.confidence.words import ends
from okrs.models import ConfidenceRound, ConfidenceVote, KeyResult
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


TEAM = ("member", "representative", "leader_member", "waiting_member")


@pytest.mark.parametrize("voted", [1, 2, 3])
def test_few_votes_are_not_shown(stage: Cast, slot: Slot, sign_in: Any, voted: int) -> None:
    """W9: closed at will after two votes, one's own taken from the counts was the other's."""
    with tenant(stage.organisation):
        vote_open(slot=slot, by=stage.facilitator)
        for who in TEAM[:voted]:
            vote_give(slot=slot, answers=words(stage, "unsure", "doubtful"), by=getattr(stage, who))
        vote_close(slot=slot, by=stage.facilitator)
        kept = {row.voted for row in ConfidenceRound.objects.all()}
        left = ConfidenceVote.objects.count()
    page = sign_in(stage.facilitator).get(room(stage, slot)).text

    assert (kept, left) == ({0}, 0)
    assert "Too few have voted to show the counts" in page
    assert "All chose the same" not in page


def test_second_vote_wants_everybody_in_both(cast: Cast, slot_inside: Slot) -> None:
    """W9: two counts that differ by one voter would tell that vote."""
    join(cast, cast.reader, cast.team, "3")

    def vote(*who: str) -> set[int]:
        vote_open(slot=slot_inside, by=cast.facilitator)
        for name in who:
            vote_give(
                slot=slot_inside, answers=words(cast, "unsure", "unsure"), by=getattr(cast, name)
            )
        vote_close(slot=slot_inside, by=cast.facilitator)
        return {row.voted for row in vote_of(slot_inside).counted}

    few, all_of_them, second = vote(*TEAM[:2]), vote(*TEAM, "reader"), vote(*TEAM, "reader")
    without_one, after = vote(*TEAM), vote(*TEAM, "reader")

    assert (few, all_of_them, second, without_one, after) == ({0}, {5}, {5}, {0}, {5})


def test_second_vote_is_refused_where_one_was_missing(
    cast: Cast, slot_inside: Slot, clock: time_machine.Traveller
) -> None:
    """W9: the page says so before anybody votes; on another day the team is asked again."""
    join(cast, cast.reader, cast.team, "3")
    vote_open(slot=slot_inside, by=cast.facilitator)
    for who in TEAM:
        vote_give(slot=slot_inside, answers=words(cast, "unsure", "unsure"), by=getattr(cast, who))
    vote_close(slot=slot_inside, by=cast.facilitator)

    with pytest.raises(ValidationError, match="Not all members took part"):
        vote_open(slot=slot_inside, by=cast.facilitator)
    clock.shift(timedelta(days=1))
    vote_open(slot=slot_inside, by=cast.facilitator)

    assert vote_of(slot_inside).open


def test_votes_of_an_earlier_check_in_are_not_shown(
    cast: Cast, slot_inside: Slot, clock: time_machine.Traveller
) -> None:
    """K7: two weeks later nothing stands there until the vote is opened again."""
    vote_open(slot=slot_inside, by=cast.facilitator)
    check_in_end(check_in=slot_inside.check_in, by=cast.facilitator)
    clock.move_to(TODAY + timedelta(days=14))
    (later,) = series_plan(cycle=cast.cycle, dates=[TODAY + timedelta(days=14)], by=cast.integrator)
    check_in_start(check_in=later, by=cast.facilitator)
    slot_next(slot=on_stage(), by=cast.facilitator)

    assert vote_of(on_stage()).rounds == []


def test_team_without_key_results_is_told_so(stage: Cast, slot: Slot, sign_in: Any) -> None:
    with tenant(stage.organisation):
        slot_next(slot=slot, by=stage.facilitator)
        second = on_stage()
    client = sign_in(stage.facilitator)

    client.post(stage.path(f"slots/{second.pk}/vote/open/"))

    assert "no key result to vote on yet" in client.get(room(stage, second)).text


def test_vote_part_asks_the_database_as_often_for_many_votes(
    stage: Cast, slot: Slot, sign_in: Any
) -> None:
    client, path = sign_in(stage.facilitator), room(stage, slot) + "vote/"

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    with tenant(stage.organisation):
        vote_open(slot=slot, by=stage.facilitator)
        vote_give(slot=slot, answers=words(stage, "unsure", "unsure"), by=stage.member)
    once = queries()
    with tenant(stage.organisation):
        for number in range(3):
            kr = KeyResult.objects.create(
                objective_id=stage.key_results[0].objective_id,
                position=3 + number,
                title="More",
                kind="increase",
                baseline=Decimal(0),
                target=Decimal(9),
            )
            stage.key_results.append(kr)
        vote_open(slot=slot, by=stage.facilitator)
        for person in (stage.representative, stage.leader_member):
            vote_give(slot=slot, answers=words(stage, *["unsure"] * 5), by=person)

    assert queries() == once
    with tenant(stage.organisation):
        assert CheckIn.objects.get().live


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((0, 0, 0), ("", "")),
        ((2, 0, 0), ("confident", "confident")),
        ((1, 3, 0), ("unsure", "confident")),
        ((1, 0, 1), ("doubtful", "confident")),
    ],
)
def test_ends_of_a_spread(counts: tuple[int, int, int], expected: tuple[str, str]) -> None:
    """K7: lowest and highest, of counts."""
    confident, unsure, doubtful = counts

    assert ends(confident=confident, unsure=unsure, doubtful=doubtful) == expected
