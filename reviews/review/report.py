"""What a review brought, to be read, printed and taken along: of one team, or of the program.

Names stand on what somebody owns, the practices, and nowhere else. Quotes are those of the whole
program in a team's report too: few people could have said one that is known to be of one team.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from checkins.access import can_see_cleared, can_see_impediments
from checkins.impediments.statistics import ImpedimentStats, impediment_stats
from core.formatting import spoken_date
from core.markup import plain
from core.numbers import shown
from orgs.models import Person
from reviews.models import Practice
from reviews.review.results import ScoredResult, TeamReport, team_reports
from teams.models import Team
from themes.models import Cycle


@dataclass(frozen=True)
class ReviewReport:
    """`team` is None in the program's; `cleared` where the reader may not see it."""

    cycle: Cycle
    team: Team | None
    teams: list[TeamReport]
    quotes: list[str]
    cleared: ImpedimentStats | None


def review_report(cycle: Cycle, reader: Person, *, team: Team | None = None) -> ReviewReport:
    """What everybody in the program may read; impediments for those who see them anyway."""
    found = team_reports(cycle, reader, today=timezone.localdate())
    sees = can_see_impediments(reader, team) if team else can_see_cleared(reader, cycle)
    return ReviewReport(
        cycle=cycle,
        team=team,
        teams=[replace(r, reflections=[]) for r in found if team is None or r.team == team],
        quotes=sorted(quote for r in found for quote in r.quotes),
        cleared=impediment_stats(cycle, team=team) if sees else None,
    )


def markdown_of(report: ReviewReport) -> str:
    """The same to be sent, kept or printed elsewhere."""
    blocks = [_head(report), *(_team(row) for row in report.teams)]
    if report.quotes:
        lines = (f"> {plain(quote)}" for quote in report.quotes)
        blocks.append("\n\n".join(["## " + _("What people took with them"), *lines]))
    if report.cleared:
        blocks.append(_listed("## " + _("Impediments"), said_of(report.cleared)))
    return "\n\n".join(blocks) + "\n"


def said_of(found: ImpedimentStats) -> list[str]:
    """The figures of the impediments, a line each."""
    counted = [
        (_("%(n)s resolved"), found.resolved),
        (_("%(n)s will not be solved"), found.unsolved),
        (_("%(n)s still open"), found.waiting),
    ]
    lines = [_("%(n)s raised") % {"n": found.opened}]
    lines += [words % {"n": n} for words, n in counted if n]
    if found.median_days is not None:
        days = {"days": shown(found.median_days)}
        lines.append(_("half of what is resolved took %(days)s working days or less") % days)
    if found.asked:
        lines.append(_("a leader was asked about %(n)s of them") % {"n": found.asked})
    return lines


def _head(report: ReviewReport) -> str:
    cycle = report.cycle
    about = report.team or cycle.theme
    said = {"about": plain(str(about))}
    days = f"{date_format(cycle.starts_on)} – {date_format(cycle.ends_on)}"
    return "\n\n".join([_("# Review: %(about)s") % said, f"{plain(str(cycle))}, {days}"])


def _team(row: TeamReport) -> str:
    parts = [f"## {plain(str(row.team))}"]
    parts += [f"> {plain(found.objective.text)}" for found in row.status.objectives]
    if row.reached is not None:
        parts.append(_("Score %(score)s") % {"score": f"{row.reached:.2f}"})
    if row.results:
        parts.append(_listed("### " + _("Results"), map(_result, row.results)))
    if row.learnings:
        lines = (plain(learning.text) for learning in row.learnings)
        parts.append(_listed("### " + _("Learnings"), lines))
    if row.practices:
        parts.append(_listed("### " + _("Practices that stay"), map(_practice, row.practices)))
    return "\n\n".join(parts)


def _result(row: ScoredResult) -> str:
    status = row.status
    facts = [status.value_text, status.from_to]
    if row.score:
        facts.append(_("score %(score)s") % {"score": row.score.given})
        if row.score.reason:
            said = {"proposed": row.score.proposed, "reason": row.score.reason}
            facts.append(_("data says %(proposed)s: %(reason)s") % said)
    if row.outcome:
        facts += [str(row.outcome), row.outcome.note]
    return f"**{plain(str(status.key_result))}**: " + " · ".join(plain(f) for f in facts if f)


def _practice(row: Practice) -> str:
    said = {
        "practice": plain(str(row)),
        "where": plain(row.written_in),
        "owner": plain(str(row.owner)),
        "since": spoken_date(row.since),
    }
    return _("%(practice)s (%(where)s, looked after by %(owner)s, since %(since)s)") % said


def _listed(title: str, lines: Iterable[str]) -> str:
    return "\n".join([title, "", *(f"- {line}" for line in lines)])
