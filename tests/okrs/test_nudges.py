"""What this app asks of whom, and when it stops asking."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from nudges.registry import open_rows, waiting_for
from okrs.initiatives.actions import initiative_review, initiative_save
from okrs.measurements.actions import measure
from okrs.models import Initiative, KeyResult, OKRSet
from okrs.nudges import NUDGES
from okrs.to_dos.actions import to_do_add, to_do_tick
from orgs.models import Person
from teams.models import Membership
from tests.cast import Cast
from tests.okrs.rows import agreed_set, measured
from themes.cycles.phases import missing_for
from themes.models import Cycle

ISTANBUL = ZoneInfo("Europe/Istanbul")
MEASURE, TO_DO, REVIEW, DEFINE = NUDGES


def asked(nudge: Any, person: Person | None = None) -> list[tuple[int, str]]:
    return [(due.person_id, due.about) for due in open_rows(nudge, timezone.now(), person)]


def test_owner_is_asked_to_measure_until_it_is_done(cast: Cast) -> None:
    """T1, T2: the one who measures is asked, and not again once it is done."""
    first, second = cast.key_results

    assert asked(MEASURE, cast.representative) == [
        (cast.representative.pk, f"okrs.keyresult:{first.pk}")
    ]
    measure(key_result=first, by=cast.member, value=65)
    assert asked(MEASURE, cast.representative) == []
    assert asked(MEASURE) == [(cast.member.pk, f"okrs.keyresult:{second.pk}")]


def test_measuring_is_asked_two_days_before_it_is_due(cast: Cast, clock: Any) -> None:
    first, _second = cast.key_results
    measured(first, cast.representative, "65", "2026-05-13")

    clock.move_to(datetime(2026, 5, 24, 23, 0, tzinfo=ISTANBUL))
    before = asked(MEASURE, cast.representative)
    clock.move_to(datetime(2026, 5, 25, 8, 0, tzinfo=ISTANBUL))
    row = open_rows(MEASURE, timezone.now(), cast.representative)[0]

    assert before == []
    assert row.due_at == datetime(2026, 5, 27, 18, 0, tzinfo=ISTANBUL)
    assert row.title == "First-visit resolution: where does it stand now, in %?"


def test_who_speaks_is_asked_when_the_owner_is_missing_or_gone(cast: Cast) -> None:
    first, second = cast.key_results
    KeyResult.objects.filter(pk=first.pk).update(owner=None)
    Membership.objects.filter(person=cast.member).update(left_on=date(2026, 5, 1))

    assert asked(MEASURE) == [
        (cast.representative.pk, f"okrs.keyresult:{kr.pk}") for kr in (first, second)
    ]


def test_nobody_is_asked_before_the_team_agreed_or_after_the_cycle(cast: Cast) -> None:
    OKRSet.objects.update(state="shared")
    assert asked(MEASURE) == []
    OKRSet.objects.update(state="agreed")
    Cycle.objects.update(phase="closed")
    assert asked(MEASURE) == []


def test_my_work_carries_the_quick_form_and_the_first_is_open(cast: Cast) -> None:
    """T1: one page, the form itself on it."""
    first, second = cast.key_results
    KeyResult.objects.update(owner=cast.member)

    rows = [row for row in waiting_for(cast.member) if row.nudge is MEASURE]

    assert [(row.panel["form"].key_result, row.panel["open"]) for row in rows if row.panel] == [
        (first, True),
        (second, False),
    ]


def test_queries_of_measuring_do_not_grow(cast: Cast, django_assert_num_queries: Any) -> None:
    agreed_set(cast.other_team, cast.other_member)

    with django_assert_num_queries(1):
        assert len(asked(MEASURE)) == 3
    with django_assert_num_queries(1):
        assert len(asked(MEASURE, cast.member)) == 1


def test_to_do_is_asked_for_when_it_is_near_and_not_once_ticked(cast: Cast) -> None:
    """H2: three days before, and until it is done."""
    near = to_do_add(
        team=cast.team, by=cast.member, text="Film", owner=cast.member, due_on=date(2026, 5, 23)
    )
    to_do_add(
        team=cast.team, by=cast.member, text="Cut", owner=cast.member, due_on=date(2026, 5, 24)
    )

    assert asked(TO_DO) == [(cast.member.pk, f"okrs.todo:{near.pk}")]
    to_do_tick(to_do=near, by=cast.member)
    assert asked(TO_DO, cast.member) == []


def test_owner_is_asked_what_the_bet_showed_when_its_day_comes(cast: Cast, clock: Any) -> None:
    """H1: on the review date; who speaks for the team while nobody in it owns the bet."""
    bet = initiative_save(
        team=cast.team,
        by=cast.member,
        title="Videos",
        because="they look first",
        key_results=cast.key_results,
        owner=cast.member,
        review_on=date(2026, 5, 21),
    )
    about = f"okrs.initiative:{bet.pk}"
    assert asked(REVIEW) == []

    clock.move_to(datetime(2026, 5, 21, 0, 1, tzinfo=ISTANBUL))

    assert asked(REVIEW) == asked(REVIEW, cast.member) == [(cast.member.pk, about)]
    Initiative.objects.update(owner=None)
    assert asked(REVIEW) == [(cast.representative.pk, about)]
    initiative_review(initiative=bet, by=cast.member, answer="keep", learned="They do.")
    assert asked(REVIEW) == []


def test_team_without_an_agreed_set_is_asked_for_it(cast: Cast) -> None:
    """G3: who speaks for the team, or everybody while nobody does."""
    own = (cast.other_member.pk, f"teams.team:{cast.other_team.pk}")
    assert asked(DEFINE) == [own]
    assert asked(DEFINE, cast.representative) == []
    Membership.objects.filter(person=cast.other_member).update(speaks=False)
    assert asked(DEFINE) == [own]
    agreed_set(cast.other_team, cast.other_member)
    assert asked(DEFINE) == []


def test_shared_set_waits_for_the_team_to_agree(cast: Cast) -> None:
    """G7: a draft asks to be written, a shared set to be agreed on."""
    agreed_set(cast.other_team, cast.other_member)
    OKRSet.objects.filter(team=cast.other_team).update(state=OKRSet.State.SHARED)

    [shared] = DEFINE.rows(timezone.now(), cast.other_member)
    OKRSet.objects.filter(team=cast.other_team).update(state=OKRSet.State.DRAFT)
    [draft] = DEFINE.rows(timezone.now(), cast.other_member)

    assert (draft.action, shared.action) == ("Write the OKR set", "Agree on the OKR set")


def test_cycle_starts_without_a_set_only_with_a_note(cast: Cast) -> None:
    """G3: the guard is soft and says who can do it."""
    missing = [m for m in missing_for(cast.cycle, "run") if "OKR set" in m.sentence]

    assert [(m.sentence, m.soft) for m in missing] == [
        (
            "Working conditions has not agreed on its OKR set yet. Its members can do that.",
            True,
        )
    ]
    assert missing[0].url == f"/o/lodos/teams/{cast.other_team.pk}/okr-set/"
