"""U5: the guide of a new organisation, derived from what is there."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from core.tenancy import tenant
from orgs.invitations.actions import invite
from orgs.models import Level, Organisation, Person, Role
from orgs.organisations.actions import Administrator, organisation_create
from orgs.roles.actions import role_give
from orgs.roster.actions import roster_import
from pages.my_work.first_run import guide
from teams.models import Call
from tests.cast import Cast
from themes.focus.actions import Area, focus_record
from themes.models import Cycle, Theme
from themes.theme.actions import theme_create

pytestmark = pytest.mark.django_db
ROSTER = """email,given_name,family_name,division,level
nil@b.example,Nil,Er,Sales,head
can@b.example,Can,Ak,IT,expert
"""
FIRST_DAY = timezone.localdate() + timedelta(days=30)


@pytest.fixture
def empty() -> Organisation:
    return organisation_create(
        name="Imbat",
        slug="imbat",
        time_zone="Europe/Istanbul",
        administrator=Administrator("ada@b.example", "Ada", "Amir"),
    )


def told(person: Person) -> list[tuple[bool, bool]]:
    """Of each step whether it is done, and whether it is what is next."""
    fresh = Person.objects.get(pk=person.pk)
    return [(step.done, step.next) for step in guide(fresh)]


def done(person: Person) -> list[bool]:
    return [is_done for is_done, _next in told(person)]


def chooses(by: Person, **fields: Any) -> Theme:
    return theme_create(
        by=by,
        sponsor=by,
        integration=by,
        name="Quiet",
        strategy_sentence="S.",
        why_now="N.",
        why_no_team="T.",
        horizon_months=12,
        starts_on=FIRST_DAY,
        in_strategy=True,
        has_team=False,
        needs_divisions=True,
        **fields,
    )


def writes_focus(theme: Theme, by: Person) -> None:
    focus_record(
        theme=theme,
        by=by,
        held_on=timezone.localdate(),
        diagnosis="D.",
        direction="D.",
        not_in_scope="N.",
        participants=[],
        areas=[Area("Repairs")],
        goals=[],
    )


def test_guide_follows_the_data_step_by_step(empty: Organisation) -> None:
    """U5: roster → who leads → invitations → theme → focus areas → call; then it is gone."""
    with tenant(empty):
        ada = Person.objects.get()
        seen = [told(ada).index((False, True))]
        roster_import(text=ROSTER, by=ada)
        seen.append(told(ada).index((False, True)))
        Level.objects.filter(name="head").update(leads=True)
        seen.append(told(ada).index((False, True)))
        invite(people=Person.objects.not_in(), by=ada)
        seen.append(told(ada).index((False, True)))
        theme = chooses(ada, first_day=FIRST_DAY)
        seen.append(told(ada).index((False, True)))
        writes_focus(theme, ada)
        seen.append(told(ada).index((False, True)))
        Call.objects.create(
            cycle=Cycle.objects.get(),
            text="Meet.",
            hours_from=Decimal(2),
            hours_to=Decimal(4),
            deadline=FIRST_DAY,
            opened_by=ada,
        )

        assert seen == [0, 1, 2, 3, 4, 5]
        assert told(ada) == []


def test_guide_lets_somebody_jump_ahead(empty: Organisation) -> None:
    """U5: a theme before the roster is fine; what waits is still what is next."""
    with tenant(empty):
        ada = Person.objects.get()
        writes_focus(chooses(ada, first_day=FIRST_DAY), ada)

        assert told(ada) == [
            (False, True),
            (False, False),
            (False, False),
            (True, False),
            (True, False),
            (False, False),
        ]
        steps = guide(Person.objects.get(pk=ada.pk))
        assert [bool(step.url) for step in steps] == [True, False, False, False, False, True]


def test_theme_without_a_cycle_asks_for_its_days(empty: Organisation) -> None:
    with tenant(empty):
        ada = Person.objects.get()
        theme = chooses(ada)

        step = guide(ada)[3]

        assert (step.done, step.url) == (False, f"/o/imbat/themes/{theme.pk}/cycles/new/")


def test_administrator_beside_the_integration_team_is_told_how(empty: Organisation) -> None:
    """U5: who may write the focus and the call is said, and where the role is given."""
    with tenant(empty):
        ada = Person.objects.get()
        roster_import(text=ROSTER, by=ada)
        nil = Person.objects.get(given_name="Nil")
        theme = chooses(nil, first_day=FIRST_DAY)

        step = guide(ada)[4]

        assert step.words == "The integration team of “Quiet” does this. Ask them."
        assert step.url == f"/o/imbat/themes/{theme.pk}/roles/"


def test_guide_is_for_administrators(empty: Organisation) -> None:
    with tenant(empty):
        ada = Person.objects.get()
        roster_import(text=ROSTER, by=ada)
        can = Person.objects.get(given_name="Can")

        assert guide(can) == []
        role_give(person=can, kind=Role.Kind.ADMINISTRATOR, by=ada)
        assert len(told(can)) == 6


def test_guide_stands_on_my_work_and_goes_with_the_call(
    empty: Organisation, stage: Cast, sign_in: Any
) -> None:
    with tenant(empty):
        ada = Person.objects.select_related("account").get()

    shown = sign_in(ada).get("/o/imbat/").content.decode()
    running = sign_in(stage.administrator).get(stage.path()).content.decode()

    assert ("From here to the first call" in shown, "Nothing waits for you</h3>" in shown) == (
        True,
        False,
    )
    assert "From here to the first call" not in running


def test_leading_levels_are_chosen_at_once(stage: Cast, sign_in: Any) -> None:
    """U3, U5: the roster's own words for levels; which of them lead, the administrator says."""
    levels = stage.levels
    browser = sign_in(stage.administrator)

    browser.post(stage.path("settings/levels/lead/"), {"leading": [levels["manager"].pk]})
    answer = browser.post(stage.path("settings/levels/lead/"), {"leading": ["77777"]})

    with tenant(stage.organisation):
        leading = Level.objects.filter(leads=True).values_list("name", flat=True)
        assert list(leading) == ["manager"]
    assert answer.status_code == 422
