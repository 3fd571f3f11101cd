"""The demo: a program in week 7 of its second cycle, made through the product's own actions.

Whatever today is, the story is moved so that today lies in week 7. The clock travels from step to
step; nothing is inserted by hand.
"""

import json
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from django.db import transaction
from django.utils import timezone

from core.tenancy import tenant
from orgs.models import Organisation
from tools.demo import chapters, poyraz
from tools.demo.stage import DATA, Stage

WEEKS = 13
WEEK_NOW = 7


def load() -> bool:
    """Make the demo's organisations; False when they are there already."""
    case = json.loads((DATA / "program.json").read_text(encoding="utf-8"))
    if Organisation.objects.filter(slug=case["organisation"]["slug"]).exists():
        return False
    with transaction.atomic():
        _load_case(case)
        poyraz.load()
    return True


def _load_case(case: dict[str, Any]) -> None:
    zone = ZoneInfo(case["organisation"]["time_zone"])
    now = timezone.now().astimezone(zone)
    second = now.date() - timedelta(days=now.weekday(), weeks=WEEK_NOW - 1)
    span = timedelta(weeks=WEEKS)
    starts = {1: second - span, 2: second, 3: second + span}
    with time_machine.travel(now) as clock, timezone.override(zone):
        stage = Stage(case, zone, clock, starts, now)
        stage.at(1, -9)
        with tenant(chapters.organisation(stage)):
            for chapter in chapters.ALL:
                chapter(stage)
