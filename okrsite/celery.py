"""The queue carries ids and wakes workers up; the truth is in the database."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okrsite.settings")

app = Celery("sunhand")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "tick": {"task": "nudges.tick", "schedule": 60.0, "options": {"expires": 55}},
}


@worker_init.connect
def bind_worker(**kwargs: Any) -> None:
    from orgs.database import UnboundRoleError, refuse_unbound_role

    try:
        refuse_unbound_role()
    except UnboundRoleError as unbound:
        raise SystemExit(str(unbound)) from None  # anything less, Celery logs and forgets
