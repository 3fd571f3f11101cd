"""Step 12: learnings first, score second, never a person's appraisal."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from checkins.models import Learning
from core.days import months_after
from core.tenancy import tenant
from okrs.models import Measurement
from orgs.models import Person
from reviews.access import readable_quotes, readable_reflections
from reviews.models import Practice, Reflection, Score
from reviews.practices.actions import practice_adopt
from reviews.review.actions import (
    cycle_close,
    cycle_reopen,
    proposed_score,
    reflection_write,
    review_open,
    score_give,
)
from reviews.scoring.actions import scores_reveal
from teams.members.actions import member_leave
from teams.models import Membership
from tests.cast import ENDS_ON, Cast
from themes.cycles.phases import NotNowError
from themes.models import Cycle

ISTANBUL = ZoneInfo("Europe/Istanbul")
REVIEW_AT = datetime(2026, 7, 1, 13, 0, tzinfo=ISTANBUL)


def open_review(cast: Cast, clock: time_machine.Traveller) -> Cycle:
    """The last week of the cycle has come and its review is open."""
    clock.move_to(datetime(2026, 6, 29, 10, 0, tzinfo=ISTANBUL))
    review_open(cycle=cast.cycle, by=cast.integrator, starts_at=REVIEW_AT, answers_until=ENDS_ON)
    return cast.cycle


def measured(cast: Cast, value: str) -> None:
    """The first key result (62 → 74) stands at `value`."""
    Measurement.objects.create(
        key_result=cast.key_results[0],
        value=Decimal(value),
        measured_on=date(2026, 6, 24),
        confidence="unsure",
        by=cast.representative,
    )


def test_review_opens_in_the_last_two_weeks_or_with_a_note(cast: Cast) -> None:
    with pytest.raises(NotNowError, match="note"):
        review_open(
            cycle=cast.cycle, by=cast.integrator, starts_at=REVIEW_AT, answers_until=ENDS_ON
        )

    cast.cycle.refresh_from_db()
    assert cast.cycle.phase == Cycle.Phase.RUNNING


def test_score_is_proposed_from_the_data(cast: Cast, clock: Any) -> None:
    """M2: 62 → 74 at 68 is half of the way."""
    measured(cast, "68")

    assert proposed_score(cast.key_results[0], ENDS_ON) == Decimal("0.50")
    assert proposed_score(cast.key_results[1], ENDS_ON) is None


def test_other_score_needs_a_reason_and_both_are_kept(cast: Cast, clock: Any) -> None:
    """M2: the team may override; proposed and given stay visible."""
    measured(cast, "68")
    open_review(cast, clock)
    scores_reveal(teams=[cast.team])

    with pytest.raises(ValidationError, match=r"proposes 0\.50"):
        score_give(key_result=cast.key_results[0], by=cast.member, given=Decimal("0.8"))
    score = score_give(
        key_result=cast.key_results[0], by=cast.member, given=Decimal("0.8"), reason="Late data."
    )

    assert (score.proposed, score.given, score.reason) == (
        Decimal("0.50"),
        Decimal("0.8"),
        "Late data.",
    )


def test_database_refuses_a_silent_other_score(cast: Cast) -> None:
    """M2: held by the database too."""
    with pytest.raises(IntegrityError, match="reviews_score_reason"), transaction.atomic():
        Score.objects.create(
            key_result=cast.key_results[0],
            proposed=Decimal("0.5"),
            given=Decimal("0.9"),
            by=cast.member,
        )


def test_scores_only_in_review(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="in review"):
        score_give(key_result=cast.key_results[0], by=cast.member, given=Decimal(1))


@pytest.mark.parametrize(
    ("audience", "reader", "sees"),
    [
        ("me", "representative", False),
        ("me", "integrator", False),
        ("me", "sponsor", False),
        ("me", "member", True),
        ("team", "representative", True),
        ("team", "coach", False),
        ("team", "other_member", False),
        ("team", "home_leader", False),
        ("program", "other_member", True),
        ("program", "sponsor", True),
        ("program", "facilitator", True),
        ("program", "coach", True),
        ("program", "home_leader", False),
        ("program", "reader", False),
        ("quote", "representative", False),
    ],
)
def test_writer_decides_who_reads_a_reflection(
    cast: Cast, audience: str, reader: str, sees: bool
) -> None:
    """M5: only me, my team, the program, or a quote without a name. R5: the sponsor sees no private
    one."""
    written = reflection_write(
        team=cast.team, by=cast.member, text="I see the whole now.", audience=audience
    )

    found = readable_reflections(_fresh(getattr(cast, reader)), cast.cycle)

    assert (written in found) is sees


def _fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def test_quote_carries_no_name(cast: Cast) -> None:
    """M5: a quote is words and nothing that leads to a person."""
    reflection_write(
        team=cast.team, by=cast.member, text="We would never have done it.", audience="quote"
    )

    (quote,) = readable_quotes(cast.cycle)

    assert quote.text == "We would never have done it."
    assert quote.get_deferred_fields() >= {"person_id", "at"}


def test_writing_again_replaces_words_and_audience(cast: Cast) -> None:
    """M5: the writer can take words back to themselves."""
    reflection_write(team=cast.team, by=cast.member, text="First.", audience="program")
    reflection_write(team=cast.team, by=cast.member, text="Second.", audience="me")

    (kept,) = Reflection.objects.all()
    assert (kept.text, kept.audience) == ("Second.", "me")


def test_only_members_reflect(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="Members of the team"):
        reflection_write(team=cast.team, by=cast.other_member, text="Hello", audience="me")


def test_practice_has_an_owner_a_place_and_a_second_look(cast: Cast) -> None:
    """M7: owner in the line organisation, date, where it is written, follow-up after 3 months."""
    learning = Learning.objects.create(team=cast.team, text="Two minutes suffice", by=cast.member)

    practice = practice_adopt(
        team=cast.team,
        by=cast.representative,
        title="Short videos",
        owner=cast.home_leader,
        written_in="Training guide",
        since=date(2026, 6, 30),
        learning=learning,
    )

    assert practice.look_again_on == date(2026, 9, 30)
    assert Practice.objects.get(learning=learning).owner == cast.home_leader


def test_learning_of_another_team_is_refused(cast: Cast) -> None:
    other = Learning.objects.create(team=cast.other_team, text="Theirs", by=cast.other_member)

    with pytest.raises(ValidationError, match="another team"):
        practice_adopt(
            team=cast.team,
            by=cast.representative,
            title="Ours",
            owner=cast.home_leader,
            written_in="Guide",
            since=date(2026, 6, 30),
            learning=other,
        )


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 1, 1), date(2026, 4, 1)),
    ],
)
def test_three_months_later_is_a_day_that_exists(day: date, later: date) -> None:
    assert months_after(day, 3) == later


def test_closing_freezes_values_and_is_logged(cast: Cast, clock: Any) -> None:
    """M10: a cycle can be closed with open items; closing freezes values and says who did it."""
    from okrs.measurements.actions import measure

    open_review(cast, clock)
    change = cycle_close(cycle=cast.cycle, by=cast.integrator, note="Two answers are missing.")

    with pytest.raises(ValidationError):
        measure(key_result=cast.key_results[0], by=cast.representative, value=Decimal(70))
    assert (change.entered, change.by, change.note) == (
        "closed",
        cast.integrator,
        "Two answers are missing.",
    )


def test_closing_with_open_items_needs_a_note(cast: Cast, clock: Any) -> None:
    """M10: what is missing is said before."""
    open_review(cast, clock)

    with pytest.raises(NotNowError, match="note"):
        cycle_close(cycle=cast.cycle, by=cast.integrator)


def test_closing_ends_memberships_and_keeps_them(cast: Cast, clock: Any) -> None:
    """D7: history is kept."""
    open_review(cast, clock)
    cycle_close(cycle=cast.cycle, by=cast.integrator, note="Done.")

    ended = set(cast.team.memberships.values_list("left_on", flat=True))
    assert ended == {ENDS_ON}


def test_reopening_is_logged_and_brings_members_back(cast: Cast, clock: Any) -> None:
    """M10: reopening is logged with who and why; those who were there are there again."""
    open_review(cast, clock)
    cycle_close(cycle=cast.cycle, by=cast.integrator, note="Done.")

    change = cycle_reopen(cycle=cast.cycle, by=cast.integrator, note="A score was wrong.")

    assert (change.entered, change.note) == ("reviewing", "A score was wrong.")
    assert cast.team.memberships.filter(left_on=None).count() == 4


def test_reopening_brings_back_only_whom_closing_ended(cast: Cast, clock: Any) -> None:
    """M10, D7: whoever left by themselves on the last day stays away; who joined late is back."""
    open_review(cast, clock)
    leaver = cast.team.memberships.get(person=cast.member)
    cast.team.memberships.filter(person=cast.representative).update(
        joined_on=ENDS_ON + timedelta(days=1)
    )
    clock.move_to(datetime(2026, 7, 5, 10, 0, tzinfo=ISTANBUL))
    member_leave(membership=leaver, by=cast.member)
    cycle_close(cycle=cast.cycle, by=cast.integrator, note="Done.")

    cycle_reopen(cycle=cast.cycle, by=cast.integrator, note="A score was wrong.")

    back = set(Membership.objects.current().filter(team=cast.team).values_list("person", flat=True))
    leaver.refresh_from_db()
    assert back == {cast.representative.pk, cast.leader_member.pk, cast.waiting_member.pk}
    assert leaver.left_on == ENDS_ON


def test_review_page_shows_scores_words_and_practices(
    stage: Cast, sign_in: Any, clock: Any
) -> None:
    """M2, M5, M7 on the page, and nothing that was written for oneself alone."""
    with tenant(stage.organisation):
        measured(stage, "68")
        open_review(stage, clock)
        reflection_write(team=stage.team, by=stage.member, text="For me alone.", audience="me")
        reflection_write(
            team=stage.team, by=stage.representative, text="For all, unnamed.", audience="quote"
        )

    page = sign_in(stage.sponsor).get(stage.path(f"cycles/{stage.cycle.pk}/review/"))

    text = page.content.decode()
    assert "For all, unnamed." in text
    assert "For me alone." not in text
    assert "First-visit resolution" in text


def test_learning_to_keep_is_proposed_as_a_practice(stage: Cast, sign_in: Any, clock: Any) -> None:
    """I3, M7: what the team marked stands out in the review until it is a practice."""
    with tenant(stage.organisation):
        open_review(stage, clock)
        told = {"team": stage.team, "by": stage.member}
        marked = Learning.objects.create(**told, text="Two minutes suffice", keep=True)
        Learning.objects.create(**told, text="Mondays are bad")
    client, path = sign_in(stage.member), stage.path(f"cycles/{stage.cycle.pk}/review/")

    before = client.get(path)
    client.post(
        stage.path(f"teams/{stage.team.pk}/practices/add/"),
        {
            "title": "Short videos",
            "learning": marked.pk,
            "owner": stage.home_leader.pk,
            "written_in": "Guide",
            "since": "2026-06-29",
        },
    )
    after = client.get(path)

    assert [r.proposed for r in before.context["reports"]] == [[marked], []]
    assert [r.proposed for r in after.context["reports"]] == [[], []]
    assert [page.text.count("proposed practice") for page in (before, after)] == [1, 0]


def test_score_form_keeps_what_was_typed(stage: Cast, sign_in: Any, clock: Any) -> None:
    """M2: another score without a reason is 422, says what to do and changes nothing."""
    with tenant(stage.organisation):
        measured(stage, "68")
        open_review(stage, clock)
        scores_reveal(teams=[stage.team])
    row = stage.key_results[0].pk

    answer = sign_in(stage.member).post(
        stage.path(f"key-results/{row}/score/"), {f"kr-{row}-given": "0,8", f"kr-{row}-reason": ""}
    )

    assert answer.status_code == 422
    assert "Say in one line why the team sees it differently." in answer.content.decode()
    assert 'value="0,8"' in answer.content.decode()
    with tenant(stage.organisation):
        assert not Score.objects.exists()


def test_member_of_another_team_may_not_score(stage: Cast, sign_in: Any, clock: Any) -> None:
    with tenant(stage.organisation):
        open_review(stage, clock)
    row = stage.key_results[0].pk

    answer = sign_in(stage.other_member).post(
        stage.path(f"key-results/{row}/score/"), {f"kr-{row}-given": "0.8"}
    )

    assert answer.status_code == 403
