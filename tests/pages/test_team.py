"""A team's page leads only where its reader may go."""

from typing import Any

from tests.cast import Cast


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
