"""My work: what waits for a person, their teams, and the next dates."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.tenancy import tenant
from okrs.models import ToDo
from pages.my_work.views import coached_teams
from teams.models import Call, Team
from teams.offers.actions import offer_make
from tests.cast import Cast, Rival, join, make_theme
from tests.teams.calling import questions
from themes.models import Cycle, ThemeClosure

FRAME = 20  # statements about session, account, person and tabs; what waits takes 30 more


def test_coach_finds_the_team_they_coach(stage: Cast, sign_in: Any) -> None:
    """D6, T1: one click leads from *My work* to the team somebody coaches."""
    page = sign_in(stage.coach).get(stage.path()).content.decode()

    assert "You coach" in page
    assert f'href="{stage.path(f"teams/{stage.team.pk}/")}"' in page
    assert "You give" not in page


def test_what_waits_is_counted_once_the_page_stands(stage: Cast, sign_in: Any) -> None:
    """T1: no page waits for the counting of what waits; the bar asks for it."""
    client, counts = sign_in(stage.member), stage.path("tabs/")

    page = client.get(stage.path("themes/")).content.decode()
    counted = client.get(counts, HTTP_HX_REQUEST="true").content.decode()
    waiting = len(client.get(stage.path()).context["waiting"])

    assert f'hx-get="{counts}" hx-trigger="load"' in page
    assert 'class="count"' not in page
    assert waiting > 0
    assert f'<span id="waits-list" hx-swap-oob="true"><b class="count">{waiting}<' in counted


def test_count_is_kept_until_its_person_does_something(stage: Cast, sign_in: Any) -> None:
    """T1, T2: the bar counts once a minute, and anew after whatever a person sends."""
    client, counts = sign_in(stage.member), stage.path("tabs/")
    with tenant(stage.organisation):
        to_do = ToDo.objects.create(
            team=stage.team, text="Call Ayse", owner=stage.member, due_on=timezone.localdate()
        )

    kept = questions(client, counts)
    before = client.get(counts).content.decode()
    client.post(stage.path(f"to-dos/{to_do.pk}/tick/"), {"done": "1"})
    after = client.get(counts).content.decode()

    assert kept < FRAME
    assert number_in(after) == number_in(before) - 1


def number_in(counts: str) -> int:
    return int(counts.split('id="waits-list"')[1].split('class="count">')[1].split("<")[0])


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


def test_integration_team_finds_its_theme_and_what_comes(stage: Cast, sign_in: Any) -> None:
    """T1: who works for a theme is one step from it and from the dates of its cycles."""
    with tenant(stage.organisation):
        call = make_call(stage)

    response = sign_in(stage.integrator).get(stage.path())

    themes = response.context["themes"]
    assert [(str(theme), state.text, calls) for theme, state, calls in themes] == [
        ("Quieter kitchens", "Running cycle 1", [call])
    ]
    assert response.context["calls"] == []  # the call stands with its theme, once
    assert stage.path(f"calls/{call.pk}/") in [d.url for d in response.context["dates"]]


def test_an_open_call_invites_until_it_is_answered(stage: Cast, sign_in: Any) -> None:
    """C1: who is in no team yet is one step from the call; who has answered is not asked again."""
    with tenant(stage.organisation):
        call = make_call(stage)
    client = sign_in(stage.reader)
    before = client.get(stage.path())
    with tenant(stage.organisation):
        offer_make(
            call=call,
            by=stage.reader,
            first_choice=stage.team.focus_area,
            motivation="I want it quiet.",
            hours=Decimal(4),
        )

    after = client.get(stage.path())

    assert f'href="{stage.path(f"calls/{call.pk}/")}"' in before.content.decode()
    assert (before.context["calls"], after.context["calls"]) == ([call], [])


def test_dates_of_several_themes_say_of_which(stage: Cast, sign_in: Any) -> None:
    """T1, A6: two cycles of one number are told apart by their themes; one theme is not said."""
    client = sign_in(stage.sponsor)
    with tenant(stage.organisation):
        coming(stage)
    one = client.get(stage.path()).context["dates"]
    with tenant(stage.organisation):
        coming(stage, theme=make_theme(stage.sponsor, name="Kinder forms"))
    response = client.get(stage.path())

    assert {row.theme for row in one} == {""}
    begins = [row for row in response.context["dates"] if row.what == "Cycle 2 begins"]
    assert {row.theme for row in begins} == {"Quieter kitchens", "Kinder forms"}
    assert "Monday. Kinder forms" in response.content.decode()


def test_nothing_waits_is_said_once(stage: Cast, sign_in: Any) -> None:
    """T1: the words above the empty place do not say the same again."""
    page = sign_in(stage.reader).get(stage.path()).content.decode()

    assert page.count("Nothing waits for you") == 1


def test_tab_leads_to_the_team_that_runs(stage: Cast, sign_in: Any) -> None:
    """T1: for somebody in two teams the one at work comes before the one to come."""
    with tenant(stage.organisation):
        call = make_call(stage, phase="preparing")
        later = Team.objects.create(
            cycle=call.cycle, focus_area=stage.team.focus_area, name="Later", number=1
        )
        join(replace(stage, call=call), stage.member, later, "2")

    page = sign_in(stage.member).get(stage.path("people/"))

    [tab] = [tab for tab in page.context["tabs"] if str(tab.label) == "My team"]
    assert tab.url == stage.path(f"teams/{stage.team.pk}/")


def test_closed_and_foreign_themes_are_not_there(stage: Cast, rival: Rival, sign_in: Any) -> None:
    """A6: only open themes of one's own, and nothing of another organisation."""
    with tenant(stage.organisation):
        ThemeClosure.objects.create(
            theme=stage.theme, by=stage.sponsor, statement="Kitchens are quiet."
        )

    response = sign_in(stage.sponsor).get(stage.path())

    assert response.context["themes"] == []
    assert "Secret theme of Poyraz" not in response.content.decode()


def test_my_work_asks_as_much_for_2_themes_as_for_4(stage: Cast, sign_in: Any) -> None:
    """One of them has no focus from the start: what is at hand decides what is looked for."""
    with tenant(stage.organisation):
        make_call(stage)
        make_theme(stage.sponsor, name="Theme without a focus")
    client = sign_in(stage.sponsor)
    client.get(stage.path())
    with CaptureQueriesContext(connection) as two:
        client.get(stage.path())
    with tenant(stage.organisation):
        for number in range(2):
            theme = make_theme(stage.sponsor, name=f"Theme {number}")
            make_call(stage, theme=theme, number=1)

    with CaptureQueriesContext(connection) as four:
        client.get(stage.path())

    assert len(four) == len(two)


def coming(stage: Cast, **fields: Any) -> Cycle:
    return Cycle.objects.create(
        **{
            "theme": stage.theme,
            "number": 2,
            "starts_on": date(2026, 7, 6),
            "ends_on": date(2026, 10, 4),
            "phase": "calling",
            **fields,
        }
    )


def make_call(stage: Cast, **fields: Any) -> Call:
    return Call.objects.create(
        cycle=coming(stage, **fields),
        text="Meet.",
        hours_from=2,
        hours_to=6,
        deadline=date(2026, 6, 19),
        opened_by=stage.integrator,
    )
