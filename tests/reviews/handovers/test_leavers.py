"""A leaver in the middle of a cycle: what they look after is listed and handed over."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from checkins.models import Impediment
from core.tenancy import tenant
from nudges.registry import nudges
from okrs.initiatives.actions import initiative_save
from okrs.models import ToDo
from orgs.models import Person
from orgs.people.actions import person_deactivate, person_reactivate
from reviews.handovers.actions import VOICE, hand_over, owned_by
from reviews.review.actions import cycle_close
from teams.hours.totals import hours_of
from teams.members.actions import member_leave
from teams.models import Membership
from tests.cast import ENDS_ON, Cast
from tests.teams.calling import move_to
from themes.models import Cycle


def seat(cast: Cast, person: Person) -> Membership:
    return Membership.objects.get(team__cycle=cast.cycle, person=person)


def owns(cast: Cast, person: Person) -> None:
    """Beside what the cast gives them: one of each thing that has an owner."""
    ToDo.objects.create(team=cast.team, text="Film", owner=person, due_on=ENDS_ON)
    initiative_save(
        team=cast.team,
        by=person,
        title="Radio",
        because="It helps.",
        owner=person,
        key_results=cast.key_results,
    )
    Impediment.objects.create(team=cast.team, text="No budget.", by=person, owner=person)


def asked() -> set[int]:
    return {due.person_id for due in nudges["reviews.hand_over"].rows(timezone.now(), None)}


def left_with(cast: Cast, person: Person) -> list[str]:
    (owned,) = owned_by(Membership.objects.filter(pk=seat(cast, person).pk))
    return [str(thing) for thing in owned.things]


def test_leaver_hands_over_all_they_look_after(cast: Cast) -> None:
    """D7: key results, to-dos, initiatives, impediments, and speaking for the team."""
    owns(cast, cast.representative)
    leaver = seat(cast, cast.representative)

    hand_over(membership=leaver, to=cast.member, by=cast.representative)

    assert left_with(cast, cast.representative) == []
    assert set(left_with(cast, cast.member)) == {
        "First-visit resolution",
        "Repeat visits",
        "Film",
        "Radio",
        "No budget.",
    }
    assert seat(cast, cast.member).speaks is True
    assert seat(cast, cast.representative).speaks is False


def test_leaver_hands_over_in_turns(cast: Cast) -> None:
    """D7: one thing to one member, the rest to another."""
    owns(cast, cast.member)
    member_leave(membership=seat(cast, cast.member), by=cast.member)
    film = f"okrs.todo:{ToDo.objects.get().pk}"

    hand_over(membership=seat(cast, cast.member), to=cast.leader_member, by=cast.coach, what=[film])

    assert left_with(cast, cast.leader_member) == ["Film"]
    assert left_with(cast, cast.member) == ["Repeat visits", "Radio", "No budget."]


def test_only_the_leaver_begins_before_they_left(cast: Cast) -> None:
    """D7: nobody takes from a member who stays."""
    mine = seat(cast, cast.member)
    for by in (cast.coach, cast.integrator, cast.representative):
        with pytest.raises(ValidationError, match="somebody who leaves"):
            hand_over(membership=mine, to=cast.representative, by=by)

    hand_over(membership=mine, to=cast.representative, by=cast.member)

    assert left_with(cast, cast.member) == []


def test_leaver_coach_and_integration_team_are_asked_until_it_is_done(cast: Cast) -> None:
    """D7, T2: whoever can find a successor is asked, and nobody when nothing is left."""
    assert asked() == set()

    member_leave(membership=seat(cast, cast.member), by=cast.member)
    assert asked() == {cast.member.pk, cast.coach.pk, cast.integrator.pk}

    hand_over(membership=seat(cast, cast.member), to=cast.representative, by=cast.integrator)
    assert asked() == set()


def test_each_is_asked_about_their_own_teams_alone(cast: Cast) -> None:
    """D7: asked for one person, the nudge finds the same rows."""
    member_leave(membership=seat(cast, cast.member), by=cast.member)
    everybody = {
        person.pk
        for person in Person.objects.all()
        for due in nudges["reviews.hand_over"].rows(timezone.now(), person)
        if due.person_id == person.pk
    }

    assert everybody == asked()


@pytest.mark.parametrize("gone", [1, 3])
def test_leavers_are_found_by_the_same_number_of_statements(
    cast: Cast, gone: int, django_assert_num_queries: Any
) -> None:
    for person in (cast.member, cast.waiting_member, cast.leader_member)[:gone]:
        owns(cast, person)
        member_leave(membership=seat(cast, person), by=person)

    with django_assert_num_queries(7):
        assert asked()


def test_who_left_the_organisation_counts_as_leaver(cast: Cast) -> None:
    """D7, U3: no longer in people, hours and sums; successors are sought by those who stay."""
    before = hours_of([cast.team])[cast.team.pk]
    owns(cast, cast.representative)

    person_deactivate(person=cast.representative, by=cast.administrator)

    after = hours_of([cast.team])[cast.team.pk]
    assert (before.people - after.people, before.agreed - after.agreed) == (1, Decimal(6))
    assert cast.representative.pk not in asked() == {cast.coach.pk, cast.integrator.pk}
    people = Membership.objects.current().filter(team=cast.team)
    assert cast.representative.pk not in people.values_list("person", flat=True)
    assert not people.filter(speaks=True).exists()
    (owned,) = owned_by(Membership.objects.filter(pk=seat(cast, cast.representative).pk))
    assert VOICE in owned.keys


def test_who_comes_back_to_the_organisation_is_in_the_team_again(cast: Cast) -> None:
    """U3: a wrong click costs nobody their place."""
    person_deactivate(person=cast.member, by=cast.administrator)
    person_reactivate(person=cast.member, by=cast.administrator)

    assert Membership.objects.current().filter(person=cast.member).exists()
    assert asked() == set()


def test_closing_a_cycle_ends_the_seats_of_who_left_on_their_day(cast: Cast, clock: Any) -> None:
    """D7: history says until when they were there, which is not the end of the cycle."""
    person_deactivate(person=cast.other_member, by=cast.administrator, on=date(2026, 5, 18))
    move_to(cast.cycle, Cycle.Phase.REVIEWING)

    cycle_close(cycle=cast.cycle, by=cast.integrator, note="Early.")

    gone, stayed = seat(cast, cast.other_member), seat(cast, cast.member)
    assert (gone.left_on, gone.closing) == (date(2026, 5, 18), None)
    assert (stayed.left_on, stayed.closing_id is not None) == (ENDS_ON, True)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_leaving_leads_to_the_hand_over(stage: Cast, sign_in: Any) -> None:
    """D7: before and after leaving, the leaver sees what needs somebody else."""
    with tenant(stage.organisation):
        owns(stage, stage.member)
        mine = seat(stage, stage.member).pk
    browser, list_of = sign_in(stage.member), stage.path(f"memberships/{mine}/hand-over/")
    leaving = stage.path(f"memberships/{mine}/leave/")
    assert list_of in text(browser.get(leaving))
    before = text(browser.get(list_of))

    left = browser.post(leaving, {"on": ""})

    after = text(browser.get(list_of))
    assert left.headers["Location"] == list_of
    for page in (before, after):
        assert "Measuring: Repeat visits" in page
        assert "To-do: Film" in page
    assert list_of in text(browser.get(stage.path(f"teams/{stage.team.pk}/people/")))


def test_history_says_who_came_and_went_and_how(stage: Cast, sign_in: Any) -> None:
    """D7: members read dates and ways of joining; others read names and dates."""
    with tenant(stage.organisation):
        member_leave(membership=seat(stage, stage.member), by=stage.member)
        person_deactivate(person=stage.waiting_member, by=stage.administrator)
    address = stage.path(f"teams/{stage.team.pk}/people/")

    inside = text(sign_in(stage.representative).get(address))
    outside = text(sign_in(stage.reader).get(address))

    for page in (inside, outside):
        assert page.index("Were in the team") < page.index("Emre Sahin")
        assert page.index("Were in the team") < page.index("Deniz Aydin")
        assert page.count("Mon 6 April to Wed 20 May") == 2
    assert inside.count("volunteered") == 4
    assert "volunteered" not in outside
    assert "hand-over" not in inside + outside


def test_a_team_page_counts_who_is_there(stage: Cast, sign_in: Any) -> None:
    """U3: the page of the team neither lists nor adds up whoever left the organisation."""
    with tenant(stage.organisation):
        person_deactivate(person=stage.representative, by=stage.administrator)

    page = text(sign_in(stage.member).get(stage.path(f"teams/{stage.team.pk}/")))

    assert "3, together" in page
    assert "Selin Kaya" not in page.split("Who is in")[1].split("Week by week")[0]
