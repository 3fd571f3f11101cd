"""The stage on which the demo's story is played: its clock, its people, and what was made."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import time_machine

from core.days import at_time
from orgs.models import Person
from teams.models import Call, Team
from themes.models import Cycle, FocusArea, Theme
from tools.demo import story

DATA = Path(__file__).parent / "data"


@dataclass
class Stage:
    """What the chapters share: the clock, the people by number, and what was made so far."""

    case: dict[str, Any]
    zone: ZoneInfo
    clock: time_machine.Traveller
    starts: dict[int, date]
    now: datetime
    people: dict[str, Person] = field(default_factory=dict)
    theme: Theme = None  # type: ignore[assignment]
    areas: list[FocusArea] = field(default_factory=list)
    cycles: dict[int, Cycle] = field(default_factory=dict)
    calls: dict[int, Call] = field(default_factory=dict)
    teams: dict[int, list[Team]] = field(default_factory=dict)

    def at(self, cycle: int, week: int, weekday: int = 0, hour: int = 9, minute: int = 0) -> date:
        """Move the clock to a day of a cycle, weeks from 1 (0 and less lie before it)."""
        day = self.starts[cycle] + timedelta(weeks=week - 1, days=weekday)
        self.clock.move_to(at_time(day, time(hour, minute), self.zone))
        return day

    def has_passed(self, cycle: int, week: int) -> bool:
        """Whether a week of the story lies before the week of today, from Monday midnight on."""
        return self.starts[cycle] + timedelta(weeks=week) <= self.now.date()

    def person(self, number: str) -> Person:
        return self.people[number]

    @property
    def integrator(self) -> Person:
        return self.people[story.INTEGRATION[0]]
