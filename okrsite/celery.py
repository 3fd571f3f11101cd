"""The queue carries ids and wakes workers up; the truth is in the database."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okrsite.settings")

app = Celery("sunhand")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "tick": {"task": "nudges.tick", "schedule": 60.0, "options": {"expires": 55}},
}
