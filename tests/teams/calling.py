"""The next cycle of the cast's theme, while it calls for volunteers and forms its teams."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from orgs.models import Person
from teams.forming.actions import teams_make
from teams.models import Acceptance, Call, Coaching, Offer, Team
from teams.offers.actions import offer_make
from tests.cast import STARTS_ON, Cast
from themes.models import Cycle, FocusArea

DEADLINE = date(2026, 6, 19)


def next_call(cast: Cast, phase: str = "calling") -> Call:
    cycle = Cycle.objects.create(
        theme=cast.theme,
        number=2,
        starts_on=date(2026, 7, 6),
        ends_on=date(2026, 10, 4),
        phase=phase,
    )
    return Call.objects.create(
        cycle=cycle,
        text="Meet weekly.",
        hours_from=Decimal(2),
        hours_to=Decimal(6),
        deadline=DEADLINE,
        opened_by=cast.integrator,
    )


def put_up(call: Call, person: Person, area: Any, hours: str = "4") -> Offer:
    """Somebody puts up their hand themselves."""
    return offer_make(
        call=call,
        by=person,
        first_choice=area,
        motivation=f"{person.given_name} wants this.",
        contribution="Time",
        hours=Decimal(hours),
    )


def crowd(cast: Cast, call: Call, people: int) -> list[Offer]:
    """Many people of all divisions and levels who have said yes, made quickly."""
    divisions, levels = list(cast.divisions.values()), list(cast.levels.values())
    there = Person.objects.count()
    rows = [
        Person(
            given_name="Gökçe",
            family_name="Müller",
            email=f"g{there + number}@lodos.example",
            division=divisions[number % 4],
            level=levels[number % 3 + 1],
        )
        for number in range(people)
    ]
    for row in rows:
        row.fill_keys()
    areas = list(FocusArea.objects.filter(theme=cast.theme))
    offers = Offer.objects.bulk_create(
        Offer(
            call=call,
            person=person,
            way=Offer.Way.VOLUNTEERED,
            state=Offer.State.ACCEPTED,
            first_choice=areas[number % len(areas)],
            second_choice=areas[(number + 1) % len(areas)],
            motivation="I know what we say when nobody listens.",
            hours=Decimal(4),
        )
        for number, person in enumerate(Person.objects.bulk_create(rows))
    )
    Acceptance.objects.bulk_create(Acceptance(offer=o, person=o.person) for o in offers)
    return offers


def eight_teams(cast: Cast, call: Call) -> list[Team]:
    """Five areas may be in focus at a time; three left it after their teams were made."""
    teams_make(cycle=call.cycle, by=cast.integrator)
    FocusArea.objects.filter(theme=cast.theme).update(retired_on=date(2026, 5, 1))
    for position in range(1, 6):
        FocusArea.objects.create(
            theme=cast.theme, position=position, name=f"New area {position}", wanted="SQL\nPatience"
        )
    teams_make(cycle=call.cycle, by=cast.integrator)
    return list(Team.objects.filter(cycle=call.cycle))


def move_to(cycle: Cycle, phase: str) -> None:
    cycle.phase = phase
    cycle.save(update_fields=["phase"])


def questions(browser: Any, address: str) -> int:
    """How many statements a page asks the database, once everything is warm."""
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def coached_team(cast: Cast, number: int) -> Team:
    """One more team, coached by the coach of the cast."""
    area = FocusArea.objects.create(
        theme=cast.theme, name=f"Area {number}", position=number, retired_on=date(2026, 5, 1)
    )
    team: Team = Team.objects.create(
        cycle=cast.cycle, focus_area=area, number=number, name=f"Team {number}"
    )
    Coaching.objects.create(team=team, coach=cast.coach, since=STARTS_ON)
    return team
