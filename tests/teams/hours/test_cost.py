"""The visible cost: agreed hours times the weeks they ran, counted from history."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.tenancy import tenant
from teams.hours.actions import hours_answer, hours_commit
from teams.hours.arithmetic import cost, ran
from teams.hours.cost import Cost, cost_so_far
from teams.models import Commitment, CommitmentChange
from tests.cast import ISTANBUL, Cast
from tests.teams.hours.test_pages import text

MONDAY, LAST = date(2026, 4, 6), date(2026, 7, 5)
TODAY = date(2026, 5, 17)  # the last day of week 6
days = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31))
quarters = st.integers(0, 160).map(lambda n: Decimal(n) / 4)
histories = st.lists(st.tuples(days, quarters)).map(lambda rows: sorted(rows, key=lambda r: r[0]))


@pytest.mark.parametrize(
    ("changes", "hours"),
    [
        ([(MONDAY, "5")], "65"),
        ([(date(2026, 3, 2), "5")], "65"),
        ([(date(2026, 4, 20), "5")], "55"),
        ([(MONDAY, "5"), (date(2026, 5, 18), "3")], "51"),
        ([(MONDAY, "5"), (MONDAY, "3")], "39"),
        ([(MONDAY, "5"), (date(2026, 5, 18), "0")], "30"),
        ([(date(2026, 8, 3), "5")], "0"),
        ([], "0"),
    ],
)
def test_cost_counts_each_stretch_of_hours(changes: list[tuple[date, str]], hours: str) -> None:
    """E1: agreed late, changed in mid-cycle, changed twice a day, ended; 13 weeks in all."""
    told = [(day, Decimal(given)) for day, given in changes]

    assert cost(ran(told, starts_on=MONDAY, ends_on=LAST)) == Decimal(hours)


def test_history_that_goes_back_in_time_is_refused() -> None:
    with pytest.raises(ValueError, match="in the order of their days"):
        ran([(LAST, Decimal(1)), (MONDAY, Decimal(2))], starts_on=MONDAY, ends_on=LAST)


@given(histories, days, days)
def test_hours_run_no_longer_than_the_stretch(
    changes: list[tuple[date, Decimal]], first: date, last: date
) -> None:
    parts = ran(changes, starts_on=first, ends_on=last)

    weeks = Decimal(max((last - first).days + 1, 0)) / 7
    assert sum(w for _h, w in parts) <= weeks + Decimal("1e-20")
    assert all(w >= 0 for _h, w in parts)


@given(histories, days, days, days)
def test_cost_of_two_stretches_is_the_cost_of_both(
    changes: list[tuple[date, Decimal]], a: date, b: date, c: date
) -> None:
    first, middle, last = sorted((a, b, c))

    whole = cost(ran(changes, starts_on=first, ends_on=last))
    parts = cost(ran(changes, starts_on=first, ends_on=middle)) + cost(
        ran(changes, starts_on=middle + timedelta(days=1), ends_on=last)
    )
    assert abs(whole - parts) < Decimal("1e-15")


@given(histories, quarters)
def test_more_hours_never_cost_less(changes: list[tuple[date, Decimal]], more: Decimal) -> None:
    def sum_of(rows: list[tuple[date, Decimal]]) -> Decimal:
        return cost(ran(rows, starts_on=MONDAY, ends_on=LAST))

    assert sum_of([(day, hours + more) for day, hours in changes]) >= sum_of(changes)


def test_cost_of_teams_counts_weeks_that_have_passed(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    """E1: 12 h and 4 h a week over six weeks; what is only asked costs nothing yet."""
    with django_assert_num_queries(1):
        found = cost_so_far([cast.team, cast.other_team], TODAY)

    assert [found[team.pk].hours for team in (cast.team, cast.other_team)] == [72, 24]
    both = sum(found.values(), Cost())
    assert (both.hours, both.weeks) == (Decimal(96), Decimal("2.4"))


def test_cost_ends_with_who_leaves_and_begins_with_who_joins(cast: Cast) -> None:
    """D7, E1: a leaver costs until their last day, a newcomer from their first."""
    cast.member.memberships.update(left_on=date(2026, 4, 19))
    cast.other_member.memberships.update(joined_on=date(2026, 5, 11))

    found = cost_so_far([cast.team, cast.other_team], TODAY)

    assert [found[team.pk].hours for team in (cast.team, cast.other_team)] == [48 + 8, 4]


def test_cost_keeps_what_ran_before_hours_changed(cast: Cast, clock: Any) -> None:
    """E1: hours changed in mid-cycle count from the day they were agreed, asked ones never."""
    clock.move_to(datetime(2026, 5, 4, 9, 0, tzinfo=ISTANBUL))
    row = Commitment.objects.get(membership__person=cast.member)
    hours_commit(commitment=row, hours=Decimal(6), by=cast.member)
    assert cost_so_far([cast.team], TODAY)[cast.team.pk].hours == 72

    hours_answer(commitment=row, leader=cast.home_leader, answer="agree")

    assert cost_so_far([cast.team], TODAY)[cast.team.pk].hours == 72 + 2 * 2
    assert cost_so_far([cast.team], LAST)[cast.team.pk].hours == 12 * 13 + 2 * 9
    assert cost_so_far([cast.team], LAST + timedelta(days=400)) == cost_so_far([cast.team], LAST)


def test_cost_is_one_statement_for_any_number_of_rows(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    row = Commitment.objects.get(membership__person=cast.member)
    CommitmentChange.objects.bulk_create(
        CommitmentChange(
            commitment=row,
            left="asked",
            entered="agreed",
            hours=4,
            agreed_hours=4,
            at=datetime(2026, 4, 1, 9, tzinfo=ISTANBUL),
        )
        for _n in range(3000)
    )

    with django_assert_num_queries(1):
        assert cost_so_far([cast.team], TODAY)[cast.team.pk].hours == 72


@pytest.mark.parametrize("page", ["cycles/{cycle}/hours/", "teams/{team}/", "themes/{theme}/"])
def test_pages_show_what_it_costs_each_week_and_so_far(
    stage: Cast, sign_in: Any, page: str
) -> None:
    """E1: hours and full-time people per team and per theme, agreed and asked, and so far."""
    path = page.format(cycle=stage.cycle.pk, team=stage.team.pk, theme=stage.theme.pk)

    shown = text(sign_in(stage.integrator).get(stage.path(path)))

    with tenant(stage.organisation):
        costs = cost_so_far([stage.team, stage.other_team], date(2026, 5, 20))
    one = page.startswith("teams")
    cost_shown = costs[stage.team.pk] if one else sum(costs.values(), Cost())
    assert f"So far {cost_shown.hours:.0f} h, like one person full time" in shown
    if one:
        assert "Each week 12 h are agreed and 5 h asked, like 0.3 people full time." in shown
