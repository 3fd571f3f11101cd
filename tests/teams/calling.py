"""The next cycle of the cast's theme, while it calls for volunteers and forms its teams."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from orgs.models import Person
from teams.actions.offers import offer_make
from teams.models import Call, Offer
from tests.cast import Cast
from themes.models import Cycle

DEADLINE = date(2026, 6, 19)


def next_call(cast: Cast, phase: str = "calling") -> Call:
    cycle = Cycle.objects.create(
        theme=cast.theme, number=2, starts_on=date(2026, 7, 6), ends_on=date(2026, 10, 4),
        phase=phase,
    )  # fmt: skip
    return Call.objects.create(
        cycle=cycle, text="Meet weekly.", hours_from=Decimal(2), hours_to=Decimal(6),
        deadline=DEADLINE, opened_by=cast.integrator,
    )  # fmt: skip


def put_up(call: Call, person: Person, area: Any, hours: str = "4") -> Offer:
    """Somebody puts up their hand themselves."""
    return offer_make(
        call=call, by=person, first_choice=area, motivation=f"{person.given_name} wants this.",
        contribution="Time", hours=Decimal(hours),
    )  # fmt: skip


def move_to(cycle: Cycle, phase: str) -> None:
    cycle.phase = phase
    cycle.save(update_fields=["phase"])


def questions(browser: Any, address: str) -> int:
    """How many statements a page asks the database, once everything is warm."""
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)
