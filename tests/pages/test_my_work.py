"""My work: what waits for a person, their teams, and the next dates."""

from typing import Any

from okrsite.pages.my_work import coached_teams
from orgs.tenancy import tenant
from tests.cast import Cast
from themes.models import Cycle


def test_coach_finds_the_team_they_coach(stage: Cast, sign_in: Any) -> None:
    """D6, T1: one click leads from *My work* to the team somebody coaches."""
    page = sign_in(stage.coach).get(stage.path()).content.decode()

    assert "You coach" in page
    assert f'href="{stage.path(f"teams/{stage.team.pk}/")}"' in page
    assert "You give" not in page


def test_coach_of_a_closed_cycle_has_no_team_any_more(cast: Cast) -> None:
    """D6: the team ends with its cycle."""
    assert coached_teams(cast.coach) == [cast.team]
    Cycle.objects.update(phase=Cycle.Phase.CLOSED)
    assert coached_teams(cast.coach) == []


def test_member_finds_the_hours_they_give(stage: Cast, sign_in: Any) -> None:
    """E1: hours that changed are said anew, one click from *My work*."""
    with tenant(stage.organisation):
        held = stage.team.memberships.get(person=stage.member).commitment

    page = sign_in(stage.member).get(stage.path()).content.decode()

    assert f'href="{stage.path(f"commitments/{held.pk}/")}"' in page
    assert "You coach" not in page
