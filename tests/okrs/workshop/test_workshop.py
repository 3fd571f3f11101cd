"""The deeds of a definition workshop: agenda, clock, silence, votes."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
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
    Idea,
    KeyResult,
    StepDone,
    Wording,
    Workshop,
    WorkshopStep,
)
from okrs.sets.actions import objective_save, set_open
from okrs.status import key_result_status, team_status
from okrs.status.charts import draw_track
from okrs.workshop import actions as leading
from okrs.workshop import input_actions as giving
from okrs.workshop.agenda import MINUTES
from orgs.models import Person
from tests.cast import Cast, join
from tests.okrs.rows import measured
from tests.okrs.workshop.workshops import at, cluster, idea, opened, running, step_of


@pytest.fixture
def four(cast: Cast) -> Cast:
    """The other team has four members: Priya, who speaks for it, Rana, Ada and Burak."""
    join(cast, cast.home_leader, cast.other_team, "3")
    join(cast, cast.reader, cast.other_team, "3")
    join(cast, cast.administrator, cast.other_team, "3")
    return cast


def order(workshop: Workshop) -> list[tuple[str, str]]:
    return list(workshop.steps.values_list("kind", "state"))


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


def test_workshop_opens_with_four_hours(cast: Cast) -> None:
    """G1: nine steps from problems to confidence, 240 minutes; opened twice it is one."""
    workshop = opened(cast)

    again = leading.workshop_open(team=cast.other_team, by=cast.coach)

    assert again == workshop
    assert workshop.facilitator == cast.other_member
    assert [kind for kind, _state in order(workshop)] == list(MINUTES)
    assert sum(workshop.steps.values_list("minutes", flat=True)) == 240


def test_workshop_is_refused_where_the_set_is_agreed(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="agreed on its OKR set already"):
        leading.workshop_open(team=cast.team, by=cast.representative)

    assert not Workshop.objects.exists()


def test_steps_are_skipped_reordered_and_gone_back_to(cast: Cast) -> None:
    """G1: whoever facilitates changes what is to come, and goes back."""
    workshop, by = opened(cast), cast.other_member
    leading.step_skip(step=step_of(workshop, "problems"), skip=True, by=by)
    leading.step_move(step=step_of(workshop, "trends"), up=True, by=by)
    leading.step_time(step=step_of(workshop, "trends"), minutes=7, by=by)

    leading.workshop_start(workshop=workshop, by=by)
    first = step_of(workshop, "trends")
    leading.step_next(step=first, by=by)
    leading.step_next(step=first, by=by)  # pressed twice
    leading.step_go(step=first, by=by)

    assert order(workshop)[:3] == [
        ("problems", "skipped"),
        ("trends", "running"),
        ("opportunities", "done"),
    ]
    workshop.refresh_from_db()
    assert workshop.left(timezone.now()) == 7 * 60
    leading.step_next(step=first, by=by)
    assert order(workshop)[1:3] == [("trends", "done"), ("opportunities", "running")]


def test_what_was_jumped_over_comes_last(cast: Cast) -> None:
    """G1: after the last step the room turns to the steps nobody has seen."""
    workshop = running(cast, "confidence")
    leading.step_next(step=step_of(workshop, "confidence"), by=cast.other_member)

    assert dict(order(workshop))["opportunities"] == "running"


def test_clock_pauses_goes_on_and_gets_five_minutes(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    """G1: the clock is an end time; what is left is kept while it is paused."""
    workshop, by = running(cast), cast.other_member
    clock.shift(timedelta(minutes=10))
    leading.clock_pause(workshop=workshop, by=by)
    clock.shift(timedelta(minutes=30))
    leading.clock_extend(workshop=workshop, by=by)
    workshop.refresh_from_db()
    paused = (workshop.paused, workshop.left(timezone.now()))

    leading.clock_resume(workshop=workshop, by=by)
    clock.shift(timedelta(minutes=21))
    workshop.refresh_from_db()

    assert paused == (True, 20 * 60)
    assert (workshop.paused, workshop.left(timezone.now())) == (False, -60)


def test_idea_sent_twice_is_there_once(cast: Cast) -> None:
    """G1: a lost connection sends again; also for a step that is over by then."""
    workshop, by, key = running(cast), cast.other_member, uuid4()
    step = step_of(workshop, "problems")
    giving.idea_add(step=step, text="  No  route ", key=key, by=by)
    leading.step_next(step=step, by=by)

    giving.idea_add(step=step, text="No route", key=key, by=by)
    giving.idea_add(step=step, text="Typed while offline", key=uuid4(), by=by)

    assert list(Idea.objects.values_list("text", "kind")) == [
        ("No route", "problems"),
        ("Typed while offline", "problems"),
    ]


def test_writing_in_silence_tells_nobody(cast: Cast) -> None:
    """G2: the version others see does not grow with hidden ideas and withdrawn ones."""
    workshop, by = running(cast), cast.other_member
    before = Workshop.objects.get().version

    written = idea(workshop, by, "No route")
    giving.idea_remove(idea=written, by=by)
    hidden = Workshop.objects.get().version
    leading.step_reveal(step=step_of(workshop, "problems"), by=by)
    idea(workshop, by, "One more, for all to see")

    assert (hidden, Workshop.objects.get().version) == (before, before + 2)
    with pytest.raises(ValidationError, match="so it stays"):
        giving.idea_remove(idea=Idea.objects.get(), by=by)


def test_clusters_are_made_in_their_step_only(cast: Cast) -> None:
    workshop, by = running(cast), cast.other_member
    written = idea(workshop, by, "No route")
    with pytest.raises(ValidationError, match="does not run now"):
        giving.cluster_save(workshop=workshop, name="Roads", by=by)
    at(workshop, "cluster", by)

    roads = giving.cluster_save(workshop=workshop, name=" The  roads ", by=by)
    giving.idea_move(idea=written, cluster=roads, by=by)
    with pytest.raises(ValidationError, match="with this name already"):
        giving.cluster_save(workshop=workshop, name="The roads", by=by)
    giving.cluster_save(workshop=workshop, name="Streets", by=by, cluster=roads)

    written.refresh_from_db()
    assert (written.cluster, written.cluster.name) == (roads, "Streets")
    giving.cluster_remove(cluster=roads, by=by)
    written.refresh_from_db()
    assert written.cluster is None


def test_votes_are_shown_once_all_have_voted(four: Cast) -> None:
    """G2: three dots at most, on different clusters; counted at the last vote, then gone."""
    workshop, by = running(four, "cluster"), four.other_member
    roads, parts, pay = (cluster(workshop, name) for name in ("Roads", "Parts", "Pay"))
    step = at(workshop, "vote", by)

    giving.dots_put(step=step, clusters=[roads, parts, pay], by=four.other_member)
    giving.dots_put(step=step, clusters=[roads], by=four.other_member)  # thought better of it
    giving.dots_put(step=step, clusters=[roads, parts], by=four.reader)
    giving.dots_put(step=step, clusters=[parts], by=four.home_leader)
    half = (list(Cluster.objects.values_list("votes", flat=True)), ClusterVote.objects.count())
    giving.dots_put(step=step, clusters=[roads], by=four.administrator)

    assert half == ([None, None, None], 4)
    assert list(Cluster.objects.values_list("name", "votes")) == [
        ("Roads", 3),
        ("Parts", 2),
        ("Pay", 0),
    ]
    assert not ClusterVote.objects.exists()
    assert step_of(workshop, "vote").revealed_at is not None
    with pytest.raises(ValidationError, match="shown already"):
        giving.dots_put(step=step, clusters=[pay], by=four.reader)


def test_facilitator_reveals_before_all_have_voted_and_lets_vote_again(four: Cast) -> None:
    """G2, W9: or the facilitator reveals; of fewer than four votes nothing is shown."""
    workshop, by = running(four, "cluster"), four.other_member
    roads = cluster(workshop, "Roads")
    step = at(workshop, "vote", by)
    team = (four.other_member, four.reader, four.administrator, four.home_leader)

    def shown(*voters: Person) -> int | None:
        for person in voters:
            giving.dots_put(step=step, clusters=[roads], by=person)
        leading.step_reveal(step=step, by=by)
        return Cluster.objects.get().votes

    few = shown(*team[:3])
    leading.step_again(step=step, by=by)
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
            giving.dots_put(step=step, clusters=[chosen], by=person)
        leading.step_reveal(step=step, by=by)
        return list(Cluster.objects.values_list("votes", flat=True))

    first = counts(roads, *team)
    leading.step_again(step=step, by=by)
    second = counts(parts, *team[:4])

    assert (first, second) == ([5, 0], [5, 0])
    with pytest.raises(ValidationError, match="Not all members took part"):
        leading.step_again(step=step, by=by)


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
    giving.confidence_say(step=step, by=by, answers={calls: "confident", visits: "unsure"})
    giving.confidence_say(step=step, by=by, answers={calls: "confident", visits: "doubtful"})
    giving.confidence_say(
        step=step, by=four.reader, answers={calls: "confident", visits: "confident"}
    )
    giving.confidence_say(
        step=step, by=four.home_leader, answers={calls: "confident", visits: "unsure"}
    )
    hidden = (ConfidenceVote.objects.count(), team_status(four.other_team, today()).confidence)
    giving.confidence_say(
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


def test_end_forgets_who_wrote_what(cast: Cast) -> None:
    """G2: ideas and clusters stay as the result, without names; the room is closed for good."""
    workshop, by = running(cast), cast.other_member
    idea(workshop, by, "No route")
    giving.step_done(step=step_of(workshop, "problems"), done=True, by=by)

    leading.workshop_end(workshop=workshop, by=by)

    assert list(Idea.objects.values_list("text", "by")) == [("No route", None)]
    assert not StepDone.objects.exists()
    with pytest.raises(ValidationError, match="is over"):
        idea(workshop, by, "Too late")


def test_one_person_alone_goes_through(cast: Cast) -> None:
    """G1: it works with one person: each hidden step shows itself or on the way."""
    workshop, by = running(cast), cast.other_member
    for kind in ("problems", "opportunities", "trends"):
        idea(workshop, by, f"About {kind}", kind)
        leading.step_next(step=step_of(workshop, kind), by=by)
    roads = giving.cluster_save(workshop=workshop, name="Roads", by=by)
    step = at(workshop, "vote", by)
    giving.dots_put(step=step, clusters=[roads], by=by)
    wording = giving.wording_add(
        step=at(workshop, "objective", by), text="Quiet roads", key=uuid4(), by=by
    )
    rows = key_results(cast)
    step = at(workshop, "confidence", by)
    giving.confidence_say(step=step, by=by, answers=dict.fromkeys(rows, "unsure"))
    leading.step_next(step=step, by=by)
    leading.workshop_end(workshop=workshop, by=by)

    assert Wording.objects.get() == wording
    assert set(
        KeyResult.objects.filter(pk__in=[r.pk for r in rows]).values_list(
            "first_confidence", flat=True
        )
    ) == {"unsure"}
    assert Workshop.objects.get().ended


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
