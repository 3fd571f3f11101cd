"""How far key results and objectives have come.

Progress is a share of the way: 0 at the baseline, 1 at the target, below 0 when it moved away,
above 1 when it went past. Numbers are exact decimals; a refusal is a `ValueError` whose text is a
sentence for people. Source: the method's arithmetic; pace and confidence stand side by side and
neither overwrites the other.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from themes.cycles.elapsed import elapsed

INCREASE, DECREASE = "increase", "decrease"
MAINTAIN, MILESTONE, BASELINE = "maintain", "milestone", "baseline"
KINDS = (INCREASE, DECREASE, MAINTAIN, MILESTONE, BASELINE)

TIMELESS = (MAINTAIN, BASELINE)
TOLERANCE, BOLD = Decimal(5), Decimal(10)
SCALES = (("doubtful", "unsure", "confident"), ("behind", "even", "ahead"))
NOT_SAID = "none"
MIDDLE_FROM, HIGH_FROM = Decimal("0.4"), Decimal("0.7")
NOTHING, ALL = Decimal(0), Decimal(1)


class Pace(NamedTuple):
    """Progress minus the elapsed share of the cycle: `ahead`, `even` or `behind`, and by how much.

    `points` is exact, in percentage points, negative when behind.
    """

    word: str
    points: Decimal

    @property
    def distance(self) -> int:
        """Whole points away from the elapsed time, never negative, as shown: "24 points behind"."""
        return int(abs(self.points).quantize(Decimal(1), ROUND_HALF_UP))

    @property
    def bold(self) -> bool:
        """So far behind that it is drawn bold."""
        return self.points < -BOLD


def progress(
    kind: str, *, baseline: Decimal | None, target: Decimal | None, value: Decimal | None
) -> Decimal | None:
    """Raw share of the way from baseline to target, not clamped; one formula for both directions.

    All three numbers are in the key result's own unit, whatever it is. `None` where there is no
    value yet, and for the kind `baseline`, which is never scored. Raises `ValueError` for a missing
    or infinite number, for a baseline that equals the target, and for the kinds that have functions
    of their own (`maintained`, `milestones`).
    """
    if kind == BASELINE:
        return None
    start, end = _way(kind, baseline, target)
    if value is None:
        return None
    return (_finite(value) - start) / (end - start)


def check_direction(kind: str, *, baseline: Decimal | None, target: Decimal | None) -> None:
    """Refuse a key result whose numbers run against its kind; called when one is saved.

    Raises `ValueError` naming both numbers; says nothing about kinds without a way to go.
    """
    if kind in (MAINTAIN, MILESTONE, BASELINE):
        return
    start, end = _way(kind, baseline, target)
    if kind == INCREASE and end < start:
        sentence = _(
            "An increase cannot go from %(start)s down to %(end)s: choose decrease instead."
        )
        raise ValueError(sentence % {"start": _spoken(start), "end": _spoken(end)})
    if kind == DECREASE and end > start:
        sentence = _("A decrease cannot go from %(start)s up to %(end)s: choose increase instead.")
        raise ValueError(sentence % {"start": _spoken(start), "end": _spoken(end)})


def inside(value: Decimal, *, low: Decimal, high: Decimal) -> bool:
    """Whether a value lies in the band of a `maintain` key result; both edges belong to it.

    Raises `ValueError` when the band is upside down.
    """
    if _finite(low) > _finite(high):
        sentence = _("A band cannot reach from %(low)s down to %(high)s: swap the two.")
        raise ValueError(sentence % {"low": _spoken(low), "high": _spoken(high)})
    return low <= _finite(value) <= high


def maintained(hits: int, planned: int) -> Decimal | None:
    """Check-ins inside the band ÷ check-ins planned so far, 0…1; a missed one was not met.

    `None` while none was planned. Raises `ValueError` for negative counts and for more hits than
    planned check-ins.
    """
    if hits < 0 or planned < 0:
        raise ValueError(_("Check-ins are counted from 0 up."))
    if hits > planned:
        raise ValueError(_("There cannot be more check-ins inside the band than were planned."))
    return Decimal(hits) / planned if planned else None


def milestones(weights: Sequence[Decimal | int], done: Sequence[bool]) -> Decimal:
    """Weight of the done steps ÷ weight of all steps, 0…1.

    Raises `ValueError` for lists of different length, a negative weight, or no positive weight.
    """
    if len(weights) != len(done):
        raise ValueError(_("Every step needs one weight, and every weight one step."))
    exact = [_finite(weight) for weight in weights]
    if any(weight < 0 for weight in exact):
        raise ValueError(_("A step cannot weigh less than 0."))
    if not any(exact):
        raise ValueError(_("At least one step needs a weight above 0."))
    reached = sum((weight for weight, is_done in zip(exact, done, strict=True) if is_done), NOTHING)
    return reached / sum(exact, NOTHING)


def contribution(raw: Decimal | None) -> Decimal | None:
    """The raw progress as it counts in a mean: clamped to 0…1; `None` stays `None`."""
    return None if raw is None else max(NOTHING, min(_finite(raw), ALL))


def objective_progress(raws: Iterable[Decimal | None]) -> Decimal | None:
    """Mean of the contributions of an objective's key results, 0…1; `None` if none has one."""
    counted = [share for share in map(contribution, raws) if share is not None]
    return sum(counted, NOTHING) / len(counted) if counted else None


def weakest(statuses: Iterable[str | None]) -> str | None:
    """The status of an objective: that of its weakest key result.

    Statuses are words of one scale, confidence (`doubtful`, `unsure`, `confident`) or pace
    (`behind`, `even`, `ahead`). A key result nobody has spoken about yet (`None`, "", "none") is
    passed over; `None` if that is all of them. Raises `ValueError` for other or mixed words.
    """
    words = [status for status in statuses if status and status != NOT_SAID]
    if not words:
        return None
    for scale in SCALES:
        if set(words) <= set(scale):
            return min(words, key=scale.index)
    sentence = _("%(words)s: these words are not of one scale.")
    raise ValueError(sentence % {"words": ", ".join(sorted(set(words)))})


def pace(
    progress: Decimal | None,
    *,
    starts_on: date,
    ends_on: date,
    today: date,
    kind: str | None = None,
) -> Pace | None:
    """Raw progress minus the elapsed share of the cycle, in points.

    Above +5 `ahead`, within 5 `even`, below −5 `behind`. A difference and not a ratio, because a
    ratio explodes in week 1. `None` without progress, before the start, for a cycle of no days,
    and for the kinds that do not grow with time (`maintain`, `baseline`).
    """
    gone = elapsed(starts_on=starts_on, ends_on=ends_on, today=today)
    if progress is None or gone is None or kind in TIMELESS:
        return None
    points = (_finite(progress) - gone) * 100
    return Pace(_pace_word(points), points)


def band(
    score: Decimal, *, middle_from: Decimal = MIDDLE_FROM, high_from: Decimal = HIGH_FROM
) -> str:
    """The band of a review score of 0.0–1.0: `low` below 0.4, `middle` below 0.7, else `high`.

    An organisation may set other edges; bands are half-open, an edge belongs to the one above it.
    Raises `ValueError` for a score outside 0–1.
    """
    if not NOTHING <= _finite(score) <= ALL:
        sentence = _("A score lies between 0 and 1; %(score)s does not.")
        raise ValueError(sentence % {"score": _spoken(score)})
    if score < middle_from:
        return "low"
    return "middle" if score < high_from else "high"


def _way(kind: str, baseline: Decimal | None, target: Decimal | None) -> tuple[Decimal, Decimal]:
    if kind in (MAINTAIN, MILESTONE):
        raise ValueError(_("This kind of key result has no way from a baseline to a target."))
    if kind not in KINDS:
        sentence = _("“%(kind)s” is no kind of key result: choose one of %(kinds)s.")
        raise ValueError(sentence % {"kind": kind, "kinds": ", ".join(KINDS)})
    if baseline is None or target is None:
        raise ValueError(_("A key result that goes up or down needs a baseline and a target."))
    if _finite(baseline) == _finite(target):
        sentence = _(
            "Starting value and target are both %(number)s: change one, so there is a way to go."
        )
        raise ValueError(sentence % {"number": _spoken(target)})
    return baseline, target


def _finite(number: Decimal | int) -> Decimal:
    exact = Decimal(number)
    if not exact.is_finite():
        raise ValueError(_("%(number)s is not a number that can be measured.") % {"number": number})
    return exact


def _spoken(number: Decimal) -> str:
    """As people write it: in the language's own signs, without zeros that say nothing."""
    return number_format(Decimal(number).normalize())


def _pace_word(points: Decimal) -> str:
    if points > TOLERANCE:
        return "ahead"
    return "behind" if points < -TOLERANCE else "even"
