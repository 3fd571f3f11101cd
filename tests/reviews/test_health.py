"""L3: how a team is, asked by hidden vote, for the team and its coach alone."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from nudges.registry import nudges, open_rows
from orgs.tenancy import tenant
from reviews.actions.health import (
    health_act,
    health_close,
    health_open,
    health_share,
    health_vote,
)
from reviews.actions.reviews import cycle_close
from reviews.health import shown
from reviews.health_words import dimensions
from reviews.models import HealthCheck, HealthResult, HealthVote
from reviews.models.health import DIMENSIONS
from tests.cast import Cast
from tests.reviews.test_review import open_review

DUE = date(2026, 8, 1)


def vote(check: HealthCheck, who: Any, colour: str, **others: str) -> None:
    health_vote(check=check, answers={**dict.fromkeys(DIMENSIONS, colour), **others}, by=who)


def held(cast: Cast, first: str, second: str) -> HealthCheck:
    check = health_open(team=cast.team, by=cast.coach)
    vote(check, cast.member, first)
    vote(check, cast.representative, second)
    health_close(teams=[cast.team])
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
    vote(check, cast.member, "green", fun="red")
    vote(check, cast.representative, "yellow")

    health_close(teams=[cast.team])
    health_close(teams=[cast.team])

    check.refresh_from_db()
    trust = HealthResult.objects.get(dimension="trust")
    assert (check.asked, check.answered) == (4, 2)
    assert (trust.green, trust.yellow, trust.red, trust.colour) == (1, 1, 0, "yellow")
    assert not HealthVote.objects.exists()


def test_answer_of_one_alone_is_not_shown(cast: Cast) -> None:
    """L3: it would be their own."""
    vote(health_open(team=cast.team, by=cast.coach), cast.member, "red")
    health_close(teams=[cast.team])

    assert (HealthResult.objects.count(), HealthVote.objects.count()) == (0, 0)


def test_trend_is_counted_from_the_last_check(cast: Cast, clock: Any) -> None:
    """L3: three colours with words and trend."""
    first = held(cast, "red", "red")
    clock.shift(timedelta(days=30))
    second = held(cast, "green", "yellow")

    assert {row.trend for row in shown(first)} == {None}
    assert {(str(row.result.colour.label), row.trend) for row in shown(second)} == {("So-so", 1)}


def test_only_members_vote_and_all_of_it(cast: Cast) -> None:
    """L3: members alone, each dimension, while it is open."""
    check = health_open(team=cast.team, by=cast.coach)
    with pytest.raises(ValidationError, match="Members of the team"):
        vote(check, cast.coach, "green")
    with pytest.raises(ValidationError, match="each line"):
        health_vote(check=check, answers={"fun": "green"}, by=cast.member)
    health_close(teams=[cast.team])
    with pytest.raises(ValidationError, match="closed"):
        vote(check, cast.member, "green")

    assert not HealthVote.objects.exists()


def test_two_actions_at_most(cast: Cast) -> None:
    """L3: 1–2 actions with owner and date."""
    check = held(cast, "red", "green")
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

    members = {*cast.team.memberships.filter(left_on=None).values_list("person", flat=True)}
    assert asked == members - {cast.member.pk}


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
        check = held(stage, "red", "red")
        health_act(check=check, text="Eat lunch together", owner=stage.member, due_on=DUE)
    path = stage.path(f"teams/{stage.team.pk}/health/")
    outside = ("sponsor", "integrator", "facilitator", "other_member", "reader")

    def codes() -> list[int]:
        return [sign_in(getattr(stage, who)).get(path).status_code for who in outside]

    inside = [sign_in(person).get(path).text for person in (stage.member, stage.coach)]
    before = codes()
    sign_in(stage.coach).post(stage.path(f"health-checks/{check.pk}/share/"), {"share": "yes"})
    after, page = codes(), sign_in(stage.sponsor).get(path).text

    assert ["2 Needs care" in text for text in inside] == [True, True]
    assert (before, after) == ([403] * 5, [200, 200, 200, 200, 403])
    assert ("2 of 4 took part" in page, "Eat lunch together" in page) == (True, True)
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
    sign_in(stage.representative).post(f"{own}vote/", answers)
    sign_in(stage.coach).post(f"{team}close/")
    bad = sign_in(stage.coach).post(f"{own}act/", {"text": "Lunch", "due_on": "soon"})
    page = sign_in(stage.representative).get(team).text

    assert (half.status_code, whole.status_code, bad.status_code) == (422, 302, 422)
    assert half.text.count("checked") == 7
    assert others.count("checked") == 0
    assert 'value="Lunch"' in bad.text
    assert page.count("2 So-so") == 8


def test_sharing_waits_for_the_close(cast: Cast) -> None:
    """L3: an open check shows nothing to anybody."""
    check = health_open(team=cast.team, by=cast.coach)

    with pytest.raises(ValidationError, match="Close"):
        health_share(check=check, share=True)
