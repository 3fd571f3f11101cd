"""A team's page leads only where its reader may go."""

from datetime import timedelta
from typing import Any

import pytest

from core.tenancy import tenant
from okrs.initiatives.actions import initiative_save
from okrs.models import ToDo
from teams.access import can_help
from tests.cast import STARTS_ON, Cast


def doors(cast: Cast, client: Any) -> set[str]:
    html = client.get(cast.path(f"teams/{cast.team.pk}/")).content.decode()
    return {
        place
        for place in ("meetings", "learnings", "impediments")
        if f'href="{cast.path(f"teams/{cast.team.pk}/{place}/")}"' in html
    }


def test_team_page_leads_members_to_their_week(stage: Cast, sign_in: Any) -> None:
    """I1: meetings, learnings and impediments are one step from the team's page."""
    assert doors(stage, sign_in(stage.member)) == {"meetings", "learnings", "impediments"}


def test_team_page_shows_others_no_closed_door(stage: Cast, sign_in: Any) -> None:
    """J1: who may not see a team's meetings and impediments is not sent there."""
    assert doors(stage, sign_in(stage.reader)) == {"learnings"}
    assert doors(stage, sign_in(stage.sponsor)) == {"learnings", "impediments"}


NEAR = ["member", "representative", "leader_member", "coach"]
FAR = ["reader", "other_member", "administrator", "sponsor", "facilitator"]


@pytest.mark.parametrize(
    ("who", "to_dos", "hours"),
    [
        *((name, True, True) for name in NEAR),
        ("integrator", False, True),
        ("home_leader", False, True),
        *((name, False, False) for name in FAR),
    ],
)
def test_team_page_names_work_and_hours_to_whom_they_concern(
    stage: Cast, sign_in: Any, who: str, to_dos: bool, hours: bool
) -> None:
    """W11, R4: to-dos with names are for team and coach; hours for home leader and integration
    team too; everybody else reads sums, on the team's page and on the initiative's."""
    with tenant(stage.organisation):
        bet = initiative_save(
            team=stage.team,
            by=stage.member,
            title="Radio",
            because="They listen.",
            key_results=stage.key_results,
        )
        late = STARTS_ON + timedelta(days=1)
        ToDo.objects.create(
            team=stage.team, text="Film the van", owner=stage.member, due_on=late, initiative=bet
        )
        ToDo.objects.create(team=stage.team, text="Call a dealer", owner=stage.member, due_on=late)
    client = sign_in(getattr(stage, who))

    pages = [
        client.get(stage.path(path)).content.decode()
        for path in (f"teams/{stage.team.pk}/", f"initiatives/{bet.pk}/")
    ]

    pages = [page.replace("\xa0", " ").replace("\u202f", " ") for page in pages]
    words = ["Film the van", "was due Tue 7 April"]
    assert [[word in page for word in words] for page in pages] == [[to_dos] * 2] * 2
    assert ("Without an open to-do:" in pages[0], "Call a dealer" in pages[0]) == (to_dos, to_dos)
    assert all("0 of 1 done" in page for page in pages)
    assert ("leader informed" in pages[0]) is hours
    with tenant(stage.organisation):
        together = 17 if can_help(getattr(stage, who), stage.team) else 20  # to ten hours (W11)
    assert f"together {together} h a week" in pages[0]


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("member", True),
        ("waiting_member", True),
        ("coach", True),
        ("home_leader", True),
        ("integrator", True),
        ("sponsor", False),
        ("other_member", False),
        ("reader", False),
        ("administrator", False),
        ("facilitator", False),
    ],
)
def test_person_page_tells_hours_to_whom_they_concern(
    stage: Cast, sign_in: Any, who: str, sees: bool
) -> None:
    """W11, R4: the same people as on the team's page."""
    page = sign_in(getattr(stage, who)).get(stage.path(f"people/{stage.waiting_member.pk}/"))

    assert ("5 h a week" in page.content.decode().replace("\xa0", " ")) is sees
