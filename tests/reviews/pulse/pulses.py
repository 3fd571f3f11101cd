"""A pulse of the cast, answered by some of its members."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from orgs.models import Person
from reviews.models import Pulse, Review
from reviews.pulse.actions import pulse_answer, pulse_open
from reviews.pulse.items import wordings
from teams.models import Team
from tests.cast import ISTANBUL, Cast, join, make_person
from tests.teams.calling import move_to

OPENED = datetime(2026, 6, 29, 10, 0, tzinfo=ISTANBUL)
CLOSES_ON = date(2026, 7, 9)
CLOSED = datetime(2026, 7, 9, 18, 0, tzinfo=ISTANBUL)
SECRET = "The van is never free."


def crowd(cast: Cast, team: Team, count: int) -> list[Person]:
    """So many more members of a team."""
    found = []
    for number in range(count):
        person = make_person(
            cast.organisation,
            f"More{number}",
            f"Team{team.number}",
            division=cast.divisions["IT"],
            level=cast.levels["specialist"],
        )
        join(cast, person, team, "2")
        found.append(person)
    return found


def opened(cast: Cast, clock: Any, **settings: Any) -> Pulse:
    """The review is open, and so is the pulse, for ten days."""
    clock.move_to(OPENED)
    move_to(cast.cycle, "reviewing")
    Review.objects.get_or_create(
        cycle=cast.cycle,
        defaults={"starts_at": OPENED, "answers_until": CLOSES_ON, "opened_by": cast.integrator},
    )
    return pulse_open(cycle=cast.cycle, by=cast.integrator, **{"closes_on": CLOSES_ON, **settings})


def answer(pulse: Pulse, person: Person, score: int = 4, *, keep: str = "") -> None:
    """Every statement and the recommendation with one score."""
    scales = [wordings("en")[key] for key in pulse.items]
    scores = {item.key: score for item in scales if item.scale is not None}
    pulse_answer(pulse=pulse, by=person, scores=scores, comments={"keep.1": keep})


def members(cast: Cast) -> Sequence[Person]:
    return [
        cast.representative,
        cast.member,
        cast.leader_member,
        cast.waiting_member,
        cast.other_member,
    ]
