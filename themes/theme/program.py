"""Where the program of a theme stands, derived from its cycles and its closure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from themes.models import Cycle, Theme, ThemeClosure

Phase = Cycle.Phase


class Word(models.TextChoices):
    """The states of a program."""

    DRAFT = "draft", gettext_lazy("Draft")
    CALLING = "calling", gettext_lazy("Calling for volunteers")
    FORMING = "forming", gettext_lazy("Forming teams")
    RUNNING = "running", gettext_lazy("Running")
    BETWEEN = "between", gettext_lazy("Between two cycles")
    CLOSED = "closed", gettext_lazy("Closed")


# What counts most comes first: a theme runs while it calls for the next cycle.
BY_PHASE = (
    (Phase.RUNNING, Word.RUNNING),
    (Phase.REVIEWING, Word.RUNNING),
    (Phase.PREPARING, Word.FORMING),
    (Phase.FORMING, Word.FORMING),
    (Phase.CALLING, Word.CALLING),
    (Phase.CLOSED, Word.BETWEEN),
    (Phase.PLANNED, Word.DRAFT),
)


@dataclass(frozen=True)
class ProgramState:
    """The state in a word, the cycle that makes it so, and the words for people."""

    word: Word
    cycle: Cycle | None = None

    @property
    def text(self) -> str:
        if self.word == Word.RUNNING and self.cycle is not None:
            return _("Running cycle %(number)s") % {"number": self.cycle.number}
        return str(self.word.label)


def states(themes: Iterable[Theme]) -> dict[int, ProgramState]:
    """The state of each theme, in two statements however many they are."""
    keys = [theme.pk for theme in themes]
    cycles: dict[int, list[Cycle]] = defaultdict(list)
    for cycle in Cycle.objects.filter(theme__in=keys).order_by("number"):
        cycles[cycle.theme_id].append(cycle)
    closed = set(ThemeClosure.objects.filter(theme__in=keys).values_list("theme_id", flat=True))
    return {key: state_of(cycles[key], closed=key in closed) for key in keys}


def state_of(cycles: Sequence[Cycle], *, closed: bool = False) -> ProgramState:
    """Derive the state from the phases of all cycles of one theme, in the order of numbers."""
    cycle, word = _leading(cycles)
    return ProgramState(Word.CLOSED if closed else word, cycle)


def _leading(cycles: Sequence[Cycle]) -> tuple[Cycle | None, Word]:
    for phase, word in BY_PHASE:
        found = [cycle for cycle in cycles if cycle.phase == phase]
        if found:
            return found[0 if phase == Phase.PLANNED else -1], word
    return None, Word.DRAFT
