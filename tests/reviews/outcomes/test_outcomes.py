"""M4 and M6: how scores are read, and what goes on from where."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.tenancy import tenant
from okrs.initiatives.actions import initiative_save
from okrs.models import Initiative, KeyResult
from okrs.status.progress import band
from reviews.models import Outcome
from reviews.next_cycle.actions import team_carry, team_carry_propose
from reviews.outcomes.actions import Said, outcomes_say
from reviews.review.actions import cycle_close, score_give
from reviews.review.score_words import all_reached, reading
from reviews.scoring.actions import scores_reveal
from teams.models import Team
from tests.cast import Cast
from tests.reviews.next_cycle.test_next_cycle import open_next
from tests.reviews.review.test_review import measured, open_review

GOOD = Decimal("0.7")


@pytest.mark.parametrize(
    ("horizon", "score", "word"),
    [
        ("committed", "0.99", "what_happened"),
        ("committed", "1", ""),
        ("stretch", "0.7", "good"),
        ("stretch", "0.69", ""),
        ("stretch", "1", "good"),
    ],
)
def test_score_is_read_by_what_was_promised(horizon: str, score: str, word: str) -> None:
    """M4: committed below 1.0 asks what happened; a stretch is good from 0.7."""
    assert reading(horizon, Decimal(score), good_from=GOOD) == word


def test_only_everything_at_one_asks_whether_it_was_safe() -> None:
    """M4: all 1.0 → "were we safe?"; nothing scored asks nothing."""
    one, less = Decimal(1), Decimal("0.9")

    assert [all_reached(rows) for rows in ([one, one], [one, less], [])] == [True, False, False]


def test_edges_of_bands_belong_to_the_band_above() -> None:
    """M4: half-open, and settable."""
    edges = {"middle_from": Decimal("0.5"), "high_from": Decimal("0.8")}
    scores = ("0.49", "0.5", "0.79", "0.8")

    assert [band(Decimal(s), **edges) for s in scores] == ["low", "middle", "middle", "high"]


def test_organisation_sets_its_bands(stage: Cast, sign_in: Any, clock: Any) -> None:
    """M4: an administrator moves the edges; upside down is refused and keeps what was typed."""
    with tenant(stage.organisation):
        open_review(stage, clock)
        scores_reveal(teams=[stage.team])
        score_give(key_result=stage.key_results[0], by=stage.member, given=GOOD)
    path, review = stage.path("settings/scores/"), stage.path(f"cycles/{stage.cycle.pk}/review/")
    administrator = sign_in(stage.administrator)

    before = administrator.get(review).text
    wrong = administrator.post(path, {"middle_from": "0,9", "high_from": "0,8"})
    right = administrator.post(path, {"middle_from": "0,5", "high_from": "0,8"})
    after = administrator.get(review).text

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert 'value="0,9"' in wrong.text
    assert "begins above" in wrong.text
    assert ['data-band="high"' in before, 'data-band="middle"' in after] == [True, True]


def tried(cast: Cast, title: str = "Short films") -> Initiative:
    return initiative_save(
        team=cast.team,
        by=cast.member,
        title=title,
        because="They watch.",
        key_results=cast.key_results[:1],
    )


def following(cast: Cast) -> Team:
    return Team.objects.create(
        cycle=open_next(cast),
        focus_area=cast.areas[0],
        number=1,
        name="After",
        previous=cast.team,
    )


def test_what_goes_on_is_proposed_to_the_next_cycle(cast: Cast, clock: Any) -> None:
    """M6: the agreed baseline, what stops is not proposed, twice is once."""
    measured(cast, "68")
    films, radio = tried(cast), tried(cast, "Radio")
    open_review(cast, clock)
    first, second = cast.key_results[:2]
    outcomes_say(
        team=cast.team,
        by=cast.member,
        answers={
            first: Said("continue", baseline=Decimal(69)),
            second: Said("stop", "Nobody needs it."),
            films: Said("change", "With dealers."),
            radio: Said("stop"),
        },
    )
    team = following(cast)

    left = team_carry_propose(team)
    assert left is not None
    assert [left.stops(row) for row in (first, second, films, radio)] == [False, True, False, True]
    for _twice in range(2):
        team_carry(team=team, by=cast.coach, key_results=[first], initiatives=[films])

    carried = KeyResult.objects.get(objective__okr_set__team=team)
    assert (carried.previous, carried.baseline) == (first, Decimal(69))
    bet = Initiative.objects.get(team=team)
    assert (bet.title, [t.key_result for t in bet.targets.all()]) == ("Short films", [carried])


def test_bet_without_its_key_result_stays_behind(cast: Cast, clock: Any) -> None:
    """M6: a bet moves a key result, or it is none."""
    films = tried(cast)
    open_review(cast, clock)

    with pytest.raises(ValidationError, match="Take a key result along"):
        team_carry(team=following(cast), by=cast.coach, initiatives=[films])


def test_without_an_agreed_baseline_it_begins_where_it_stands(cast: Cast, clock: Any) -> None:
    """M6: metric: the current value."""
    measured(cast, "68")
    open_review(cast, clock)
    outcomes_say(team=cast.team, by=cast.member, answers={cast.key_results[0]: Said("continue")})
    team = following(cast)

    team_carry(team=team, by=cast.coach, key_results=cast.key_results[:1])

    assert KeyResult.objects.get(objective__okr_set__team=team).baseline == Decimal(68)


def test_outcome_is_said_in_review_about_ones_own(cast: Cast, clock: Any) -> None:
    """M6: in review, about the team's own, and a change says what changes."""
    own: dict[KeyResult | Initiative, Said] = {cast.key_results[0]: Said("continue")}
    with pytest.raises(ValidationError, match="in review"):
        outcomes_say(team=cast.team, by=cast.member, answers=own)
    open_review(cast, clock)
    with pytest.raises(ValidationError, match="this team's"):
        outcomes_say(team=cast.other_team, by=cast.other_member, answers=own)
    with pytest.raises(ValidationError, match="what changes"):
        outcomes_say(team=cast.team, by=cast.member, answers={cast.key_results[0]: Said("change")})

    outcomes_say(team=cast.team, by=cast.member, answers=own)
    outcomes_say(team=cast.team, by=cast.coach, answers={cast.key_results[0]: Said("stop")})
    cycle_close(cycle=cast.cycle, by=cast.integrator, note="Done.")

    assert [row.answer for row in Outcome.objects.all()] == ["stop"]
    with pytest.raises(IntegrityError, match="reviews_outcome_of_one"), transaction.atomic():
        Outcome.objects.create(answer="stop", by=cast.member)


def test_page_takes_all_answers_at_once(stage: Cast, sign_in: Any, clock: Any) -> None:
    """M6: one page a team; bad input keeps what was typed; the review shows what was said."""
    with tenant(stage.organisation):
        measured(stage, "68")
        films = tried(stage)
        open_review(stage, clock)
    first = f"kr-{stage.key_results[0].pk}"
    path = stage.path(f"teams/{stage.team.pk}/outcomes/")
    browser = sign_in(stage.member)
    answers = {f"{first}-answer": "continue", f"{first}-baseline": "70,5"}

    form = browser.get(path).text
    bad = browser.post(path, {**answers, f"bet-{films.pk}-answer": "change"})
    good = browser.post(
        path, {**answers, f"bet-{films.pk}-answer": "change", f"bet-{films.pk}-note": "Shorter."}
    )
    review = browser.get(stage.path(f"cycles/{stage.cycle.pk}/review/")).text

    assert 'value="68"' in form
    assert (bad.status_code, good.status_code) == (422, 302)
    assert 'value="70,5"' in bad.text
    assert "Next: Continue, from 70.5" in review
    assert "Next: Change: Shorter." in review
    assert sign_in(stage.other_member).get(path).status_code == 403


def test_review_has_as_many_statements_for_more_teams_and_results(
    stage: Cast, sign_in: Any, clock: Any, django_assert_max_num_queries: Any
) -> None:
    """M4, M6: set-based."""
    with tenant(stage.organisation):
        open_review(stage, clock)
    browser, path = sign_in(stage.member), stage.path(f"cycles/{stage.cycle.pk}/review/")
    browser.get(path)
    with django_assert_max_num_queries(200) as before:
        browser.get(path)

    with tenant(stage.organisation):
        for title in ("A", "B", "C"):
            tried(stage, title)
        outcomes_say(
            team=stage.team,
            by=stage.member,
            answers={row: Said("continue") for row in stage.key_results},
        )
        scores_reveal(teams=[stage.team])
    with django_assert_max_num_queries(200) as after:
        browser.get(path)

    assert len(after) == len(before)
