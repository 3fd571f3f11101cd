"""The queue carries ids and wakes workers up; the truth is in the database."""

import gc
import os
from contextvars import Context
from typing import Any

from celery import Celery, Task
from celery.signals import setup_logging, worker_init
from django.db import connections

from core.server.fresh import leave_transactions

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okrsite.settings")


class FreshTask(Task):  # type: ignore[type-arg]
    """A task that a worker runs begins outside of every organisation, as a request does."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if self.request.called_directly:
            return super().__call__(*args, **kwargs)
        if not self.request.is_eager:
            leave_transactions()
        return Context().run(self.run, *args, **kwargs)


app = Celery("sunhand", task_cls=FreshTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "tick": {"task": "nudges.tick", "schedule": 60.0, "options": {"expires": 55}},
}


@setup_logging.connect
def log_as_django_does(**kwargs: Any) -> None:
    """Celery would write what tasks were given and what their exceptions say."""


@worker_init.connect
def bind_worker(**kwargs: Any) -> None:
    from core.database import UnboundRoleError, refuse_unbound_role

    try:
        refuse_unbound_role()
    except UnboundRoleError as unbound:
        raise SystemExit(str(unbound)) from None  # anything less, Celery logs and forgets
    connections.close_all()  # no process of the pool inherits it


@worker_init.connect
def share_memory(**kwargs: Any) -> None:
    """Load what every process of the pool needs before they part, so that they share it.

    Frozen, the garbage collector does not touch it any more, and no process copies it.
    """
    from django.urls import reverse

    reverse("home")  # reads all addresses and their names, most of a second's work
    gc.collect()
    gc.freeze()
