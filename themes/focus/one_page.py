"""The strategic focus on one page: on screen, on paper and as Markdown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.markup import plain, prose
from orgs.models import Person
from themes.models import FocusArea, MidTermGoal, StrategicFocus, Theme

ROW = 25
SIZES = ((3000, ""), (4600, "close"), (6400, "close tiny"))  # characters, classes of print.css
MOST, SMALLEST = SIZES[-1]


@dataclass(frozen=True)
class OnePage:
    """What the workshop decided, read once."""

    theme: Theme
    focus: StrategicFocus
    areas: list[FocusArea]
    goals: list[MidTermGoal]
    participants: list[Person]
    sponsors: list[Person]

    @property
    def not_in_scope(self) -> list[str]:
        return lines(self.focus.not_in_scope)

    @property
    def length(self) -> int:
        """About how many characters the printed page holds; a row of its own costs half a line."""
        theme, focus = self.theme, self.focus
        rows = [text for area in self.areas for text in (area.name, area.description)]
        rows += [text for goal in self.goals for text in (goal.text, goal.sign)]
        rows += self.not_in_scope
        words = [theme.strategy_sentence, theme.why_now, focus.diagnosis, focus.direction, *rows]
        return sum(len(text) for text in words) + ROW * len(rows)

    @property
    def size(self) -> str:
        """How small the print is so that it stays on one page."""
        return next((size for most, size in SIZES if self.length <= most), SMALLEST)

    @property
    def too_long(self) -> bool:
        return self.length > MOST


def one_page(theme: Theme) -> OnePage | None:
    """Read the focus of a theme; None before its workshop."""
    focus = theme.focuses.first()
    if focus is None:
        return None
    people = Person.objects.filter(
        pk__in=focus.participants.values_list("person_id", flat=True)
    ).with_place()
    return OnePage(
        theme=theme,
        focus=focus,
        areas=list(theme.areas_in_focus()),
        goals=list(focus.goals.all()),
        participants=list(people),
        sponsors=theme.sponsors(),
    )


def markdown(page: OnePage) -> str:
    """The page as Markdown that also reads well as plain text."""
    theme, focus = page.theme, page.focus
    parts = [
        f"# {plain(theme.name)}",
        f"> {plain(theme.strategy_sentence)}",
        _section(_("Why now"), prose(theme.why_now)),
        _section(_("Why no existing team owns it"), prose(theme.why_no_team)),
        _section(_("Diagnosis"), prose(focus.diagnosis)),
        _section(_("Guiding direction"), prose(focus.direction)),
        _section(_("Focus areas"), "\n\n".join(_area(area) for area in page.areas)),
        _section(_("Not in scope"), _list(map(plain, page.not_in_scope))),
        _section(_("Mid-term goals"), _list(map(_goal, page.goals))),
        _facts(page),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _section(title: str, text: str) -> str:
    return f"## {title}\n\n{text}" if text else ""


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _area(area: FocusArea) -> str:
    wanted = ", ".join(lines(area.wanted))
    skills = _("Skills looked for: %(skills)s") % {"skills": plain(wanted)} if wanted else ""
    parts = [f"### {plain(area.name)}", prose(area.description), skills]
    return "\n\n".join(part for part in parts if part)


def _goal(goal: MidTermGoal) -> str:
    if not goal.sign:
        return plain(goal.text)
    said = {"goal": plain(goal.text), "sign": plain(goal.sign)}
    return _("%(goal)s (we notice it by: %(sign)s)") % said


def _facts(page: OnePage) -> str:
    theme = page.theme
    return "\n".join(
        [
            "---",
            _("Sponsor: %(sponsor)s") % {"sponsor": plain(", ".join(map(str, page.sponsors)))},
            _("Horizon: %(first)s to %(last)s")
            % {"first": _month(theme.starts_on), "last": _month(theme.ends_on)},
            _("Workshop: %(day)s") % {"day": date_format(page.focus.held_on, "DATE_FORMAT")},
        ]
    )


def _month(day: date) -> str:
    return date_format(day, "YEAR_MONTH_FORMAT")
