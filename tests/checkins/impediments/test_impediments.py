"""Impediments and asks: raised, asked, answered, handed on, ended."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from checkins.access import can_see_impediment, seen_impediments
from checkins.impediments.actions import (
    ask_answer,
    asks_escalate,
    impediment_edit,
    impediment_end,
    impediment_raise,
    leader_ask,
)
from checkins.models import Ask, Impediment
from orgs.closed_days import answer_due
from orgs.models import Person
from tests.cast import Cast
from themes.models import Cycle

ISTANBUL = ZoneInfo("Europe/Istanbul")
Answer, State = Ask.Answer, Impediment.State


def raised(cast: Cast, text: str = "Nobody may see the price list", **fields: Any) -> Impediment:
    return impediment_raise(team=cast.team, text=text, by=cast.member, **fields)


def steps(impediment: Impediment) -> list[tuple[Any, str]]:
    return [(ask.leader, ask.answer) for ask in impediment.asks.select_related("leader")]


def test_impediment_says_what_it_blocks_and_wants(cast: Cast) -> None:
    """J1: description, what it blocks, impact, ask, wanted-by date, who helps, state."""
    impediment = raised(
        cast,
        blocks="First-visit resolution",
        impact="Two visits a week",
        category="access",
        wanted_by=date(2026, 5, 29),
        owner=cast.leader_member,
    )

    assert (impediment.state, impediment.get_category_display()) == (State.OPEN, "access")
    assert impediment.where_it_stands == "Open, nobody asked yet"


def test_ask_goes_to_the_leader_member_first(cast: Cast) -> None:
    """J2: the leader in the team is asked first, and the impediment says so."""
    impediment = raised(cast)

    ask = leader_ask(impediment=impediment, by=cast.member)

    impediment.refresh_from_db()
    assert (ask.leader, impediment.state) == (cast.leader_member, State.WITH_LEADER)
    assert impediment.where_it_stands == "Nobody yet, Jurgen Weiss asked"


def test_ask_of_the_leader_member_goes_to_the_sponsor(cast: Cast) -> None:
    """J2: who asks is not asked; without another leader in the team it is the sponsor."""
    ask = leader_ask(impediment=raised(cast), by=cast.leader_member)

    assert ask.leader == cast.sponsor


def test_ask_twice_is_one_ask(cast: Cast) -> None:
    impediment = raised(cast)

    first = leader_ask(impediment=impediment, by=cast.member)
    second = leader_ask(impediment=impediment, by=cast.representative)

    assert first == second


def test_second_leader_is_not_asked_behind_the_first_ones_back(cast: Cast) -> None:
    impediment = raised(cast)
    leader_ask(impediment=impediment, by=cast.member)

    with pytest.raises(ValidationError, match="Jurgen Weiss has been asked already"):
        leader_ask(impediment=impediment, by=cast.member, leader=cast.sponsor)


def test_ask_needs_a_leader(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="is not a leader"):
        leader_ask(impediment=raised(cast), by=cast.member, leader=cast.other_member)


def test_accepted_ask_holds_a_promise(cast: Cast) -> None:
    """J3: accept with a date; who accepts helps."""
    ask = leader_ask(impediment=raised(cast), by=cast.member)

    ask_answer(
        ask=ask, answer=Answer.ACCEPTED, by=cast.leader_member, promised_for=date(2026, 5, 22)
    )

    impediment = Impediment.objects.get()
    assert (impediment.owner, impediment.state) == (cast.leader_member, State.WITH_LEADER)
    assert impediment.where_it_stands == "Jurgen Weiss takes it, by 22 May"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"answer": "accepted"}, "Say by when"),
        ({"answer": "accepted", "promised_for": date(2026, 5, 19)}, "still to come"),
        ({"answer": "declined", "reason": "  "}, "Say why you cannot help"),
        ({"answer": "handed_over"}, "Say who can help"),
        ({"answer": "escalated"}, "Take it, decline it, or hand it over"),
    ],
)
def test_answer_is_whole_or_refused(cast: Cast, fields: dict[str, Any], sentence: str) -> None:
    """J3: a promise has a date, a no has a reason, a hand-over a name."""
    ask = leader_ask(impediment=raised(cast), by=cast.member)

    with pytest.raises(ValidationError, match=sentence):
        ask_answer(ask=ask, by=cast.leader_member, **fields)

    ask.refresh_from_db()
    assert ask.waiting


def test_declined_ask_comes_back_to_the_team(cast: Cast) -> None:
    """J3: declined with a reason the team reads; it may ask somebody else."""
    ask = leader_ask(impediment=raised(cast), by=cast.member)

    ask_answer(ask=ask, answer=Answer.DECLINED, by=cast.leader_member, reason="Not my budget.")
    leader_ask(impediment=ask.impediment, by=cast.member, leader=cast.sponsor)

    assert steps(ask.impediment) == [
        (cast.leader_member, Answer.DECLINED),
        (cast.sponsor, Answer.WAITING),
    ]


def test_handed_over_ask_is_the_other_ones(cast: Cast) -> None:
    """J3: handed over; each step is a row the team sees."""
    ask = leader_ask(impediment=raised(cast), by=cast.member)

    ask_answer(ask=ask, answer=Answer.HANDED_OVER, by=cast.leader_member, hand_to=cast.home_leader)

    assert steps(ask.impediment) == [
        (cast.leader_member, Answer.HANDED_OVER),
        (cast.home_leader, Answer.WAITING),
    ]


def test_answer_is_given_once(cast: Cast) -> None:
    ask = leader_ask(impediment=raised(cast), by=cast.member)
    ask_answer(ask=ask, answer=Answer.DECLINED, by=cast.leader_member, reason="No.")

    with pytest.raises(ValidationError, match="has been answered"):
        ask_answer(ask=ask, answer=Answer.DECLINED, by=cast.leader_member, reason="No again.")


@pytest.mark.parametrize(
    ("now", "count"),
    [
        (datetime(2026, 5, 25, 17, 0, tzinfo=ISTANBUL), 0),
        (datetime(2026, 5, 28, 19, 0, tzinfo=ISTANBUL), 0),
        (datetime(2026, 6, 3, 19, 0, tzinfo=ISTANBUL), 1),
    ],
)
def test_unanswered_ask_goes_to_the_sponsor(cast: Cast, now: datetime, count: int) -> None:
    """J2, J4: after five working days; Whit Monday and the days of the feast do not count."""
    impediment = raised(cast)
    leader_ask(impediment=impediment, by=cast.member)

    assert asks_escalate(now) == count
    assert asks_escalate(now) == 0

    expected = [(cast.leader_member, Answer.WAITING)]
    if count:
        expected = [(cast.leader_member, Answer.ESCALATED), (cast.sponsor, Answer.WAITING)]
    assert steps(impediment) == expected


def test_sponsors_own_ask_stays_with_the_sponsor(cast: Cast) -> None:
    """J2: there is nobody above the sponsor to go to."""
    leader_ask(impediment=raised(cast), by=cast.member, leader=cast.sponsor)

    assert asks_escalate(datetime(2026, 7, 1, 12, 0, tzinfo=ISTANBUL)) == 0


def test_resolved_impediment_needs_nobody_any_more(cast: Cast) -> None:
    """J1, J2: an ask that waits says that it is no longer needed."""
    impediment = raised(cast)
    leader_ask(impediment=impediment, by=cast.member)

    impediment_end(impediment=impediment, state=State.RESOLVED, by=cast.member)

    assert steps(impediment) == [(cast.leader_member, Answer.NOT_NEEDED)]
    with pytest.raises(ValidationError, match="has ended"):
        leader_ask(impediment=impediment, by=cast.member)


def test_unsolved_impediment_says_why(cast: Cast) -> None:
    """J1: "will not be solved" needs a reason."""
    impediment = raised(cast)

    with pytest.raises(ValidationError, match="Say why"):
        impediment_end(impediment=impediment, state=State.UNSOLVED, by=cast.member)


def test_private_impediment_stays_with_team_and_coach(cast: Cast) -> None:
    """J6: private to the team and its coach, and in nobody else's list."""
    private = raised(cast, "We do not trust each other yet", private=True)
    inside: list[Person] = [cast.member, cast.coach]
    outside = [
        cast.integrator,
        cast.sponsor,
        cast.facilitator,
        cast.home_leader,
        cast.other_member,
        cast.administrator,
    ]

    assert [p for p in inside if not can_see_impediment(p, private)] == []
    assert [p for p in outside if can_see_impediment(p, private)] == []
    assert [p for p in outside if seen_impediments(p, cast.team).exists()] == []


def test_private_impediment_is_not_asked_onwards(cast: Cast) -> None:
    """J6: it is made public first; the database holds it too."""
    private = raised(cast, private=True)

    with pytest.raises(ValidationError, match="is private"):
        leader_ask(impediment=private, by=cast.member)
    with pytest.raises(IntegrityError), transaction.atomic():
        Impediment.objects.update(state=State.WITH_LEADER)

    impediment_edit(impediment=private, by=cast.member, private=False)
    assert leader_ask(impediment=private, by=cast.member).leader == cast.leader_member


def test_asked_impediment_does_not_become_private(cast: Cast) -> None:
    """J6: what a leader has read is not private any more."""
    impediment = raised(cast)
    leader_ask(impediment=impediment, by=cast.member)

    with pytest.raises(ValidationError, match="not private any more"):
        impediment_edit(impediment=impediment, by=cast.member, private=True)


def test_home_leader_reads_no_impediment_of_the_team(cast: Cast) -> None:
    """R5: a home leader of members reads impediments only when asked."""
    impediment = raised(cast)

    assert not can_see_impediment(cast.home_leader, impediment)

    leader_ask(impediment=impediment, by=cast.member, leader=cast.home_leader)
    assert can_see_impediment(cast.home_leader, impediment)


def test_closed_cycle_takes_no_new_impediment(cast: Cast) -> None:
    """M10: what a closed cycle brought stays as it is."""
    Cycle.objects.update(phase=Cycle.Phase.CLOSED)
    cast.team.refresh_from_db()

    with pytest.raises(ValidationError, match="cycle is closed"):
        raised(cast)


def test_long_words_are_refused_without_a_form_too(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        raised(cast, "x" * 301)
    with pytest.raises(ValidationError):
        raised(cast, "   ")


def test_due_day_of_an_answer_is_five_working_days_on(cast: Cast) -> None:
    """J2: counted by the organisation's countries, here Türkiye and Germany."""
    asked = datetime(2026, 4, 1, 9, 0, tzinfo=ISTANBUL)

    assert answer_due(asked) == datetime(2026, 4, 10, 18, 0, tzinfo=ISTANBUL)
