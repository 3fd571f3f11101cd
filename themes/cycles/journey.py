"""The phases of a cycle as people see them: what was, what is now, what comes and what it needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from themes.cycles.forms import StepForm
from themes.cycles.phases import Missing, Transition, door, missing_for, open_transitions
from themes.models import Cycle, PhaseChange

Phase = Cycle.Phase


@dataclass(frozen=True)
class Step:
    """One phase on the line of steps; `state` is done, now or next."""

    label: str
    state: str
    note: str


@dataclass(frozen=True)
class OfferedStep:
    """A transition that is next, with what is missing for it and the form that takes it.

    Where a step brings work of its own, `door` is the page that takes it.
    """

    transition: Transition
    missing: list[Missing]
    form: StepForm
    door: str = ""

    @property
    def possible(self) -> bool:
        return all(missing.soft for missing in self.missing)

    @property
    def asks_note(self) -> bool:
        return bool(self.missing) or self.goes_back

    @property
    def goes_back(self) -> bool:
        return self.transition.name == "reopen"


def journey(cycle: Cycle, changes: Iterable[PhaseChange]) -> list[Step]:
    """All phases in order; a phase that was entered says since when."""
    entered = {change.entered: timezone.localdate(change.at) for change in changes}
    now = Phase.values.index(cycle.phase)
    return [
        Step(str(phase.label), _state(index, now), _note(entered.get(phase), index <= now))
        for index, phase in enumerate(Phase)
    ]


def offered_steps(cycle: Cycle, refused: StepForm | None = None) -> list[OfferedStep]:
    """What can be done next. The form that was refused keeps what was typed."""
    return [
        OfferedStep(
            step, missing_for(cycle, step.name), _form(step.name, refused), door(cycle, step.name)
        )
        for step in open_transitions(cycle)
    ]


def _form(name: str, refused: StepForm | None) -> StepForm:
    if refused is not None and refused.data.get("step") == name:
        return refused
    return StepForm(initial={"step": name}, auto_id=f"{name}_%s")


def _state(index: int, now: int) -> str:
    return "now" if index == now else "done" if index < now else "next"


def _note(day: date | None, passed: bool) -> str:
    if day is None or not passed:
        return ""
    return _("since %(day)s") % {"day": date_format(day, "j M")}
