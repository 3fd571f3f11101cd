"""The summary a sponsor needs, in three sentences at most, the worst last."""

from collections.abc import Callable, Sequence

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formatting import spoken_date
from core.text import capital
from orgs.closed_days import today_here
from pages.theme.solar_chart import Row, Sky
from themes.models import Cycle
from themes.theme.program import ProgramState, Word

MANY = 3
Phase = Cycle.Phase


def lede(state: ProgramState, sky: Sky | None, *, waiting: int) -> str:
    """Say how the theme stands; `waiting` counts the impediments that wait for leaders."""
    if state.word == Word.CLOSED:
        return _("This theme is closed. What it brought stays here to read.")
    if sky is None:
        return _("The leaders choose the direction, then people are called for, cycle by cycle.")
    if sky.cycle != state.cycle:
        return _("This is how %(cycle)s stood.") % {"cycle": sky.cycle}
    measured = sky.has_pace
    sentences = _status_sentences(sky.rows) if measured else [_before(sky.cycle)]
    return " ".join([*sentences, *_waiting(waiting)])


def _status_sentences(rows: Sequence[Row]) -> list[str]:
    """Ahead and on pace in one sentence, then those behind with points and doubts."""
    good = [_ahead(_those(rows, "ahead")), _even(_those(rows, "even"))]
    bad = [_behind(row) for row in _those(rows, "behind")]
    sentences = (", ".join(part for part in parts if part) for parts in (good, bad))
    return [_("%(sentence)s.") % {"sentence": sentence} for sentence in sentences if sentence]


def _those(rows: Sequence[Row], word: str) -> list[Row]:
    found = [row for row in rows if row.pace and row.pace.word == word]
    return sorted(found, key=lambda row: -row.pace.points)  # type: ignore[union-attr]


def _ahead(rows: list[Row]) -> str:
    return _group(
        rows, lambda n: ngettext("%(teams)s is ahead of time", "%(teams)s are ahead of time", n)
    )


def _even(rows: list[Row]) -> str:
    return _group(rows, lambda n: ngettext("%(teams)s keeps pace", "%(teams)s keep pace", n))


def _group(rows: list[Row], words: Callable[[int], str]) -> str:
    """A clause about sure teams, then one for each that doubts."""
    sure = [row for row in rows if row.status.confidence != "doubtful"]
    doubting = [row for row in rows if row.status.confidence == "doubtful"]
    clauses = [words(len(sure)) % {"teams": _names(sure)}] if sure else []
    clauses += [_doubting(words(1) % {"teams": row.team.name}) for row in doubting]
    return ", ".join(clauses)


def _behind(row: Row) -> str:
    points = row.pace.distance if row.pace else 0
    clause = ngettext(
        "%(team)s is one point behind", "%(team)s is %(points)s points behind", points
    ) % {"team": row.team.name, "points": points}
    return _doubting(clause) if row.status.confidence == "doubtful" else clause


def _doubting(clause: str) -> str:
    return _("%(clause)s and doubts it will get there") % {"clause": clause}


def _names(rows: list[Row]) -> str:
    if len(rows) > MANY:
        return _("%(count)s teams") % {"count": len(rows)}
    return get_text_list([row.team.name for row in rows], _("and"))


def _waiting(count: int) -> list[str]:
    if not count:
        return []
    said = ngettext(
        "One impediment waits for leaders.", "%(count)s impediments wait for leaders.", count
    )
    return [capital(said % {"count": apnumber(count)})]


def _before(cycle: Cycle) -> str:
    """While there is nothing to measure against: what happens now and what comes next."""
    said = {"cycle": cycle, "day": spoken_date(cycle.starts_on)}
    if cycle.phase == Phase.PLANNED:
        return _("%(cycle)s is planned and starts on %(day)s.") % said
    if cycle.phase == Phase.CALLING and not _takes_hands(cycle):
        return _("The call of %(cycle)s has ended; its teams are formed next.") % said
    if cycle.phase == Phase.CALLING:
        return _("The call for volunteers of %(cycle)s is open. It starts on %(day)s.") % said
    if cycle.phase == Phase.FORMING:
        return _("The teams of %(cycle)s are being formed. It starts on %(day)s.") % said
    if cycle.phase == Phase.PREPARING:
        return _("The teams of %(cycle)s agree hours and OKR sets. It starts on %(day)s.") % said
    if cycle.phase == Phase.REVIEWING:
        return _("%(cycle)s is in review: learnings first, scores second.") % said
    if cycle.phase == Phase.CLOSED:
        return _("%(cycle)s is closed. Who goes on, who joins? Plan the next one.") % said
    return _("%(cycle)s runs, and nothing is measured yet.") % said


def _takes_hands(cycle: Cycle) -> bool:
    call = cycle.calls.first()
    return call is None or call.is_open(today_here())
