"""Key results drawn, with the words that say the same to those who do not see them."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from charts.burn_up import Label, Note, burn_up
from charts.long_series import Stretch, long_line
from charts.progress_bar import progress_bar, progress_ring
from charts.sparkline import sparkline
from core.formatting import percent
from core.numbers import shown
from okrs.key_results import formatting
from okrs.key_results.lineage import Part
from okrs.status import KeyResultStatus, TeamStatus
from themes.models import Cycle

FIRST_LABEL_AFTER, LAST_LABEL_BEFORE = 28, 86  # percent of the width that edge labels need


def in_percent(share: Decimal | None) -> Decimal | None:
    return None if share is None else share * 100


def draw_track(status: KeyResultStatus, *, big: bool = False) -> SafeString:
    """The way unrolled, with a ghost where the key result stood before."""
    return progress_bar(
        in_percent(status.raw),
        confidence=status.confidence,
        label=_track_label(status.raw, status.confidence, status.elapsed),
        elapsed=in_percent(status.elapsed),
        before=in_percent(status.raw_before),
        big=big,
    )


def draw_mini(status: TeamStatus, *, size: int = 44) -> SafeString:
    return progress_ring(
        in_percent(status.progress),
        elapsed=in_percent(status.elapsed),
        confidence=status.confidence,
        number=status.team.number,
        size=size,
    )


def draw_spark(status: KeyResultStatus) -> SafeString:
    """A small line of the cycle so far; the figures stand in the row beside it."""
    cycle = status.cycle
    since = _("History since %(date)s") % {"date": day_month(cycle.starts_on)}
    return sparkline(
        weekly(status),
        weeks=cycle.weeks,
        label=_with_missed(since, status),
        forecast=status.forecast,
        missed=missed(status),
    )


def draw_burnup(status: KeyResultStatus) -> SafeString:
    """Week by week, with the range that is expected at the end of the cycle."""
    return burn_up(
        weekly(status),
        weeks=status.cycle.weeks,
        label=_with_missed(_burnup_label(status), status),
        elapsed=in_percent(status.elapsed),
        forecast=status.forecast,
        missed=missed(status),
        months=list(_months(status)),
        levels=[(100, _goal(status))],
        notes=list(_notes(status)),
    )


def draw_series(parts: list[Part]) -> SafeString:
    """The same metric through its cycles, each with what it started from and aimed at."""
    first = parts[0].cycle.starts_on
    values = [n for part in parts for n in (*_starts(part), *_aims(part), *_values(part))]
    kr = parts[-1].key_result
    return long_line(
        [
            Stretch(
                (part.cycle.starts_on - first).days,
                (part.cycle.ends_on - first).days,
                _("Cycle %(number)s") % {"number": part.cycle.number},
                _starts(part),
                _aims(part),
            )
            for part in parts
        ],
        [((m.measured_on - first).days, m.value) for part in parts for m in part.measurements],
        label=f"{kr.title}: {series_words(parts)}",
        low_text=formatting.short_text(kr, min(values, default=None)),
        high_text=formatting.short_text(kr, max(values, default=None)),
    )


def series_words(parts: list[Part]) -> str:
    """From where to where the metric came, in how many cycles."""
    measurements = [(part.key_result, m) for part in parts for m in part.measurements]
    if not measurements:
        return _("not measured yet")
    (first_kr, first), (last_kr, last) = measurements[0], measurements[-1]
    sentence = ngettext(
        "%(first)s on %(first_day)s, %(last)s on %(last_day)s, over %(count)s cycle.",
        "%(first)s on %(first_day)s, %(last)s on %(last_day)s, over %(count)s cycles.",
        len(parts),
    )
    return sentence % {
        "first": formatting.value_text(first_kr, first.value),
        "first_day": _whole_day(first.measured_on),
        "last": formatting.value_text(last_kr, last.value),
        "last_day": _whole_day(last.measured_on),
        "count": len(parts),
    }


def expected(status: KeyResultStatus) -> str:
    """The forecast in one sentence and in the key result's own unit."""
    forecast, kr = status.forecast, status.key_result
    if forecast is None:
        return ""
    low, high = sorted([_value_at(status, forecast.low), _value_at(status, forecast.high)])
    sentence = _("At this pace the team reaches %(low)s to %(high)s by %(date)s.")
    unit = "%" if kr.kind == kr.Kind.MILESTONE else kr.unit
    return sentence % {
        "low": shown(formatting.rounded(low, like=kr)),
        "high": formatting.with_unit(formatting.rounded(high, like=kr), unit),
        "date": day_month(status.cycle.ends_on),
    }


def weekly(status: KeyResultStatus) -> list[tuple[float, Decimal]]:
    """Weeks since the start of the cycle and progress in percent; earlier days lie at the start."""
    return [(max(0.0, _week(status.cycle, day)), raw * 100) for day, raw in status.points]


def missed(status: KeyResultStatus) -> list[float]:
    """Weeks in the middle of each planned measurement that was missed."""
    return [_week(status.cycle, w.first + (w.last - w.first) / 2) for w in status.missed]


def _with_missed(words: str, status: KeyResultStatus) -> str:
    count = len(status.missed)
    if not count:
        return words
    sentence = ngettext("%(count)s measurement missed", "%(count)s measurements missed", count)
    return f"{words.rstrip('. ')}. {sentence % {'count': count}}."


def day_month(day: date) -> str:
    return date_format(day, pgettext("date format", "j F"))


def _week(cycle: Cycle, day: date) -> float:
    return min((day - cycle.starts_on) / timedelta(weeks=1), cycle.weeks)


def _track_label(raw: Decimal | None, confidence: str, elapsed: Decimal | None) -> str:
    if raw is None:
        return _("Nothing measured yet, %(confidence)s.") % {
            "confidence": formatting.sureness(confidence)
        }
    params = {"progress": percent(raw), "confidence": formatting.sureness(confidence)}
    if elapsed is None:
        return _("%(progress)s, %(confidence)s.") % params
    sentence = _("%(progress)s, %(confidence)s. %(elapsed)s of the time has passed.")
    return sentence % {**params, "elapsed": percent(elapsed)}


def _burnup_label(status: KeyResultStatus) -> str:
    sentence = _("%(title)s, week by week: %(from_to)s, %(value)s now. %(expected)s")
    return sentence % {
        "title": status.key_result.title,
        "from_to": status.from_to,
        "value": status.value_text,
        "expected": expected(status),
    }


def _goal(status: KeyResultStatus) -> str:
    kr = status.key_result
    if kr.target is None or kr.kind == kr.Kind.MILESTONE:
        return _("All steps")
    return _("Target %(value)s") % {"value": formatting.short_text(kr, kr.target)}


def _months(status: KeyResultStatus) -> Iterator[Label]:
    cycle, kr = status.cycle, status.key_result
    first = _short_day(cycle.starts_on)
    if kr.baseline is not None and kr.kind in {kr.Kind.INCREASE, kr.Kind.DECREASE}:
        first = f"{first}, {formatting.short_text(kr, kr.baseline)}"
    yield Label(0, first, "start")
    for day in _firsts_of_months(cycle):
        at = (day - cycle.starts_on).days / cycle.days * 100
        if FIRST_LABEL_AFTER < at < LAST_LABEL_BEFORE:
            yield Label(at, _short_day(day))
    yield Label(100, _short_day(cycle.ends_on), "end")


def _firsts_of_months(cycle: Cycle) -> Iterator[date]:
    day = cycle.starts_on
    while day <= cycle.ends_on:
        if day.day == 1:
            yield day
        day += timedelta(days=1)


def _notes(status: KeyResultStatus) -> Iterator[Note]:
    now = in_percent(status.elapsed)
    if now is not None and 0 < now < 100:
        left = now < 80
        yield Note(
            now + (Decimal("1.5") if left else Decimal("-1.5")),
            108,
            _("Today"),
            "start" if left else "end",
        )
    points = weekly(status)
    if points and status.value is not None:
        week, progress = points[-1]
        at = week / status.cycle.weeks * 100
        yield Note(
            max(at - 0.8, 6),
            float(progress) + 8,
            formatting.short_text(status.key_result, status.value),
            "end",
            strong=True,
        )


def _value_at(status: KeyResultStatus, share: Decimal) -> Decimal:
    """The value a progress stands for, in the key result's own unit."""
    kr = status.key_result
    if kr.baseline is None or kr.target is None or kr.kind == kr.Kind.MILESTONE:
        return share * 100
    return kr.baseline + share * (kr.target - kr.baseline)


def _starts(part: Part) -> list[Decimal]:
    baseline = part.key_result.baseline
    return [] if baseline is None else [baseline]


def _aims(part: Part) -> list[Decimal]:
    kr = part.key_result
    return [level for level in (kr.target, kr.low, kr.high) if level is not None]


def _values(part: Part) -> list[Decimal]:
    return [m.value for m in part.measurements]


def _whole_day(day: date) -> str:
    return date_format(day, pgettext("date format", "j F Y"))


def _short_day(day: date) -> str:
    return date_format(day, pgettext("date format", "j M"))
