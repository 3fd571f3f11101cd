"""One tick over many organisations by as many processes as there are workers."""

import gc
import json
import resource
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

from django.db import connection
from django.utils import timezone

from core.tenancy import tenant
from nudges.tasks import look_after
from orgs.models import Division, Level, Organisation, Person
from themes.models import Cycle, Theme
from tools.bench import letters

PEOPLE = """
    INSERT INTO orgs_person (organisation_id, employee_number, given_name, family_name, email,
        title, division_id, department, level_id, language, time_zone, weekly_hours,
        sort_key, search_text, standing_since, links_version)
    SELECT %(organisation)s, '', 'P' || n, 'Sweep', 'p' || n || (
            CASE WHEN n <= %(asked)s THEN %(asked_at)s ELSE '@sweep.example' END),
        '', %(division)s, '', %(level)s, '', '', 40, 'sweep ' || n, 'p' || n || ' sweep',
        now(), 0
    FROM generate_series(1, %(people)s) n
"""
ASKED = 10
"""People of each organisation who have something to be told the first time."""


def main(_port: int, _pid: int, organisations: int, people: int, workers: int) -> None:
    letters.learn()
    houses = [_house(number, people // organisations) for number in range(organisations)]
    connection.close()
    with ProcessPoolExecutor(workers, get_context("fork")) as pool:
        shares = [[house.pk for house in houses[n::workers]] for n in range(workers)]
        first, memory = _tick(pool, shares)
        again, later = _tick(pool, shares)
    figures = {
        "organisations": organisations,
        "people": people,
        "workers": workers,
        "asked": ASKED * organisations,
        "first_seconds": first,
        "seconds": again,
        "memory_mb": memory,
        "memory_later_mb": later,
    }
    print(json.dumps(figures), flush=True)


def _house(number: int, people: int) -> Organisation:
    house = Organisation.objects.create(name=f"House {number}", slug=f"house-{number}")
    with tenant(house), connection.cursor() as cursor:
        division = Division.objects.create(name="All")
        level = Level.objects.create(name="Reader", rank=1)
        cursor.execute(
            PEOPLE,
            {
                "organisation": house.pk,
                "people": people,
                "asked": ASKED,
                "asked_at": letters.ADDRESS,
                "division": division.pk,
                "level": level.pk,
            },
        )
        _begin(Person.objects.order_by("pk")[0])
    return house


def _begin(sponsor: Person) -> None:
    """A theme whose first cycle runs, so that nothing is spared that is asked while one does."""
    today = timezone.localdate()
    theme = Theme.objects.create(
        name="A theme",
        strategy_sentence="It counts.",
        why_now="Now.",
        why_no_team="All of us.",
        sponsor=sponsor,
        created_by=sponsor,
        horizon_months=12,
        starts_on=today,
    )
    running = Cycle.Phase.RUNNING
    Cycle.objects.create(
        theme=theme,
        number=1,
        phase=running,
        starts_on=today - timedelta(weeks=6),
        ends_on=today + timedelta(weeks=7),
    )


def _tick(pool: ProcessPoolExecutor, shares: list[list[int]]) -> tuple[float, int]:
    """Seconds until all have been looked after, and the memory of the largest process then."""
    began = time.monotonic()
    memory = max(pool.map(_look_after, shares))
    return round(time.monotonic() - began, 1), memory


def _look_after(houses: list[int]) -> int:
    for house in houses:
        look_after(house)
    gc.collect()
    return _megabytes()


def _megabytes() -> int:
    status = Path("/proc/self/statm")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return int(status.read_text().split()[1]) * resource.getpagesize() // 2**20
