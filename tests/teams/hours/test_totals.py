"""What hours add up to, whatever the number of teams and people."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from orgs.models import Person
from teams.hours.actions import hours_answer, hours_commit
from teams.hours.approvals import HoursRequest
from teams.hours.totals import given_beside, given_by, hours_of, not_agreed, total
from teams.models import Call, Commitment, Team
from tests.cast import Cast, join, make_theme
from themes.models import Cycle, FocusArea, PhaseChange

TODAY = date(2026, 5, 20)


def join_theme(cast: Cast, person: Person, hours: str, **dates: date) -> Commitment:
    """Hours for a theme beside the cast's own."""
    theme = make_theme(cast.sponsor, name="Warmer welcomes")
    area = FocusArea.objects.create(theme=theme, name="First day")
    days = {"starts_on": cast.cycle.starts_on, "ends_on": cast.cycle.ends_on, **dates}
    cycle = Cycle.objects.create(theme=theme, number=1, phase=Cycle.Phase.RUNNING, **days)
    return join_cycle(cast, person, hours, cycle, area)


def join_cycle(cast: Cast, person: Person, hours: str, cycle: Cycle, area: FocusArea) -> Commitment:
    call = Call.objects.create(
        cycle=cycle,
        text="Welcome people.",
        hours_from=2,
        hours_to=8,
        deadline=cycle.starts_on,
        opened_by=cast.integrator,
    )
    team = Team.objects.create(cycle=cycle, focus_area=area, number=1, name=area.name)
    membership = join(replace(cast, call=call), person, team, hours)
    commitment: Commitment = membership.commitment
    return commitment


def test_hours_add_up_per_team_and_cycle(cast: Cast, django_assert_num_queries: Any) -> None:
    """E1: agreed and asked hours per team and cycle, in hours and as full-time people."""
    with django_assert_num_queries(1):
        sums = hours_of([cast.team, cast.other_team])

    one, other = sums[cast.team.pk], sums[cast.other_team.pk]
    assert (one.agreed, one.asked, one.people) == (Decimal(12), Decimal(5), 4)
    assert (other.agreed, other.asked, other.people) == (Decimal(4), Decimal(0), 1)
    assert one.fte == Decimal("0.3")
    both = total(sums.values())
    assert (both.agreed, both.total, both.people, both.fte) == (
        Decimal(16),
        Decimal(21),
        5,
        Decimal("0.4"),
    )


def test_hours_of_a_team_without_people_are_none(cast: Cast) -> None:
    cast.other_team.memberships.update(left_on=TODAY)

    assert hours_of([cast.other_team])[cast.other_team.pk].total == 0


def test_hours_of_a_past_cycle_count_who_stayed_to_its_end(cast: Cast) -> None:
    """D7: a finished cycle keeps its figures; who left before its end is not in them."""
    closing = PhaseChange.objects.create(
        cycle=cast.cycle, left="reviewing", entered="closed", by=cast.integrator
    )
    cast.team.memberships.update(left_on=cast.cycle.ends_on, closing=closing)
    cast.team.memberships.filter(person=cast.member).update(
        left_on=cast.cycle.ends_on, closing=None
    )

    assert hours_of([cast.team])[cast.team.pk].agreed == Decimal(8)


def test_more_hours_add_only_what_is_beyond(cast: Cast) -> None:
    commitment = Commitment.objects.get(membership__person=cast.member)
    hours_commit(commitment=commitment, hours=Decimal(6), by=cast.member)

    found = hours_of([cast.team])[cast.team.pk]
    assert (found.agreed, found.asked) == (Decimal(12), Decimal(7))


def test_fewer_hours_wait_without_adding(cast: Cast) -> None:
    commitment = Commitment.objects.get(membership__person=cast.member)
    hours_commit(commitment=commitment, hours=Decimal(1), by=cast.member)

    found = hours_of([cast.team])[cast.team.pk]
    assert (found.agreed, found.asked) == (Decimal(12), Decimal(5))


def test_not_agreed_lists_everybody_who_waits(cast: Cast, django_assert_num_queries: Any) -> None:
    """E4: the first team meeting lists everybody whose hours are not agreed."""
    hours_answer(
        commitment=Commitment.objects.get(membership__person=cast.waiting_member),
        leader=cast.home_leader,
        answer="not_now",
        reason="The launch.",
    )
    Commitment.objects.filter(membership__person=cast.member).update(state="proposed")

    with django_assert_num_queries(1):
        rows = [(str(m.person), m.commitment.state) for m in not_agreed(cast.team)]

    assert rows == [("Deniz Aydin", "declined"), ("Emre Sahin", "proposed")]


def test_given_is_summed_over_all_themes(cast: Cast, django_assert_num_queries: Any) -> None:
    """E6, A6: a person's hours over all running memberships of the organisation."""
    join_theme(cast, cast.waiting_member, "4")

    # the commitments with five about people, and the organisation's limit
    with django_assert_num_queries(7):
        given = given_by([cast.waiting_member, cast.reader], TODAY)

    deniz = given[cast.waiting_member.pk]
    assert (deniz.agreed, deniz.asked, deniz.together, deniz.left) == (
        Decimal(4),
        Decimal(5),
        Decimal(9),
        Decimal(31),
    )
    assert (deniz.limit, deniz.over) == (Decimal(8), Decimal(1))
    assert [str(t) for t in deniz.themes] == ["Warmer welcomes", "Quieter kitchens"]
    assert given[cast.reader.pk].together == 0


def test_given_warns_earlier_in_part_time(cast: Cast) -> None:
    """E6: the limit is 20 % of the contractual hours."""
    Person.objects.filter(pk=cast.waiting_member.pk).update(weekly_hours=24)
    cast.waiting_member.refresh_from_db()

    given = given_by([cast.waiting_member], TODAY)[cast.waiting_member.pk]

    assert (given.limit, given.over) == (Decimal("4.80"), Decimal("0.20"))


def test_given_counts_the_next_cycle_only_when_this_one_is_over(cast: Cast) -> None:
    """O3: the hours of the next cycle replace those of this one, they do not add to them."""
    following = Cycle.objects.create(
        theme=cast.theme,
        number=2,
        starts_on=cast.cycle.ends_on + timedelta(days=1),
        ends_on=cast.cycle.ends_on + timedelta(days=91),
        phase=Cycle.Phase.PREPARING,
    )
    join_cycle(cast, cast.member, "9", following, cast.areas[0])

    running = given_by([cast.member], TODAY)[cast.member.pk]
    afterwards = given_by([cast.member], following.starts_on)[cast.member.pk]

    assert (running.agreed, afterwards.agreed) == (Decimal(4), Decimal(9))


def test_theme_that_takes_no_hours_yet_is_not_named(cast: Cast) -> None:
    """E6: a theme that has hours beside the request is named, “0 h go to …” is not said."""
    other = join_theme(cast, cast.waiting_member, "7")
    request = Commitment.objects.whole().get(
        membership__person=cast.waiting_member, membership__team=cast.team
    )
    named = HoursRequest(request, given_beside([request])[request.pk], None).beside
    Commitment.objects.filter(pk=other.pk).update(
        state=Commitment.State.PROPOSED, agreed_hours=None
    )
    quiet = HoursRequest(request, given_beside([request])[request.pk], None).beside

    assert ([hours for _, hours in named], quiet) == ([Decimal(7)], [])


def test_given_beside_looks_at_the_days_of_the_request(cast: Cast) -> None:
    """E6: what runs at the same time counts beside a request, what has ended does not."""
    join_theme(cast, cast.waiting_member, "7", starts_on=date(2026, 1, 5), ends_on=date(2026, 4, 5))
    request = Commitment.objects.whole().get(
        membership__person=cast.waiting_member, membership__team=cast.team
    )

    given = given_beside([request])[request.pk]

    assert (given.agreed, given.together) == (Decimal(0), Decimal(5))
