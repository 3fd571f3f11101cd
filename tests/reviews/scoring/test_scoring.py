"""M3: members score alone first; then all is revealed, without names."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from core.tenancy import tenant
from nudges.registry import nudges, open_rows
from reviews.models import PrivateScore, ScoreRound
from reviews.review.actions import cycle_close, score_give
from reviews.scoring.actions import own_scores, scores_reveal, scores_say
from teams.models import Membership
from tests.cast import ISTANBUL, Cast
from tests.reviews.review.test_review import open_review

AFTER = datetime(2026, 6, 30, 13, 0, tzinfo=ISTANBUL)


def say(cast: Cast, who: str, score: str, row: int = 0) -> None:
    scores = {cast.key_results[row]: Decimal(score)}
    scores_say(team=cast.team, by=getattr(cast, who), scores=scores)


def test_reveal_keeps_counts_and_deletes_every_score(cast: Cast, clock: Any) -> None:
    """M3: lowest, highest, median and count stay; single scores are gone; twice is once."""
    open_review(cast, clock)
    for who, score in (("member", "0.2"), ("representative", "0.5"), ("leader_member", "0.9")):
        say(cast, who, score)
    say(cast, "waiting_member", "0.6")
    say(cast, "member", "0.4")

    scores_reveal(teams=[cast.team])
    scores_reveal(teams=[cast.team])

    found = ScoreRound.objects.get(key_result=cast.key_results[0])
    assert (found.count, found.lowest, found.median, found.highest) == (
        4,
        Decimal("0.40"),
        Decimal("0.55"),
        Decimal("0.90"),
    )
    assert found.ambiguous
    assert not PrivateScore.objects.exists()


@pytest.mark.parametrize(("other", "ambiguous"), [("0.79", False), ("0.8", True)])
def test_spread_as_wide_as_a_band_is_ambiguous(
    cast: Cast, clock: Any, other: str, ambiguous: bool
) -> None:
    """M3: a big spread says that the key result can be read in more than one way."""
    open_review(cast, clock)
    for who in ("member", "leader_member", "waiting_member"):
        say(cast, who, "0.5")
    say(cast, "representative", other)

    scores_reveal(teams=[cast.team])

    assert ScoreRound.objects.get(key_result=cast.key_results[0]).ambiguous is ambiguous


@pytest.mark.parametrize("scored", [1, 2, 3])
def test_few_scores_are_counted_and_kept_nowhere(cast: Cast, clock: Any, scored: int) -> None:
    """M3, W9: of three, lowest, middle and highest are the three themselves."""
    open_review(cast, clock)
    for who in ("member", "representative", "leader_member")[:scored]:
        say(cast, who, "0.37")

    scores_reveal(teams=[cast.team])

    with connection.cursor() as cursor:
        cursor.execute("SELECT count, lowest, median, highest FROM reviews_scoreround")
        kept = set(cursor.fetchall())
    assert kept == {(scored, None, None, None), (0, None, None, None)}


def test_nobody_scores_alone_outside_the_time_for_it(cast: Cast, clock: Any) -> None:
    """M3: until 24 hours before the review, or until the reveal; members of the team alone."""
    with pytest.raises(ValidationError, match="in review"):
        say(cast, "member", "0.5")
    open_review(cast, clock)
    with pytest.raises(ValidationError, match="Members of the team"):
        say(cast, "coach", "0.5")
    with pytest.raises(ValidationError, match=r"between 0\.0 and 1\.0"):
        say(cast, "member", "1.1")

    clock.move_to(AFTER)
    with pytest.raises(ValidationError, match="time to score alone is over"):
        say(cast, "member", "0.5")
    scores_reveal(teams=[cast.team])

    assert not PrivateScore.objects.exists()


def test_revealed_key_result_takes_no_private_score(cast: Cast, clock: Any) -> None:
    """M3: whoever has seen the others' scores cannot score alone."""
    open_review(cast, clock)
    scores_reveal(teams=[cast.team])

    with pytest.raises(ValidationError, match="revealed already"):
        say(cast, "member", "0.5")


def test_team_agrees_on_a_score_after_the_reveal(cast: Cast, clock: Any) -> None:
    """M3, M2: nobody's word is the team's before all have said theirs."""
    open_review(cast, clock)
    agreed: Any = {"key_result": cast.key_results[0], "by": cast.member, "given": Decimal("0.6")}

    with pytest.raises(ValidationError, match="First everybody scores alone"):
        score_give(**agreed)
    scores_reveal(teams=[cast.team])

    assert score_give(**agreed).given == Decimal("0.6")


def test_closing_leaves_no_private_score(cast: Cast, clock: Any) -> None:
    """M3: what was never revealed is counted as the cycle closes."""
    open_review(cast, clock)
    say(cast, "member", "0.5")
    cycle_close(cycle=cast.cycle, by=cast.integrator, note="Done.")

    assert not PrivateScore.objects.exists()
    assert ScoreRound.objects.get(key_result=cast.key_results[0]).count == 1


def test_members_are_asked_until_they_have_scored(cast: Cast, clock: Any) -> None:
    """M3: asked in My work and by mail; not after the deadline."""
    open_review(cast, clock)
    say(cast, "member", "0.5")

    def asked(now: datetime) -> set[int]:
        return {due.person_id for due in open_rows(nudges["reviews.score"], now)}

    others = Membership.objects.current().filter(team=cast.team).exclude(person=cast.member)
    assert asked(datetime(2026, 6, 29, 10, 0, tzinfo=ISTANBUL)) == set(
        others.values_list("person", flat=True)
    )
    assert asked(AFTER) == set()


def test_pages_show_nobody_elses_score(stage: Cast, sign_in: Any, clock: Any) -> None:
    """M3: one's own form alone before the reveal; after it the spread, in the program."""
    with tenant(stage.organisation):
        open_review(stage, clock)
        for who, score in (
            ("member", "0.13"),
            ("representative", "0.87"),
            ("leader_member", "0.87"),
            ("waiting_member", "0.13"),
        ):
            say(stage, who, score)
    review = stage.path(f"cycles/{stage.cycle.pk}/review/")
    form = stage.path(f"teams/{stage.team.pk}/scores/")
    people = ("leader_member", "coach", "facilitator", "integrator", "sponsor", "representative")

    before = {who: sign_in(getattr(stage, who)).get(review).text for who in people}
    theirs = sign_in(stage.leader_member).get(form).text
    mine = sign_in(stage.member).get(form).text
    sign_in(stage.facilitator).post(f"{form}reveal/")
    after = {who: sign_in(getattr(stage, who)).get(review).text for who in (*people, "reader")}

    assert [who for who, page in before.items() if "0.13" in page or "0.87" in page] == []
    assert ("0.13" in theirs, 'value="0.13"' in mine) == (False, True)
    assert "4 members have scored" in before["facilitator"]
    assert "4 members have scored" not in before["sponsor"]
    spread = "from 0.13 to 0.87, in the middle 0.50"
    assert [who for who, page in after.items() if spread in page] == list(people)
    assert [who for who, page in after.items() if "ambiguous key result" in page] == list(people)


def test_empty_and_bad_scores_keep_what_was_typed(stage: Cast, sign_in: Any, clock: Any) -> None:
    """M3: 422 with a sentence; what one cannot judge stays empty."""
    with tenant(stage.organisation):
        open_review(stage, clock)
    browser, path = sign_in(stage.member), stage.path(f"teams/{stage.team.pk}/scores/")
    first, second = (f"kr-{row.pk}" for row in stage.key_results[:2])

    nothing = browser.post(path, {})
    bad = browser.post(path, {first: "7", second: "0,4"})
    good = browser.post(path, {first: "", second: "0,4"})

    assert (nothing.status_code, bad.status_code, good.status_code) == (422, 422, 302)
    assert "Score at least one key result" in nothing.text
    assert 'value="7"' in bad.text
    with tenant(stage.organisation):
        assert own_scores(stage.team, stage.member) == {stage.key_results[1].pk: Decimal("0.4")}


def test_review_is_not_asked_before_its_day(cast: Cast, clock: Any) -> None:
    """M3: a review of the same day gives time until it begins."""
    open_review(cast, clock)
    cast.cycle.review.score_hours = 240

    assert cast.cycle.review.scored_until == cast.cycle.review.starts_at
    assert cast.cycle.review.starts_at.date() == date(2026, 7, 1)


def test_scores_without_a_review_lead_to_the_review(stage: Cast, sign_in: Any) -> None:
    """The cycle runs, and nobody has planned its review."""
    browser = sign_in(stage.member)

    answer = browser.post(stage.path(f"teams/{stage.team.pk}/scores/"), {"score": "0.5"})

    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        stage.path(f"cycles/{stage.cycle.pk}/review/"),
    )
