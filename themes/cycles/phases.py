"""The phases of a cycle as a state machine: named transitions, guards that say what is missing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.registry import Registry
from orgs.audit import log as audit
from orgs.models import Person
from themes.models import Cycle, PhaseChange

Phase = Cycle.Phase


class NotNowError(ValidationError):
    """The cycle cannot take this step; the message says why in a sentence."""

    def __str__(self) -> str:
        return " ".join(self.messages)


@dataclass(frozen=True)
class Transition:
    """A step a person can take with a cycle: its name, the button's words, from where to where."""

    name: str
    words: str | Promise
    left: Phase
    entered: Phase


@dataclass(frozen=True)
class Missing:
    """What keeps a cycle from its next phase. A soft one may be passed over with a note."""

    sentence: str
    url: str = ""
    soft: bool = False


@dataclass(frozen=True)
class Guard:
    """Asked before a transition: what is still missing for it, and who could do it where."""

    transition: str
    missing: Callable[[Cycle], Iterable[Missing]]


EVER = tuple(Phase.values)
"""For nudges that need a cycle, in whatever phase."""

TRANSITIONS = {
    step.name: step
    for step in (
        Transition("call", _("Open the call for volunteers"), Phase.PLANNED, Phase.CALLING),
        Transition("form", _("Form the teams"), Phase.CALLING, Phase.FORMING),
        Transition("prepare", _("Confirm the teams"), Phase.FORMING, Phase.PREPARING),
        Transition("run", _("Start the cycle"), Phase.PREPARING, Phase.RUNNING),
        Transition("review", _("Open the review"), Phase.RUNNING, Phase.REVIEWING),
        Transition("close", _("Close the cycle"), Phase.REVIEWING, Phase.CLOSED),
        Transition("reopen", _("Open the cycle again"), Phase.CLOSED, Phase.REVIEWING),
    )
}

guards: Registry[Guard] = Registry()

# Steps that a higher app takes together with work of its own (opening a review also asks everybody
# whether they go on): by the step's name, the address where that is done.
doors: Registry[Callable[[Cycle], str]] = Registry()


def door(cycle: Cycle, name: str) -> str:
    """Where the named step is taken, or "" when the cycle's own page takes it."""
    return doors[name](cycle) if name in doors.names() else ""


def open_transitions(cycle: Cycle) -> list[Transition]:
    return [step for step in TRANSITIONS.values() if step.left == cycle.phase]


def missing_for(cycle: Cycle, name: str) -> list[Missing]:
    """What is missing before the named transition; hard things first."""
    found = [m for guard in guards if guard.transition == name for m in guard.missing(cycle)]
    return sorted(found, key=lambda m: m.soft)


@transaction.atomic
def take(cycle: Cycle, name: str, *, by: Person, note: str = "") -> PhaseChange:
    """Take the named step, locked, recorded with who and when.

    Raises `NotNowError` when the cycle is in another phase, when something is missing, or when
    something soft is missing and there is no note.
    """
    step = TRANSITIONS[name]
    held = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    check(held, name, note=note)
    held.phase = cycle.phase = step.entered
    held.save(update_fields=["phase"])
    change = PhaseChange.objects.create(
        cycle=held, left=step.left, entered=step.entered, by=by, note=note
    )
    audit.record(
        actor=by,
        verb=f"cycle.{name}",
        about=held,
        before={"phase": step.left},
        after={"phase": step.entered},
    )
    return change


def check(cycle: Cycle, name: str, *, note: str = "") -> None:
    """Raises `NotNowError` where `take` would, and takes nothing."""
    if cycle.phase != TRANSITIONS[name].left:
        raise NotNowError(_("The cycle is already in another phase. Load the page again."))
    _refuse_missing(cycle, name, note)


def _refuse_missing(cycle: Cycle, name: str, note: str) -> None:
    missing = missing_for(cycle, name)
    hard = [m for m in missing if not m.soft]
    if hard:
        raise NotNowError(hard[0].sentence)
    if missing and not note.strip():
        raise NotNowError(
            _("Something is still missing. Say in a note why you go on all the same.")
        )
