"""Real processes of Celery: what hangs or dies in one organisation is alone with it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from core.tenancy import tenant
from nudges.models import BackgroundFailure, Message
from orgs.models import Division, Level, Organisation
from tests.cast import make_person
from tests.walls.logins import login_made
from tools.local.household import Household
from tools.local.processes import Child, wait_until
from tools.local.site import worker_programs
from tools.local.var import ROOT, Var

SECONDS = 90.0


def house(slug: str) -> Organisation:
    made = Organisation.objects.create(name=slug, slug=slug)
    with tenant(made):
        division, level = (
            Division.objects.create(name="All"),
            Level.objects.create(name="R", rank=1),
        )
        make_person(made, "Olga", "One", division=division, level=level, email=f"o@{slug}.example")
    return made


@contextmanager
def working(folder: Path) -> Iterator[None]:
    """The worker with its clock, as `bin/demo` starts it, on the test's database."""
    with login_made("worker") as login, Household() as household:
        told = {
            **os.environ,
            "DATABASE_URL": login,
            "REDIS_URL": settings.REDIS_URL,
            "CELERY_BROKER_URL": settings.CELERY_BROKER_URL,
            "EMAIL_URL": "smtp://127.0.0.1:1",
            "PYTHONPATH": str(ROOT),
        }
        program = worker_programs(Var(folder), "tests.nudges.ill_worker")["worker"]
        household.add(
            Child("Worker", [sys.executable, *program[1:]], environment=told, log=folder / "log")
        )
        yield


def noted(organisation: Organisation) -> set[tuple[str, str, str]]:
    with tenant(organisation):
        return set(BackgroundFailure.objects.values_list("part", "name", "error"))


def mails(organisation: Organisation) -> int:
    with tenant(organisation):
        return int(Message.objects.count())


@pytest.mark.django_db(transaction=True)
def test_what_hangs_or_dies_is_noted_and_costs_its_organisation_alone(tmp_path: Path) -> None:
    """W2, W16: a kind that hangs is left out, a process that hangs on or dies is another's."""
    names = ("hangs", "hangs-on", "dies", "well")
    houses = [house(name) for name in names]
    cache.set("deaths", 0)

    def found() -> list[Any]:
        return [noted(one) for one in houses] + [mails(one) for one in houses]

    wanted = [
        {("nudge", "hangs", "SoftTimeLimitExceeded")},
        {("tick", "", "TimeLimitExceeded")},
        {("tick", "", "WorkerLostError")},
        set(),
        *(1, 0, 0, 1),
    ]
    with working(tmp_path):
        wait_until(lambda: found() == wanted, SECONDS)

        assert found() == wanted, (tmp_path / "log").read_text()[-4000:]
    assert cache.get("deaths") < 5
    transaction.get_connection().close()
