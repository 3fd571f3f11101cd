"""Votes in a definition workshop: dots, confidence, and the word of the team."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core.tenancy import check_now
from okrs.confidence.words import WORDS, team_word
from okrs.key_results.actions import key_result_save
from okrs.models import (
    Cluster,
    ClusterVote,
    ConfidenceRound,
    ConfidenceVote,
    KeyResult,
    WorkshopStep,
)
from okrs.sets.actions import objective_save, set_open
from okrs.status import key_result_status, team_status
from okrs.status.charts import draw_track
from okrs.workshop import actions, input_actions
from orgs.models import Person
from tests.cast import Cast, join
from tests.okrs.rows import measured
from tests.okrs.workshop.workshops import at, cluster, running, step_of


@pytest.fixture
def four(cast: Cast) -> Cast:
    """The other team has four members: Priya, who speaks for it, Rana, Ada and Burak."""
    join(cast, cast.home_leader, cast.other_team, "3")
    join(cast, cast.reader, cast.other_team, "3")
    join(cast, cast.administrator, cast.other_team, "3")
    return cast


def key_results(cast: Cast) -> list[KeyResult]:
    """Two key results of the other team, in a draft."""
    by = cast.other_member
    objective = objective_save(
        okr_set=set_open(team=cast.other_team, by=by), by=by, text="Dealers call us first"
    )
    fields = {"kind": "increase", "unit": "calls", "baseline": 10, "target": 50}
    return [
        key_result_save(objective=objective, by=by, fields={**fields, "title": title})
        for title in ("Calls", "Visits")
    ]


def test_votes_are_shown_once_all_have_voted(four: Cast) -> None:
    """G2: three dots at most, on different clusters; counted at the last vote, then gone."""
    workshop, by = running(four, "cluster"), four.other_member
    roads, parts, pay = (cluster(workshop, name) for name in ("Roads", "Parts", "Pay"))
    step = at(workshop, "vote", by)

    input_actions.dots_put(step=step, clusters=[roads, parts, pay], by=four.other_member)
    input_actions.dots_put(
        step=step, clusters=[roads], by=four.other_member
    )  # thought better of it
    input_actions.dots_put(step=step, clusters=[roads, parts], by=four.reader)
    input_actions.dots_put(step=step, clusters=[parts], by=four.home_leader)
    half = (list(Cluster.objects.values_list("votes", flat=True)), ClusterVote.objects.count())
    input_actions.dots_put(step=step, clusters=[roads], by=four.administrator)

    assert half == ([None, None, None], 4)
    assert list(Cluster.objects.values_list("name", "votes")) == [
        ("Roads", 3),
        ("Parts", 2),
        ("Pay", 0),
    ]
    assert not ClusterVote.objects.exists()
    assert step_of(workshop, "vote").revealed_at is not None
    with pytest.raises(ValidationError, match="shown already"):
        input_actions.dots_put(step=step, clusters=[pay], by=four.reader)


def test_facilitator_reveals_before_all_have_voted_and_lets_vote_again(four: Cast) -> None:
    """G2, W9: or the facilitator reveals; of fewer than four votes nothing is shown."""
    workshop, by = running(four, "cluster"), four.other_member
    roads = cluster(workshop, "Roads")
    step = at(workshop, "vote", by)
    team = (four.other_member, four.reader, four.administrator, four.home_leader)

    def shown(*voters: Person) -> int | None:
        for person in voters:
            input_actions.dots_put(step=step, clusters=[roads], by=person)
        actions.step_reveal(step=step, by=by)
        return Cluster.objects.get().votes

    few = shown(*team[:3])
    actions.step_again(step=step, by=by)
    all_of_them = shown(*team)

    assert (few, all_of_them) == (None, 4)


def test_second_vote_with_dots_wants_everybody_in_both(four: Cast) -> None:
    """W9: two counts that differ by one voter would tell that vote."""
    join(four, four.integrator, four.other_team, "3")
    workshop, by = running(four, "cluster"), four.other_member
    roads, parts = cluster(workshop, "Roads"), cluster(workshop, "Parts")
    step = at(workshop, "vote", by)
    team = (four.other_member, four.reader, four.administrator, four.home_leader, four.integrator)

    def counts(chosen: Cluster, *voters: Person) -> list[int | None]:
        for person in voters:
            input_actions.dots_put(step=step, clusters=[chosen], by=person)
        actions.step_reveal(step=step, by=by)
        return list(Cluster.objects.values_list("votes", flat=True))

    first = counts(roads, *team)
    actions.step_again(step=step, by=by)
    second = counts(parts, *team[:4])

    assert (first, second) == ([5, 0], [5, 0])
    with pytest.raises(ValidationError, match="Not all members took part"):
        actions.step_again(step=step, by=by)


def test_database_holds_three_dots_of_one_workshop(cast: Cast) -> None:
    """G2: no fourth dot, no dot for a cluster of another workshop, no word a round cannot count."""
    workshop = running(cast, "cluster")
    roads = cluster(workshop, "Roads")

    def refused(**fields: object) -> bool:
        try:
            with transaction.atomic():
                ClusterVote.objects.create(
                    **{"workshop": workshop, "cluster": roads, "person": cast.member, **fields}
                )
                check_now()
        except IntegrityError:
            return True
        return False

    assert not refused(dot=1)
    assert refused(dot=1, person=cast.member)
    assert refused(dot=4, person=cast.reader)
    with pytest.raises(IntegrityError, match="okrs_confidenceround_counted"), transaction.atomic():
        ConfidenceRound.objects.create(key_result=cast.key_results[0], confident=1)
    with pytest.raises(IntegrityError, match="one_runs"), transaction.atomic():
        workshop.steps.update(state=WorkshopStep.State.RUNNING)


def test_confidence_becomes_week_0(four: Cast) -> None:
    """G8: the lower median of hidden votes stands as long as nothing was measured; votes go."""
    calls, visits = key_results(four)
    workshop, by = running(four, "confidence"), four.other_member
    step = step_of(workshop, "confidence")
    input_actions.confidence_say(step=step, by=by, answers={calls: "confident", visits: "unsure"})
    input_actions.confidence_say(step=step, by=by, answers={calls: "confident", visits: "doubtful"})
    input_actions.confidence_say(
        step=step, by=four.reader, answers={calls: "confident", visits: "confident"}
    )
    input_actions.confidence_say(
        step=step, by=four.home_leader, answers={calls: "confident", visits: "unsure"}
    )
    hidden = (ConfidenceVote.objects.count(), team_status(four.other_team, today()).confidence)
    input_actions.confidence_say(
        step=step, by=four.administrator, answers={calls: "doubtful", visits: "unsure"}
    )

    assert hidden == (6, "")
    assert not ConfidenceVote.objects.exists()
    counts = ConfidenceRound.objects.values_list("key_result__title", *WORDS)
    assert list(counts) == [("Calls", 1, 0, 3), ("Visits", 1, 2, 1)]
    status = team_status(four.other_team, today())
    assert [s.confidence for s in status.key_results] == ["confident", "unsure"]
    assert status.confidence == "unsure"
    assert 'data-conf="confident"' in draw_track(status.key_results[0])


def test_first_measurement_falls_from_week_0(cast: Cast) -> None:
    """G8: week 0 is what the first value is compared with."""
    key_result = cast.key_results[0]
    KeyResult.objects.filter(pk=key_result.pk).update(first_confidence="confident")
    key_result.refresh_from_db()
    measured(key_result, cast.member, "63", "2026-05-18", "doubtful")

    status = key_result_status(key_result, today())

    assert (status.confidence, status.confidence_before) == ("doubtful", "confident")
    assert status.confidence_fell


@pytest.mark.parametrize(
    ("counts", "word"),
    [
        ((0, 0, 0), ""),
        ((1, 0, 0), "confident"),
        ((1, 1, 0), "unsure"),
        ((1, 1, 1), "unsure"),
        ((2, 0, 1), "confident"),
        ((2, 0, 2), "doubtful"),
        ((3, 2, 1), "unsure"),
        ((0, 1, 0), "unsure"),
    ],
)
def test_team_word_is_the_lower_median(counts: tuple[int, int, int], word: str) -> None:
    """G8, K7: confident, unsure, doubtful."""
    assert team_word(confident=counts[0], unsure=counts[1], doubtful=counts[2]) == word


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=20))
def test_team_word_is_what_half_of_the_team_says_at_least(votes: list[str]) -> None:
    """G8: at least half are as sure or less, and at least half are as sure or more."""
    found = WORDS.index(team_word(**{word: votes.count(word) for word in WORDS}))

    at_most = sum(1 for vote in votes if WORDS.index(vote) <= found)
    at_least = sum(1 for vote in votes if WORDS.index(vote) >= found)
    assert 2 * at_most >= len(votes)
    assert 2 * at_least >= len(votes)


def test_team_word_refuses_negative_counts() -> None:
    with pytest.raises(ValueError, match="nobody"):
        team_word(confident=1, unsure=-1, doubtful=0)


def today() -> date:
    return timezone.localdate()
