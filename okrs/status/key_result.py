from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from charts.forecast import Forecast, forecast
from okrs.key_results import formatting
from okrs.measurements import schedule
from okrs.models import KeyResult, Measurement
from okrs.status import shared
from okrs.status.progress import Pace, contribution, inside, maintained, pace, progress
from orgs.closed_days import is_late
from themes.models import Cycle

Kind = KeyResult.Kind
SURENESS = ["doubtful", "unsure", "confident"]


@dataclass(frozen=True)
class KeyResultStatus:
    """One key result on a day. `history` holds the measurements that count, oldest first."""

    key_result: KeyResult
    cycle: Cycle
    today: date
    history: list[Measurement]
    before: Measurement | None

    @property
    def latest(self) -> Measurement | None:
        return self.history[-1] if self.history else None

    @property
    def value(self) -> Decimal | None:
        return self.latest.value if self.latest else None

    @cached_property
    def raw(self) -> Decimal | None:
        return self.raw_at(self.latest, self.today)

    @cached_property
    def raw_before(self) -> Decimal | None:
        return self.raw_at(self.before, self.before.measured_on) if self.before else None

    @property
    def contribution(self) -> Decimal | None:
        return contribution(self.raw)

    @property
    def change(self) -> Decimal | None:
        return shared.difference(self.raw, self.raw_before)

    @cached_property
    def elapsed(self) -> Decimal | None:
        return shared.elapsed(self.cycle, self.today)

    @cached_property
    def pace(self) -> Pace | None:
        return pace(
            self.raw,
            starts_on=self.cycle.starts_on,
            ends_on=self.cycle.ends_on,
            today=self.today,
            kind=self.key_result.kind,
        )

    @property
    def confidence(self) -> str:
        """Felt with the latest value; in week 0, before there is one, as voted in the workshop."""
        return self.latest.confidence if self.latest else self.key_result.first_confidence

    @property
    def confidence_before(self) -> str:
        if self.before is not None:
            return self.before.confidence
        return self.key_result.first_confidence if self.latest else ""

    def confidence_on(self, day: date) -> str:
        """Felt with the last value up to that day, or else as voted in the workshop."""
        words = [m.confidence for m in self.history if m.measured_on <= day]
        return words[-1] if words else self.key_result.first_confidence

    @property
    def sureness(self) -> str:
        """The confidence inside a sentence: "confident", "no view yet"."""
        return formatting.sureness(self.confidence)

    @property
    def confidence_fell(self) -> bool:
        then, now = self.confidence_before, self.confidence
        return bool(then and now) and SURENESS.index(now) < SURENESS.index(then)

    @property
    def disagreement(self) -> str:
        """K6: a sentence where pace and confidence contradict each other, else nothing."""
        return shared.disagreement(self.pace, self.confidence)

    @property
    def disagrees(self) -> bool:
        return bool(self.disagreement)

    @cached_property
    def forecast(self) -> Forecast | None:
        if self.key_result.kind in {Kind.MAINTAIN, Kind.BASELINE}:
            return None
        return forecast(self.points, ends_on=self.cycle.ends_on)

    @cached_property
    def points(self) -> list[tuple[date, Decimal]]:
        """Date measured and raw progress, for lines and forecasts."""
        raws = [(m.measured_on, self.raw_at(m, m.measured_on)) for m in self.history]
        return [(day, raw) for day, raw in raws if raw is not None]

    @cached_property
    def windows(self) -> list[tuple[schedule.Window, Measurement | None]]:
        """The measurements planned so far with the last one made in each; `None` was missed."""
        return self.windows_at(self.today)

    @property
    def planned(self) -> int:
        return len(self.windows)

    @property
    def missed(self) -> list[schedule.Window]:
        return [window for window, measurement in self.windows if measurement is None]

    @property
    def hits(self) -> int:
        return _hits(self.key_result, self.windows)

    @cached_property
    def due_on(self) -> date | None:
        return schedule.due_on(
            starts_on=self.cycle.starts_on,
            ends_on=self.cycle.ends_on,
            every_weeks=self.key_result.every_weeks,
            last=self.latest.measured_on if self.latest else None,
        )

    @property
    def late(self) -> bool:
        running = self.cycle.phase == Cycle.Phase.RUNNING
        return (
            running
            and self.due_on is not None
            and self.due_on <= self.today
            and is_late(self.due_on)
        )

    @property
    def value_text(self) -> str:
        return formatting.value_text(self.key_result, self.value)

    @property
    def before_text(self) -> str:
        return formatting.value_text(self.key_result, self.before.value if self.before else None)

    @property
    def short_text(self) -> str:
        return formatting.short_text(self.key_result, self.value)

    @property
    def small_unit(self) -> str:
        return formatting.small_unit(self.key_result) if self.value is not None else ""

    @property
    def from_to(self) -> str:
        return formatting.from_to(self.key_result)

    @property
    def target_text(self) -> str:
        return formatting.value_text(self.key_result, self.key_result.target)

    @property
    def table(self) -> list[tuple[int, Measurement | None, str]]:
        """Week of the cycle, measurement and its figure, newest first: the chart in words.

        What was missed stands among them, without a measurement.
        """
        rows: list[tuple[date, Measurement | None, str]] = [
            (m.measured_on, m, formatting.value_text(self.key_result, m.value))
            for m in self.history
        ]
        rows += [(window.last, None, _("missed")) for window in self.missed]
        rows.sort(key=lambda row: row[0], reverse=True)
        return [(max(self.cycle.week(day), 1), m, text) for day, m, text in rows]

    def raw_at(self, measurement: Measurement | None, today: date) -> Decimal | None:
        """Raw progress as one measurement says; a band is judged by all windows up to then."""
        kr = self.key_result
        if kr.kind == Kind.MAINTAIN:
            counted = self.windows_at(today)
            return maintained(_hits(kr, counted), len(counted))
        if measurement is None:
            return None
        if kr.kind == Kind.MILESTONE:
            return measurement.value / 100
        return progress(kr.kind, baseline=kr.baseline, target=kr.target, value=measurement.value)

    def windows_at(self, today: date) -> list[tuple[schedule.Window, Measurement | None]]:
        measurements = [m for m in self.history if m.measured_on <= today]
        windows = schedule.windows(
            starts_on=self.cycle.starts_on,
            ends_on=self.cycle.ends_on,
            every_weeks=self.key_result.every_weeks,
        )
        counted = schedule.planned(
            windows, measured=[m.measured_on for m in measurements], today=today
        )
        return [(window, _last_inside(measurements, window)) for window in counted]


def _hits(kr: KeyResult, counted: list[tuple[schedule.Window, Measurement | None]]) -> int:
    if kr.kind != Kind.MAINTAIN or kr.low is None or kr.high is None:
        return 0
    low, high = kr.low, kr.high
    return sum(1 for _window, m in counted if m is not None and inside(m.value, low=low, high=high))


def _last_inside(measurements: list[Measurement], window: schedule.Window) -> Measurement | None:
    return next(
        (m for m in reversed(measurements) if window.first <= m.measured_on <= window.last), None
    )
