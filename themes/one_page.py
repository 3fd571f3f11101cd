"""The strategic focus on one page: on screen, on paper and as Markdown."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from orgs.models import Person
from themes.models import FocusArea, MidTermGoal, StrategicFocus, Theme


@dataclass(frozen=True)
class OnePage:
    """What the workshop decided, read once."""

    theme: Theme
    focus: StrategicFocus
    areas: list[FocusArea]
    goals: list[MidTermGoal]
    participants: list[Person]

    @property
    def not_in_scope(self) -> list[str]:
        return lines(self.focus.not_in_scope)


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
    )


def markdown(page: OnePage) -> str:
    """The page as Markdown that also reads well as plain text."""
    theme, focus = page.theme, page.focus
    parts = [
        f"# {theme.name}",
        f"> {theme.strategy_sentence}",
        _section(_("Why now"), theme.why_now),
        _section(_("Why no existing team owns it"), theme.why_no_team),
        _section(_("Diagnosis"), focus.diagnosis),
        _section(_("Guiding direction"), focus.direction),
        _section(_("Focus areas"), "\n\n".join(_area(area) for area in page.areas)),
        _section(_("Not in scope"), _list(page.not_in_scope)),
        _section(_("Mid-term goals"), _list([_goal(goal) for goal in page.goals])),
        _facts(page),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _section(title: str, text: str) -> str:
    return f"## {title}\n\n{text.strip()}" if text.strip() else ""


def _list(items: list[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _area(area: FocusArea) -> str:
    wanted = ", ".join(lines(area.wanted))
    skills = _("Skills looked for: %(skills)s") % {"skills": wanted} if wanted else ""
    parts = [f"### {area.name}", area.description.strip(), skills]
    return "\n\n".join(part for part in parts if part)


def _goal(goal: MidTermGoal) -> str:
    if not goal.sign:
        return goal.text
    return _("%(goal)s (we notice it by: %(sign)s)") % {"goal": goal.text, "sign": goal.sign}


def _facts(page: OnePage) -> str:
    theme = page.theme
    return "\n".join(
        [
            "---",
            _("Sponsor: %(sponsor)s") % {"sponsor": theme.sponsor},
            _("Horizon: %(first)s to %(last)s")
            % {"first": _month(theme.starts_on), "last": _month(theme.ends_on)},
            _("Workshop: %(day)s") % {"day": date_format(page.focus.held_on, "DATE_FORMAT")},
        ]
    )


def _month(day: date) -> str:
    return date_format(day, "YEAR_MONTH_FORMAT")
