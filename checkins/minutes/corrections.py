"""Which lines of minutes can be corrected, and the minutes with other words in them."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from checkins.models import MinutesChange
from orgs.models import Person

What = MinutesChange.What
WORDS = {
    What.KEY_RESULTS: "line",
    What.ACHIEVEMENTS: "text",
    What.LEARNINGS: "text",
    What.ASKS: "text",
}
"""The parts of a team, and which words of their rows are a person's own."""
GROWS = (What.ACHIEVEMENTS, What.LEARNINGS)
DECISIONS = "decisions"


@dataclass(frozen=True)
class Line:
    """One line of a team: its name in a form, its words, and what it is about."""

    name: str
    what: What
    text: str
    about: str = ""
    new: bool = False


def lines_of(number: int, team: Mapping[str, Any]) -> Iterator[Line]:
    """The lines of one team, and where it can grow an empty one to add."""
    for what, words in WORDS.items():
        for row, note in enumerate(team[what]):
            yield Line(f"{number}-{what}-{row}", what, note[words], note.get("title", ""))
        if what in GROWS:
            yield Line(f"{number}-{what}-new", what, "", new=True)


def corrected(
    content: Mapping[str, Any], typed: Mapping[str, str], *, by: Person
) -> tuple[dict[str, Any], list[MinutesChange]]:
    """The content with these words, and every difference. A line without words is taken out."""
    copy = deepcopy(dict(content))
    changes = [
        change
        for number, team in enumerate(copy["teams"])
        for change in _correct_team(number, team, typed, by)
    ]
    before, now = copy["decisions"], _lines(typed.get(DECISIONS))
    if now is not None and now != before:
        copy["decisions"] = now
        changes.append(_change(What.DECISIONS, "", "\n".join(before), "\n".join(now), by))
    return copy, changes


def _correct_team(
    number: int, team: dict[str, Any], typed: Mapping[str, str], by: Person
) -> list[MinutesChange]:
    changes = []
    for line in list(lines_of(number, team)):
        now = " ".join(typed.get(line.name, line.text).split())
        if now == line.text:
            continue
        if line.new:
            team[line.what].append({"text": now, "by": str(by)})
        else:
            row = int(line.name.rpartition("-")[2])
            team[line.what][row][WORDS[line.what]] = now
        changes.append(_change(line.what, team["team"], line.text, now, by))
    for what in (What.ACHIEVEMENTS, What.LEARNINGS, What.ASKS):
        team[what] = [row for row in team[what] if row["text"]]
    return changes


def _change(what: What, team: str, old: str, new: str, by: Person) -> MinutesChange:
    return MinutesChange(what=what, team_name=team, old=old, new=new, by=by)


def _lines(text: str | None) -> list[str] | None:
    return None if text is None else [line.strip() for line in text.splitlines() if line.strip()]
