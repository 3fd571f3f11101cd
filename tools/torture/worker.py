"""The product's worker and scheduler in a hurry: a tick a second, and leases of seconds.

`celery -A tools.torture.worker`. What a lease protects is the same at any length; it has to be
longer than a mail takes.
"""

from datetime import timedelta

from tools.bench.worker import app  # isort: skip  models are there from here on
from core import outbox

__all__ = ["app"]
outbox.LEASE = timedelta(seconds=15)
app.conf.beat_schedule = {"tick": {"task": "nudges.tick", "schedule": 1.0}}
