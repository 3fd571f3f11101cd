"""The product's worker with three kinds of reminders, of which two are ill in some organisations.

`celery -A tests.nudges.ill_worker`. What is ill is told by the name of the organisation; how often
a process died is counted in the cache. The time limits are those of the product, made shorter.
"""

import os
import signal
from collections.abc import Iterable
from datetime import datetime, timedelta

import django
from django.core.cache import cache

from okrsite.celery import app

django.setup()

from nudges.registry import Due, Nudge, nudges  # noqa: E402  its models are there only now
from nudges.tasks import look_after  # noqa: E402
from orgs.closed_days import here  # noqa: E402
from orgs.models import Person  # noqa: E402

__all__ = ["app"]


def letters(now: datetime, person: Person | None) -> Iterable[Due]:
    for row in Person.objects.all():
        yield Due(row.pk, f"orgs.person:{row.pk}", "A letter", "/", now + timedelta(days=1), "Read")


def hangs(now: datetime, person: Person | None) -> Iterable[Due]:
    while here().slug == "hangs":
        pass
    return []


def hangs_on(now: datetime, person: Person | None) -> Iterable[Due]:
    """However it is interrupted."""
    while here().slug == "hangs-on":
        try:
            hangs_for_ever()
        except Exception:  # noqa: S112
            continue
    return []


def hangs_for_ever() -> None:
    while True:
        pass


def dies(now: datetime, person: Person | None) -> Iterable[Due]:
    if here().slug == "dies":
        cache.incr("deaths")
        os.kill(os.getpid(), signal.SIGKILL)
    return []


nudges._entries = {}
for rows in (hangs, hangs_on, dies, letters):
    nudges.add(rows.__name__, Nudge(rows.__name__, "sun", rows))
look_after.soft_time_limit, look_after.time_limit = 2, 4
app.conf.beat_schedule = {"tick": {"task": "nudges.tick", "schedule": 1.0}}
