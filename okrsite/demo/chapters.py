"""The chapters of the demo's story in their order: two cycles of one program, and a third call."""

from collections.abc import Callable
from datetime import time

from okrsite.demo import cycle_one, cycle_two, giving, story
from okrsite.demo.stage import DATA, Stage
from orgs.actions.organisations import organisation_create
from orgs.actions.roles import role_give as organisation_role_give
from orgs.actions.roster import roster_import
from orgs.models import Organisation, Person, Role
from themes.actions.focus import Area, Goal, focus_record
from themes.actions.themes import role_give, theme_create
from themes.models import ThemeRole

CHECK_IN_DAY, CHECK_IN_AT = 2, time(14)


def organisation(stage: Stage) -> Organisation:
    data = stage.case["organisation"]
    return organisation_create(
        name=data["name"], slug=data["slug"], time_zone=data["time_zone"],
        countries=data["countries"], language=data["language"],
    )  # fmt: skip


def people(stage: Stage) -> None:
    roster_import(text=(DATA / "roster.csv").read_text(encoding="utf-8"), by=None)
    stage.people = {person.employee_number: person for person in Person.objects.with_place()}
    administrator = stage.person(story.ADMINISTRATOR)
    organisation_role_give(person=administrator, kind=Role.Kind.ADMINISTRATOR, by=None)


def theme(stage: Stage) -> None:
    """Step 1: leaders choose a theme that no team owns."""
    stage.at(1, -8)
    data = stage.case["theme"]
    sponsor = stage.person(story.SPONSOR)
    stage.theme = theme_create(
        by=sponsor, sponsor=sponsor, starts_on=stage.starts[1], first_day=stage.starts[1],
        horizon_months=data["horizon_months"], name=data["name"],
        strategy_sentence=data["strategy_sentence"], why_now=data["why_now"],
        why_no_team=data["why_no_team_owns_it"],
    )  # fmt: skip
    for number in story.INTEGRATION:
        _role(stage, number, ThemeRole.Kind.INTEGRATION)
    _role(stage, story.FACILITATOR, ThemeRole.Kind.FACILITATOR)
    stage.cycles[1] = stage.theme.cycles.get(number=1)


def _role(stage: Stage, number: str, kind: str) -> None:
    role_give(
        theme=stage.theme, person=stage.person(number), kind=kind, by=stage.person(story.SPONSOR)
    )


def focus(stage: Stage) -> None:
    """Step 2: the leaders' strategic focus workshop."""
    day = stage.at(1, -6, 3)
    data = stage.case["theme"]
    written = data["strategic_focus"]
    focus_record(
        theme=stage.theme, by=stage.integrator, held_on=day, diagnosis=written["diagnosis"],
        direction=written["guiding_direction"], not_in_scope="\n".join(written["not_in_scope"]),
        participants=[stage.person(number) for number in story.WORKSHOP],
        areas=[Area(a["name"], wanted="\n".join(a["wanted"])) for a in data["focus_areas"]],
        goals=[Goal(text) for text in written["mid_term_goals"]],
    )  # fmt: skip
    stage.areas = list(stage.theme.focus_areas.order_by("position"))


ALL: list[Callable[[Stage], None]] = [
    people, theme, focus,
    cycle_one.first_call, cycle_one.first_teams, cycle_one.first_hours, cycle_one.first_sessions,
    cycle_one.first_okr_sets, cycle_one.first_agreements, cycle_one.first_check_ins,
    cycle_one.first_weeks, cycle_two.second_call, cycle_one.review,
    cycle_two.second_teams, cycle_two.second_hours, cycle_two.second_start,
    cycle_two.second_weeks, cycle_two.third_call, giving.noted_hours, giving.thank_you,
    cycle_two.waiting_hours,
]  # fmt: skip
