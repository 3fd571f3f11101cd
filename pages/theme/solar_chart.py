"""The solar chart of a theme and the table with the same figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.solar import Ring, solar
from charts.week import week
from checkins.models import CheckIn
from core.formatting import number, percent
from okrs.status import TeamStatus, team_statuses
from okrs.status.progress import Pace
from okrs.templatetags.confidence import CONFIDENCE
from orgs.models import Person
from teams.hours.rough_sums import WEEK_STEP, Sums, hours_for
from teams.hours.totals import HoursSum
from teams.models import Team
from themes.models import Cycle


@dataclass(frozen=True)
class Row:
    """One team: how far, against time, how sure, with how many hours. No figure over teams."""

    team: Team
    status: TeamStatus
    hours: HoursSum | None
    """None where so few people are in it that their sum would tell somebody's."""

    @property
    def progress(self) -> Decimal | None:
        return self.status.progress

    @property
    def pace(self) -> Pace | None:
        """Against time, as long as there is time: a review asks other questions."""
        cycle = self.team.cycle
        over = cycle.phase != Cycle.Phase.RUNNING or self.status.today > cycle.ends_on
        return None if over else self.status.pace

    @property
    def week(self) -> SafeString | None:
        """The team's hours as squares."""
        if self.hours is None:
            return None
        said = {
            "team": self.team.name,
            "agreed": number(self.hours.agreed),
            "asked": number(self.hours.asked),
        }
        return week(
            agreed=self.hours.agreed,
            asked=self.hours.asked,
            label=_("%(team)s: %(agreed)s hours agreed, %(asked)s waiting for a yes") % said,
        )


@dataclass(frozen=True)
class Sky:
    """A cycle at one look."""

    cycle: Cycle
    rows: list[Row]
    sums: Sums[HoursSum]
    check_ins: list[CheckIn]
    week: int
    over: bool
    dial: SafeString

    @property
    def next_check_in(self) -> CheckIn | None:
        return next(filter(_is_ahead, self.check_ins), None)

    @property
    def has_pace(self) -> bool:
        return any(row.pace for row in self.rows)

    @property
    def hours(self) -> HoursSum:
        """What the cycle costs; hours add up, progress does not."""
        return self.sums.total


def read(cycle: Cycle | None, teams: Sequence[Team], today: date, reader: Person) -> Sky | None:
    """Read what the picture shows, in a constant number of statements."""
    if cycle is None:
        return None
    statuses, sums = team_statuses(teams, today), hours_for(reader, teams)
    rows = [Row(team, statuses[team.pk], sums.by_team[team.pk]) for team in teams]
    check_ins = list(
        CheckIn.objects.filter(cycle=cycle)
        .exclude(state=CheckIn.State.CANCELLED)
        .select_related("facilitator")
    )
    return Sky(
        cycle=cycle,
        rows=rows,
        sums=sums,
        check_ins=check_ins,
        week=cycle.week(today),
        over=today > cycle.ends_on,
        dial=_dial(cycle, rows, check_ins, today),
    )


def _dial(
    cycle: Cycle, rows: Sequence[Row], check_ins: Sequence[CheckIn], today: date
) -> SafeString:
    begun = today >= cycle.starts_on
    return solar(
        [_ring(row) for row in rows],
        elapsed=cycle.elapsed(today) if begun else None,
        week=cycle.week(today) if begun else None,
        weeks=cycle.weeks,
        of=_("of %(weeks)s") % {"weeks": cycle.weeks},
        when=_when(cycle, today),
        title=_("%(cycle)s: where each team stands") % {"cycle": cycle},
        description=_described(cycle, rows, today),
        checks=_checks(cycle, check_ins),
        quarters=(percent(0.25), percent(0.5), percent(0.75)),
    )


def _ring(row: Row) -> Ring:
    progress = None if row.progress is None else row.progress * 100
    return Ring(
        number=row.team.number,
        name=row.team.name,
        progress=progress,
        confidence=row.status.confidence or None,
        hours=row.hours.total if row.hours else WEEK_STEP,
    )


def _when(cycle: Cycle, today: date) -> str:
    if today > cycle.ends_on:
        return ngettext("The week is over", "The %(weeks)s weeks are over", cycle.weeks) % {
            "weeks": cycle.weeks
        }
    week = {"week": cycle.week(today), "weeks": cycle.weeks}
    return _("Today, week %(week)s of %(weeks)s") % week


def _checks(cycle: Cycle, check_ins: Iterable[CheckIn]) -> list[tuple[float, str]]:
    """Check-ins as dots on the rim: held, the next one, and those that are open."""
    check_ins = list(check_ins)
    dots, next_one = [], next(filter(_is_ahead, check_ins), None)
    for check_in in check_ins:
        held = check_in.state == CheckIn.State.HELD
        state = "done" if held else "next" if check_in == next_one else "open"
        dots.append((_share(cycle, check_in.starts_at), state))
    return dots


def _is_ahead(check_in: CheckIn) -> bool:
    """Today's still counts; one that was planned and never held is past."""
    held = check_in.state == CheckIn.State.HELD
    return not held and timezone.localdate(check_in.starts_at) >= timezone.localdate()


def _share(cycle: Cycle, moment: datetime) -> float:
    return (timezone.localdate(moment) - cycle.starts_on).days / cycle.days * 100


def _described(cycle: Cycle, rows: Sequence[Row], today: date) -> str:
    """What the picture says, for those who hear it."""
    passed = percent(cycle.elapsed(today) / 100)
    parts = [
        _("A dial that runs clockwise from the top."),
        _("In its centre is the strategy, each ring is a team."),
        _("The hand shows that %(share)s of the cycle has passed.") % {"share": passed}
        if today >= cycle.starts_on
        else _("The cycle has not begun."),
        *(_spoken(row) for row in rows),
        _("The table next to the chart holds the same figures."),
    ]
    return " ".join(parts)


def _spoken(row: Row) -> str:
    said = {
        "team": row.team.name,
        "progress": percent(row.progress),
        "confidence": str(CONFIDENCE[row.status.confidence or "none"]).lower(),
    }
    if row.progress is None:
        return _("%(team)s: nothing is measured yet.") % said
    return _("%(team)s is at %(progress)s, %(confidence)s.") % said
