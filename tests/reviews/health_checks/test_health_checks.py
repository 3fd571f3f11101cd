"""L3: how a team is, asked by hidden vote, for the team and its coach alone."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.tenancy import tenant
from nudges.registry import nudges, open_rows
from reviews.health_checks.actions import (
    health_act,
    health_checks_keep_time,
    health_close,
    health_count,
    health_open,
    health_share,
    health_vote,
)
from reviews.health_checks.models import DIMENSIONS, OPEN_FOR
from reviews.health_checks.queries import shown
from reviews.health_checks.words import dimensions
from reviews.models import HealthCheck, HealthResult, HealthVote
from reviews.review.actions import cycle_close
from tests.cast import Cast
from tests.reviews.review.test_review import open_review

DUE = date(2026, 8, 1)


def vote(check: HealthCheck, who: Any, colour: str, **others: str) -> None:
    health_vote(check=check, answers={**dict.fromkeys(DIMENSIONS, colour), **others}, by=who)


def members(cast: Cast) -> list[Any]:
    """The four of the team; the cast's own two come first."""
    rows = cast.team.memberships.filter(left_on=None).select_related("person")
    own = [cast.member, cast.representative]
    return own + [row.person for row in rows if row.person not in own]


def held(cast: Cast, *colours: str) -> HealthCheck:
    """A check to which all four answered, which counts it."""
    check = health_open(team=cast.team, by=cast.coach)
    for person, colour in zip(members(cast), colours, strict=True):
        vote(check, person, colour)
    check.refresh_from_db()
    return check


def test_each_language_tells_the_same_dimensions() -> None:
    """L3: 8 dimensions in three languages."""
    for language in ("en", "de", "tr"):
        told = dimensions(language)
        assert tuple(told) == DIMENSIONS
        assert len({text for row in told.values() for text in (row.green, row.red)}) == 16


def test_closing_keeps_counts_and_deletes_votes(cast: Cast) -> None:
    """L3: hidden vote; single votes are gone, the colour is the lower median; twice is once."""
    check = health_open(team=cast.team, by=cast.coach)
    assert health_open(team=cast.team, by=cast.member) == check
    vote(check, cast.member, "red")
    for person, colour in zip(members(cast), ["green", "green", "yellow", "red"], strict=True):
        vote(check, person, colour, fun="red")

    health_close(check=check)

    check.refresh_from_db()
    trust = HealthResult.objects.get(dimension="trust")
    assert (check.asked, check.answered) == (4, 4)
    assert (trust.green, trust.yellow, trust.red, trust.colour) == (2, 1, 1, "yellow")
    assert not HealthVote.objects.exists()


def test_check_stays_open_until_its_day_or_all_have_answered(cast: Cast, clock: Any) -> None:
    """W9: nobody closes it with one other's answer in it."""
    check = health_open(team=cast.team, by=cast.coach)
    for person in members(cast)[:2]:
        vote(check, person, "green")
    with pytest.raises(ValidationError, match="when all have answered"):
        health_close(check=check)
    health_checks_keep_time(timezone.now())
    check.refresh_from_db()
    early = (check.closed_at, HealthVote.objects.exists())

    clock.shift(OPEN_FOR)
    health_checks_keep_time(timezone.now())

    check.refresh_from_db()
    assert early == (None, True)
    assert (check.answered, HealthVote.objects.exists()) == (2, False)


@pytest.mark.parametrize(("answers", "shown_rows"), [(1, 0), (2, 0), (3, 0), (4, 8)])
def test_colours_are_shown_from_four_answers_on(
    stage: Cast, sign_in: Any, clock: Any, answers: int, shown_rows: int
) -> None:
    """W9: of two, one's own taken from the counts is the other's; fewer than four are deleted."""
    with tenant(stage.organisation):
        check = health_open(team=stage.team, by=stage.coach)
        for person in members(stage)[:answers]:
            vote(check, person, "red")
        clock.shift(OPEN_FOR)
        health_close(check=check)
        kept = (HealthResult.objects.count(), HealthVote.objects.count())
    page = sign_in(stage.member).get(stage.path(f"teams/{stage.team.pk}/health/")).text

    assert kept == (shown_rows, 0)
    assert page.count("Needs care") == 2 * shown_rows
    assert ("Too few members answered to show colours" in page) == (shown_rows == 0)


def test_next_check_waits_for_two_weeks(cast: Cast, clock: Any) -> None:
    """W9: two counts at once would tell how the one answered who is only in the second."""
    held(cast, "red", "green", "green", "yellow")

    with pytest.raises(ValidationError, match="You can ask again from"):
        health_open(team=cast.team, by=cast.coach)
    clock.shift(timedelta(days=14))

    assert health_open(team=cast.team, by=cast.coach).closed_at is None


def test_trend_is_counted_from_the_last_check(cast: Cast, clock: Any) -> None:
    """L3: three colours with words and trend."""
    first = held(cast, *["red"] * 4)
    clock.shift(timedelta(days=30))
    second = held(cast, "green", "green", "yellow", "yellow")

    assert {row.trend for row in shown(first)} == {None}
    assert {(str(row.result.colour.label), row.trend) for row in shown(second)} == {("So-so", 1)}


def test_only_members_vote_and_all_of_it(cast: Cast) -> None:
    """L3: members alone, each dimension, while it is open."""
    check = health_open(team=cast.team, by=cast.coach)
    with pytest.raises(ValidationError, match="Members of the team"):
        vote(check, cast.coach, "green")
    with pytest.raises(ValidationError, match="each line"):
        health_vote(check=check, answers={"fun": "green"}, by=cast.member)
    health_count(teams=[cast.team])
    with pytest.raises(ValidationError, match="closed"):
        vote(check, cast.member, "green")

    assert not HealthVote.objects.exists()


def test_two_actions_at_most(cast: Cast) -> None:
    """L3: 1–2 actions with owner and date."""
    check = held(cast, "red", "green", "green", "green")
    for text in ("Lunch", "Walk"):
        health_act(check=check, text=text, owner=cast.member, due_on=DUE)

    with pytest.raises(ValidationError, match="Two actions"):
        health_act(check=check, text="Talk", owner=cast.member, due_on=DUE)
    with pytest.raises(ValidationError, match="in the team"):
        health_act(check=check, text="Talk", owner=cast.other_member, due_on=DUE)


def test_members_are_asked_until_they_answer(cast: Cast) -> None:
    """L3: My work asks each member once a check is open."""
    vote(health_open(team=cast.team, by=cast.coach), cast.member, "green")

    asked = {row.person_id for row in open_rows(nudges["reviews.health_check"], timezone.now())}

    assert asked == {person.pk for person in members(cast)} - {cast.member.pk}


def test_closing_the_cycle_leaves_no_vote(cast: Cast, clock: Any) -> None:
    """L3: no vote outlives its cycle."""
    vote(health_open(team=cast.team, by=cast.coach), cast.member, "green")
    open_review(cast, clock)
    cycle_close(cycle=cast.cycle, by=cast.integrator, note="Done.")

    assert not HealthVote.objects.exists()
    assert HealthCheck.objects.get().answered == 1


def test_program_sees_only_what_the_team_shares(stage: Cast, sign_in: Any) -> None:
    """L3: colours for team and coach; participation and actions for the program, if shared."""
    with tenant(stage.organisation):
        check = held(stage, *["red"] * 4)
        health_act(check=check, text="Eat lunch together", owner=stage.member, due_on=DUE)
    path = stage.path(f"teams/{stage.team.pk}/health/")
    outside = ("sponsor", "integrator", "facilitator", "other_member", "reader")

    def codes() -> list[int]:
        return [sign_in(getattr(stage, who)).get(path).status_code for who in outside]

    inside = [sign_in(person).get(path).text for person in (stage.member, stage.coach)]
    before = codes()
    sign_in(stage.coach).post(stage.path(f"health-checks/{check.pk}/share/"), {"share": "yes"})
    after, page = codes(), sign_in(stage.sponsor).get(path).text

    assert ["4 Needs care" in text for text in inside] == [True, True]
    assert (before, after) == ([403] * 5, [200, 200, 200, 200, 403])
    assert ("4 of 4 took part" in page, "Eat lunch together" in page) == (True, True)
    assert "Needs care" not in page


def test_way_through_the_screens(stage: Cast, sign_in: Any) -> None:
    """L3: opened, answered, closed, acted on; bad input keeps what was typed."""
    team = stage.path(f"teams/{stage.team.pk}/health/")
    sign_in(stage.coach).post(f"{team}open/")
    with tenant(stage.organisation):
        check = HealthCheck.objects.get()
    own = stage.path(f"health-checks/{check.pk}/")
    answers = dict.fromkeys(DIMENSIONS, "yellow")

    half = sign_in(stage.member).post(f"{own}vote/", {**answers, "fun": ""})
    whole = sign_in(stage.member).post(f"{own}vote/", answers)
    others = sign_in(stage.representative).get(f"{own}vote/").text
    early = sign_in(stage.coach).post(f"{team}close/", follow=True).text
    with tenant(stage.organisation):
        for person in members(stage)[1:]:
            vote(check, person, "yellow")
    bad = sign_in(stage.coach).post(f"{own}act/", {"text": "Lunch", "due_on": "soon"})
    page = sign_in(stage.representative).get(team).text

    assert (half.status_code, whole.status_code, bad.status_code) == (422, 302, 422)
    assert half.text.count("checked") == 7
    assert others.count("checked") == 0
    assert 'value="Lunch"' in bad.text
    assert "Not all have answered. It closes on" in early
    assert page.count("4 So-so") == 8


def test_sharing_waits_for_the_close(cast: Cast) -> None:
    """L3: an open check shows nothing to anybody."""
    check = health_open(team=cast.team, by=cast.coach)

    with pytest.raises(ValidationError, match="Close"):
        health_share(check=check, share=True)
