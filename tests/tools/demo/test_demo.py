"""The demo is real input: two cycles of a program made through the product's own actions."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client, override_settings
from django.utils import timezone

from checkins.models import Ask, CheckIn, Minutes, TeamMeeting
from core.tenancy import tenant
from okrs.initiatives.overview import loads
from okrs.models import InitiativeReview, ToDo, Workshop
from okrs.status import team_statuses
from orgs.models import Account, Organisation, Person
from reviews.models import Continuation, Practice, Score
from teams.models import Acceptance, Call, Commitment, Membership, Offer, Team
from themes.models import Cycle
from tools.demo.cast import CAST
from tools.demo.load import load

ISTANBUL = ZoneInfo("Europe/Istanbul")


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[Organisation]:
    """The demo as it is on a Sunday evening, loaded once for this module."""
    from django.db import transaction

    with (
        django_db_blocker.unblock(),
        time_machine.travel(datetime(2027, 3, 28, 20, 0, tzinfo=ISTANBUL), tick=False),
        transaction.atomic(),
    ):
        load()
        yield Organisation.objects.get(slug="anadolu")
        transaction.set_rollback(True)


@pytest.fixture
def inside(demo: Organisation) -> Iterator[Organisation]:
    with tenant(demo):
        yield demo


def cycles_of_the_story() -> Any:
    """Those of the theme that has teams; the other theme has dates of its own."""
    return Cycle.objects.filter(theme__name__startswith="Strengthening")


def test_today_lies_in_week_7_of_cycle_2(inside: Organisation) -> None:
    cycles = cycles_of_the_story()

    phases = list(cycles.order_by("number").values_list("number", "phase"))

    running = cycles.get(number=2)
    assert phases == [(1, "closed"), (2, "running"), (3, "calling")]
    assert running.week(timezone.localdate()) == 7


@pytest.mark.django_db
def test_it_loads_on_any_day_and_once() -> None:
    """On a Monday just after midnight week 6 was lived as well; what is there stays."""
    with time_machine.travel(datetime(2026, 11, 23, 0, 1, tzinfo=ISTANBUL), tick=False):
        first, second = load(), load()
        with tenant(Organisation.objects.get(slug="anadolu")):
            second_cycle = cycles_of_the_story().get(number=2)
            week = second_cycle.week(timezone.localdate(timezone=ISTANBUL))
            asks = Ask.objects.filter(answer="").count()

    assert (first, second, week, asks) == (True, False, 7, 2)


def test_cycle_1_is_whole(inside: Organisation) -> None:
    """Measured, met, checked in, reviewed, and left with practices."""
    first = cycles_of_the_story().get(number=1)

    assert CheckIn.objects.filter(cycle=first, state="held").count() == 6
    assert Minutes.objects.filter(check_in__cycle=first).count() == 6
    assert TeamMeeting.objects.filter(team__cycle=first, held_at__isnull=False).count() == 35
    assert Score.objects.count() == 6
    assert Practice.objects.count() == 3
    assert Continuation.objects.count() == Membership.objects.filter(team__cycle=first).count()


def test_members_changed_and_the_theme_stayed(inside: Organisation) -> None:
    """O1, O2: some left, new ones joined, teams continue the earlier ones."""
    people = {
        number: set(
            Membership.objects.filter(team__cycle__number=number).values_list(
                "person__employee_number", flat=True
            )
        )
        for number in (1, 2)
    }

    assert people[1] - people[2] == {"E1027", "E1123", "E1030"}
    assert people[2] - people[1] == {"E1082", "E1013", "E1145", "E1006", "E1127"}
    assert all(team.previous for team in Team.objects.filter(cycle__number=2))
    assert Team.objects.order_by().values("cycle__theme").distinct().count() == 1


def test_nobody_is_a_member_without_their_own_yes(inside: Organisation) -> None:
    """C5: also in the demo each membership stands on the person's own acceptance."""
    for membership in Membership.objects.select_related("acceptance"):
        assert membership.acceptance.person_id == membership.person_id
    assert Acceptance.objects.filter(offer__state=Offer.State.OPEN).count() == 0


def test_things_wait_today(inside: Organisation) -> None:
    waiting = Commitment.objects.filter(state="asked").values_list("leader__family_name", flat=True)

    assert set(waiting) == {"Şahin"}
    assert Ask.objects.filter(answer="").count() == 2
    assert Call.objects.get(cycle__number=3).offers.count() == 6


def test_one_team_is_behind_and_doubts(inside: Organisation) -> None:
    teams = list(Team.objects.filter(cycle__number=2).order_by("number"))
    statuses = team_statuses(teams, timezone.localdate())

    behind = [
        team.number
        for team in teams
        if (pace := statuses[team.pk].pace) and pace.word == "behind"
        if statuses[team.pk].confidence == "doubtful"
    ]
    assert behind == [2]


def test_work_of_a_team_has_something_to_show(inside: Organisation) -> None:
    """H1, H3, H6: a bet that was looked at, an insight of a conversation, a load that warns."""
    team = Team.objects.get(cycle__number=2, number=1)
    held = ToDo.objects.research().filter(team=team).exclude(notes="").exclude(insight="")

    assert InitiativeReview.objects.filter(initiative__team=team).exists()
    assert held.exclude(done_at=None).count() == 2
    assert [load.open for load in loads(team, team.to_dos.all()) if load.too_much] == [5]


def test_each_of_the_cast_is_there_and_can_sign_in(demo: Organisation) -> None:
    emails = {member.email for member in CAST}

    with override_settings(DEMO=True):
        answer = Client().post("/demo/sign-in/", {"email": "volkan.sahin@example.com"})

    assert set(Account.objects.filter(email__in=emails).values_list("email", flat=True)) == emails
    assert answer.status_code == 302


def test_no_click_signs_in_outside_the_demo(demo: Organisation) -> None:
    with override_settings(DEMO=False):
        page = Client().get("/demo/")
        answer = Client().post("/demo/sign-in/", {"email": "volkan.sahin@example.com"})

    assert (page.status_code, answer.status_code) == (404, 404)


def test_the_other_organisation_is_small_and_about_to_hold_a_workshop(
    demo: Organisation,
) -> None:
    poyraz = Organisation.objects.get(slug="poyraz")

    with tenant(poyraz):
        names = set(Person.objects.values_list("given_name", flat=True))
        workshop = Workshop.objects.get()
        members = set(workshop.team.memberships.values_list("person__given_name", flat=True))

    assert names == {"Ada", "Lea", "Rana", "Tom"}
    assert (members, workshop.started_at) == ({"Ada", "Lea", "Tom"}, None)
