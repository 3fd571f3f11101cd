"""The chapters of the demo's story in their order: two cycles of one program, and a third call."""

from collections.abc import Callable
from datetime import time, timedelta

from orgs.accounts.actions import account_for
from orgs.invitations.actions import invitation_accept, invite
from orgs.models import Organisation, Person, Role
from orgs.organisations.actions import organisation_create
from orgs.roles.actions import role_give as organisation_role_give
from orgs.roster.actions import roster_import
from teams.focus_answers.actions import focus_answer
from themes.focus.actions import Area, Goal, focus_record
from themes.models import ThemeRole
from themes.theme.actions import role_give, theme_create
from tools.demo import cycle_one, cycle_two, giving, story, worth
from tools.demo.stage import DATA, Stage

CHECK_IN_DAY, CHECK_IN_AT = 2, time(14)


def organisation(stage: Stage) -> Organisation:
    data = stage.case["organisation"]
    return organisation_create(
        name=data["name"],
        slug=data["slug"],
        time_zone=data["time_zone"],
        countries=data["countries"],
        language=data["language"],
    )


def people(stage: Stage) -> None:
    roster_import(text=(DATA / "roster.csv").read_text(encoding="utf-8"), by=None)
    stage.people = {person.employee_number: person for person in Person.objects.with_place()}
    _come_in([p for number, p in stage.people.items() if number not in story.NOT_IN])
    administrator = stage.person(story.ADMINISTRATOR)
    organisation_role_give(person=administrator, kind=Role.Kind.ADMINISTRATOR, by=None)


def invitations(stage: Stage) -> None:
    """A few people are invited today and have not answered."""
    stage.clock.move_to(stage.now)
    outside = [stage.person(number) for number in story.NOT_IN]
    invite(people=outside, by=stage.person(story.ADMINISTRATOR))


def _come_in(people: list[Person]) -> None:
    for invitation in invite(people=people, by=None):
        invitation_accept(invitation=invitation, account=account_for(invitation.email))


def theme(stage: Stage) -> None:
    """Step 1: leaders choose a theme that no team owns."""
    stage.at(1, -8)
    data = stage.case["theme"]
    sponsor, lead = stage.person(story.SPONSOR), stage.person(story.INTEGRATION[0])
    stage.theme = theme_create(
        by=sponsor,
        sponsor=sponsor,
        integration=lead,
        starts_on=stage.starts[1],
        first_day=stage.starts[1],
        horizon_months=data["horizon_months"],
        name=data["name"],
        strategy_sentence=data["strategy_sentence"],
        why_now=data["why_now"],
        why_no_team=data["why_no_team_owns_it"],
        in_strategy=True,
        has_team=False,
        needs_divisions=True,
    )
    for number in story.INTEGRATION[1:]:
        _role(stage, number, ThemeRole.Kind.INTEGRATION)
    _role(stage, story.FURTHER_SPONSOR, ThemeRole.Kind.SPONSOR)
    _role(stage, story.FACILITATOR, ThemeRole.Kind.FACILITATOR)
    stage.cycles[1] = stage.theme.cycles.get(number=1)


def _role(stage: Stage, number: str, kind: str) -> None:
    role_give(
        theme=stage.theme, person=stage.person(number), kind=kind, by=stage.person(story.SPONSOR)
    )


def focus(stage: Stage) -> None:
    """Step 2: the leaders' strategic focus workshop."""
    stage.at(1, -6, 3)
    areas = [
        Area(area["name"], wanted="\n".join(area["wanted"]))
        for area in stage.case["theme"]["focus_areas"]
    ]
    _record(stage, story.FIRST_DIRECTION, areas)
    stage.areas = list(stage.theme.focus_areas.order_by("position"))


def focus_again(stage: Stage) -> None:
    """Between two cycles the leaders word the direction anew; the old wording stays readable."""
    stage.at(1, 13, 1, 16)
    areas = [
        Area(area.name, words, area.wanted, focus_area=area)
        for area, words in zip(stage.areas, story.AREAS_AGAIN, strict=True)
    ]
    _record(stage, stage.case["theme"]["strategic_focus"]["guiding_direction"], areas)


def _record(stage: Stage, direction: str, areas: list[Area]) -> None:
    written = stage.case["theme"]["strategic_focus"]
    focus_record(
        theme=stage.theme,
        by=stage.integrator,
        held_on=stage.starts[1] - timedelta(days=46),
        diagnosis=written["diagnosis"],
        direction=direction,
        not_in_scope="\n".join(written["not_in_scope"]),
        areas=areas,
        participants=[stage.person(number) for number in story.WORKSHOP],
        goals=[Goal(goal["text"], goal["sign"]) for goal in written["mid_term_goals"]],
    )


def focus_questions(stage: Stage) -> None:
    """Once a month the leaders in the teams say what questions the focus."""
    for cycle, week, number, text in story.FOCUS_ANSWERS:
        stage.at(cycle, week, 1, 8)
        focus_answer(theme=stage.theme, by=stage.person(number), text=text)


def other_theme(stage: Stage) -> None:
    """Another theme, at its own pace: chosen, and its workshop is still to come."""
    day = stage.at(2, 5, 2)
    sponsor, further = (stage.person(number) for number in story.OTHER_SPONSORS)
    theme_create(
        by=sponsor,
        sponsor=sponsor,
        further_sponsors=[further],
        integration=stage.person(story.INTEGRATION[1]),
        starts_on=day,
        horizon_months=15,
        first_day=stage.starts[2] + timedelta(weeks=12),
        weeks=12,
        in_strategy=True,
        has_team=False,
        needs_divisions=True,
        **story.OTHER_THEME,
    )


ALL: list[Callable[[Stage], None]] = [
    people,
    theme,
    focus,
    cycle_one.first_call,
    cycle_one.first_teams,
    cycle_one.first_hours,
    cycle_one.first_sessions,
    cycle_one.first_okr_sets,
    cycle_one.first_agreements,
    cycle_one.first_check_ins,
    cycle_one.first_weeks,
    cycle_two.second_call,
    cycle_one.review,
    cycle_one.pulse,
    focus_again,
    cycle_two.second_teams,
    cycle_two.second_hours,
    cycle_two.second_start,
    cycle_two.second_weeks,
    cycle_two.second_health,
    cycle_two.second_context,
    cycle_two.second_change,
    focus_questions,
    other_theme,
    cycle_two.third_call,
    worth.practices_looked_at,
    worth.internal_rate,
    worth.stories,
    giving.noted_hours,
    giving.thank_you,
    cycle_two.comings_and_goings,
    cycle_two.waiting_hours,
    invitations,
]
