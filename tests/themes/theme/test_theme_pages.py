"""The pages on which a theme is chosen, its roles are given and its focus is written down."""

from typing import Any

import pytest

from core.tenancy import tenant
from orgs.models import Person
from tests.cast import STARTS_ON, Cast, Rival
from themes.cycles.phases import doors
from themes.models import Cycle, FocusArea, Theme, ThemeRole

NEW = {
    "name": "Faster spare parts",
    "strategy_sentence": "Service is the reason people come back.",
    "why_now": "Waiting times doubled.",
    "why_no_team": "Parts sit in four divisions.",
    "horizon_months": "15",
    "starts_on": "2026-05-20",
    "first_day": "2026-07-06",
    "weeks": "13",
    "in_strategy": "yes",
    "has_team": "no",
    "needs_divisions": "yes",
}


def focus_data(*changes: dict[str, str]) -> dict[str, str]:
    """A filled focus form with the management data of its prepared rows."""
    return {
        "held_on": "2026-05-04",
        "diagnosis": "Parts wait in six places.",
        "direction": "One place to ask.",
        "not_in_scope": "Prices",
        "areas-TOTAL_FORMS": "5",
        "areas-INITIAL_FORMS": "3",
        "goals-TOTAL_FORMS": "5",
        "goals-INITIAL_FORMS": "0",
        **{field: text for change in changes for field, text in change.items()},
    }


def test_theme_create_form_proposes_a_monday(stage: Cast, sign_in: Any) -> None:
    """A1: a director opens the form; horizon and first cycle are proposed."""
    response = sign_in(stage.home_leader).get(stage.path("themes/new/"))

    form = response.context["form"]
    assert form["horizon_months"].initial == 18
    assert form["first_day"].initial.isoformat() == "2026-07-06"
    assert b'<optgroup label="Leaders">' in response.content


def test_theme_create_keeps_the_theme_and_its_first_cycle(stage: Cast, sign_in: Any) -> None:
    """A1: a theme with its sponsor, horizon and first cycle."""
    client = sign_in(stage.home_leader)

    response = client.post(
        stage.path("themes/new/"),
        {**NEW, "sponsor": stage.sponsor.pk, "integration": stage.integrator.pk},
    )

    with tenant(stage.organisation):
        theme = Theme.objects.get(name="Faster spare parts")
        assert theme.cycles.get().weeks == 13
    assert response.headers["Location"] == stage.path(f"themes/{theme.pk}/")


@pytest.mark.parametrize(
    ("field", "reason"),
    [("sponsor", "Choose a sponsor"), ("horizon_months", "Write for how many months")],
)
def test_theme_create_says_why_and_keeps_what_was_typed(
    stage: Cast, sign_in: Any, field: str, reason: str
) -> None:
    """A1: saving without a sponsor or horizon is refused with a reason, and nothing is lost."""
    data = {**NEW, "sponsor": str(stage.sponsor.pk), "integration": stage.integrator.pk, field: ""}

    response = sign_in(stage.home_leader).post(stage.path("themes/new/"), data)

    page = response.content.decode()
    assert response.status_code == 422
    assert reason in page
    assert "Waiting times doubled." in page
    with tenant(stage.organisation):
        assert not Theme.objects.filter(name="Faster spare parts").exists()


def test_fit_check_doubts_once_and_lets_people_go_on(stage: Cast, sign_in: Any) -> None:
    """A2: a dedicated team is there: the form says so, and a second button goes on all the same."""
    client, path = sign_in(stage.home_leader), stage.path("themes/new/")
    data = {
        **NEW,
        "sponsor": stage.sponsor.pk,
        "integration": stage.integrator.pk,
        "has_team": "yes",
    }

    doubted = client.post(path, data)
    chosen = client.post(path, {**data, "all_the_same": "yes"})
    page = client.get(chosen.headers["Location"]).content.decode()

    html = doubted.content.decode()
    assert doubted.status_code == 422
    assert "This looks like a team OKR, not a theme" in html
    assert 'name="all_the_same"' in html
    assert "Waiting times doubled." in html
    assert chosen.status_code == 302
    assert "Is there a dedicated team already?" in page
    assert "This looks like a team OKR, not a theme" in page


def test_fit_check_is_asked(stage: Cast, sign_in: Any) -> None:
    """A2: no theme without the three answers."""
    data = {
        **NEW,
        "sponsor": stage.sponsor.pk,
        "integration": stage.integrator.pk,
        "in_strategy": "",
    }

    response = sign_in(stage.home_leader).post(stage.path("themes/new/"), data)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["in_strategy"]
    assert response.context["form"].doubts == []


def test_further_sponsors_are_chosen_with_the_theme(stage: Cast, sign_in: Any) -> None:
    """A1: several sponsors from the first day; the theme's page names them all."""
    client = sign_in(stage.home_leader)
    data = {
        **NEW,
        "sponsor": stage.sponsor.pk,
        "integration": stage.integrator.pk,
        "further_sponsors": [stage.leader_member.pk],
    }

    response = client.post(stage.path("themes/new/"), data)

    page = client.get(response.headers["Location"])
    assert page.context["sponsors"] == [stage.sponsor, stage.leader_member]
    assert "Jurgen Weiss" in page.content.decode()


def test_theme_create_needs_the_first_day_of_cycle_1(stage: Cast, sign_in: Any) -> None:
    """A1: first cycle dates belong to a program."""
    data = {**NEW, "sponsor": stage.sponsor.pk, "integration": stage.integrator.pk, "first_day": ""}

    response = sign_in(stage.home_leader).post(stage.path("themes/new/"), data)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["first_day"]


def test_theme_create_refuses_a_taken_name(stage: Cast, sign_in: Any) -> None:
    data = {
        **NEW,
        "name": "Quieter kitchens",
        "sponsor": stage.sponsor.pk,
        "integration": stage.integrator.pk,
    }

    response = sign_in(stage.home_leader).post(stage.path("themes/new/"), data)

    assert response.status_code == 422
    assert "There is a theme with this name" in response.content.decode()


def test_theme_create_refuses_a_sponsor_of_another_organisation(
    stage: Cast, rival: Rival, sign_in: Any
) -> None:
    data = {**NEW, "sponsor": rival.outsider.pk, "integration": stage.integrator.pk}

    response = sign_in(stage.home_leader).post(stage.path("themes/new/"), data)

    assert response.status_code == 422


def test_specialists_do_not_choose_themes(stage: Cast, sign_in: Any) -> None:
    response = sign_in(stage.reader).get(stage.path("themes/new/"))

    assert response.status_code == 403
    assert "Leaders of the level" in response.content.decode()


def test_theme_edit_changes_the_words(stage: Cast, sign_in: Any) -> None:
    data = {
        **NEW,
        "name": "Quiet kitchens",
        "sponsor": stage.sponsor.pk,
        "integration": stage.integrator.pk,
    }

    response = sign_in(stage.integrator).post(stage.path(f"themes/{stage.theme.pk}/edit/"), data)

    assert response.status_code == 302
    with tenant(stage.organisation):
        assert Theme.objects.get(pk=stage.theme.pk).name == "Quiet kitchens"


def test_member_does_not_edit_the_theme(stage: Cast, sign_in: Any) -> None:
    response = sign_in(stage.member).post(stage.path(f"themes/{stage.theme.pk}/edit/"), NEW)

    assert response.status_code == 403


def test_last_of_the_integration_team_stays_with_a_sentence(stage: Cast, sign_in: Any) -> None:
    with tenant(stage.organisation):
        role = ThemeRole.objects.get(person=stage.integrator)

    response = sign_in(stage.sponsor).post(stage.path(f"theme-roles/{role.pk}/take/"))

    assert response.status_code == 422
    assert "is the whole integration team" in response.content.decode()


def test_theme_close_says_which_cycle_is_open(stage: Cast, sign_in: Any) -> None:
    response = sign_in(stage.sponsor).post(
        stage.path(f"themes/{stage.theme.pk}/close/"), {"statement": "Quiet."}
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "Cycle 1 is not closed yet" in page
    assert "Quiet." in page


def test_focus_form_prepares_five_rows(stage: Cast, sign_in: Any) -> None:
    """B1: the form works without JavaScript: five prepared rows, blank ones are passed over."""
    client, path = sign_in(stage.sponsor), stage.path(f"themes/{stage.theme.pk}/focus/edit/")

    form = client.get(path).context["form"]

    assert [f.initial.get("name") for f in form.areas] == [
        "Capabilities",
        "Working conditions",
        "Belonging",
        None,
        None,
    ]
    assert len(form.goals.forms) == 5


def test_focus_form_keeps_all_parts(stage: Cast, sign_in: Any) -> None:
    """B1: one form for the whole workshop; B2: the old wording stays readable."""
    areas = stage.areas
    data = focus_data(
        {f"areas-{n}-focus_area": str(area.pk) for n, area in enumerate(areas)},
        {f"areas-{n}-name": area.name for n, area in enumerate(areas)},
        {
            "areas-0-name": "Skills",
            "areas-3-name": "Tools",
            "participants": str(stage.sponsor.pk),
        },
        {"goals-0-text": "Nobody waits", "goals-0-sign": "waiting time"},
    )
    client = sign_in(stage.integrator)

    client.post(stage.path(f"themes/{stage.theme.pk}/focus/edit/"), data)
    page = client.get(stage.path(f"themes/{stage.theme.pk}/focus/")).content.decode()

    with tenant(stage.organisation):
        names = list(FocusArea.objects.order_by("position").values_list("name", flat=True))
    assert names == ["Skills", "Working conditions", "Belonging", "Tools"]
    assert "1 earlier wording" in page or "One earlier wording" in page
    assert "Capabilities" in page
    assert "We notice it by: waiting time" in page


def test_goal_that_orders_work_is_saved_with_advice(stage: Cast, sign_in: Any) -> None:
    """B4: a soft warning with the reason for those who can word it anew; it blocks nothing."""
    with tenant(stage.organisation):
        focus = stage.theme.focuses.get()
        focus.goals.create(text="Launch a hotline", sign="calls")
    path = stage.path(f"themes/{stage.theme.pk}/focus/")

    shown, edited = (sign_in(stage.sponsor).get(path + page) for page in ("", "edit/"))
    read = sign_in(stage.reader).get(path)

    assert "“Launch” orders work." in shown.content.decode()
    assert "“Launch” orders work." in edited.content.decode()
    assert "Launch a hotline" in read.content.decode()
    assert "orders work" not in read.content.decode()


def test_earlier_direction_stays_readable(stage: Cast, sign_in: Any) -> None:
    """B2: who changed the direction, and until when the old one was true."""
    data = focus_data(
        {f"areas-{n}-focus_area": str(area.pk) for n, area in enumerate(stage.areas)},
        {f"areas-{n}-name": area.name for n, area in enumerate(stage.areas)},
    )
    path = stage.path(f"themes/{stage.theme.pk}/focus/")

    sign_in(stage.sponsor).post(f"{path}edit/", data)
    page = sign_in(stage.reader).get(path).content.decode()

    assert "One earlier wording of direction and goals" in page
    assert "Quiet ones." in page
    assert "changed by Nilgun Erdem" in page


def test_who_was_at_the_workshop_stays_when_they_left(stage: Cast, sign_in: Any) -> None:
    """B1: editing the focus years later does not rewrite who took part."""
    with tenant(stage.organisation):
        stage.theme.focuses.get().participants.create(person=stage.home_leader)
        Person.objects.filter(pk=stage.home_leader.pk).update(left_on=STARTS_ON)
    client, path = sign_in(stage.sponsor), stage.path(f"themes/{stage.theme.pk}/focus/edit/")
    data = focus_data(
        {f"areas-{n}-focus_area": str(area.pk) for n, area in enumerate(stage.areas)},
        {f"areas-{n}-name": area.name for n, area in enumerate(stage.areas)},
        {"participants": str(stage.home_leader.pk)},
    )

    response = client.post(path, data)

    assert response.status_code == 302
    with tenant(stage.organisation):
        assert stage.theme.focuses.get().participants.get().person == stage.home_leader


def test_focus_leads_to_the_teams_while_they_form(stage: Cast, sign_in: Any) -> None:
    """B2: from the focus to candidate teams, for the integration team, while there is a call."""
    path = stage.path(f"themes/{stage.theme.pk}/focus/")
    before = sign_in(stage.integrator).get(path).content.decode()
    with tenant(stage.organisation):
        Cycle.objects.update(phase=Cycle.Phase.FORMING)

    steered, read = (
        sign_in(p).get(path).content.decode() for p in (stage.integrator, stage.reader)
    )

    board = stage.path(f"cycles/{stage.cycle.pk}/forming/")
    assert [board in html for html in (before, steered, read)] == [False, True, False]


def test_every_team_page_leads_to_the_focus(stage: Cast, sign_in: Any) -> None:
    """B2, B3: the direction, its one page and the team's own focus area, from each team."""
    focus = stage.path(f"themes/{stage.theme.pk}/focus/")
    for team, area in ((stage.team, stage.areas[0]), (stage.other_team, stage.areas[1])):
        html = sign_in(stage.reader).get(stage.path(f"teams/{team.pk}/")).content.decode()

        assert "Quiet ones." in html
        assert f'href="{focus}print/"' in html
        assert f'href="{focus}#area-{area.pk}"' in html


def test_focus_form_refuses_and_keeps_what_was_typed(stage: Cast, sign_in: Any) -> None:
    """B1: a sign without its goal; nothing changes and nothing is lost."""
    data = focus_data(
        {f"areas-{n}-focus_area": str(area.pk) for n, area in enumerate(stage.areas)},
        {f"areas-{n}-name": area.name for n, area in enumerate(stage.areas)},
        {"areas-0-name": "Skills", "goals-1-sign": "waiting time"},
    )

    response = sign_in(stage.integrator).post(
        stage.path(f"themes/{stage.theme.pk}/focus/edit/"), data
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "Write the goal that this sign belongs to." in page
    assert 'value="Skills"' in page
    with tenant(stage.organisation):
        assert not FocusArea.objects.filter(name="Skills").exists()


def test_focus_form_refuses_an_area_of_another_theme(stage: Cast, sign_in: Any) -> None:
    with tenant(stage.organisation):
        other = Theme.objects.get(pk=stage.theme.pk)
        other.pk, other.name = None, "Another one"
        other.save()
        foreign = FocusArea.objects.create(theme=other, name="Elsewhere")
    data = focus_data(
        {"areas-0-focus_area": str(foreign.pk), "areas-0-name": "Mine now"},
        {f"areas-{n}-name": f"Area {n}" for n in (1, 2)},
    )

    response = sign_in(stage.integrator).post(
        stage.path(f"themes/{stage.theme.pk}/focus/edit/"), data
    )

    assert response.status_code == 422
    with tenant(stage.organisation):
        foreign.refresh_from_db()
        assert foreign.name == "Elsewhere"


def test_focus_form_without_its_rows_is_refused(stage: Cast, sign_in: Any) -> None:
    response = sign_in(stage.integrator).post(
        stage.path(f"themes/{stage.theme.pk}/focus/edit/"), {"held_on": "2026-05-04"}
    )

    assert response.status_code == 422


def test_two_focus_areas_of_one_name_are_refused_with_a_sentence(stage: Cast, sign_in: Any) -> None:
    """B2: what only the action notices is said on the form, too, and nothing typed is lost."""
    data = focus_data({"areas-3-name": "Planning", "areas-4-name": "Planning"})
    for number, area in enumerate(stage.areas):
        data |= {f"areas-{number}-focus_area": str(area.pk), f"areas-{number}-name": area.name}

    refused = sign_in(stage.sponsor).post(stage.path(f"themes/{stage.theme.pk}/focus/edit/"), data)

    html = refused.content.decode()
    assert refused.status_code == 422
    assert "There is a focus area named “Planning” already." in html
    assert html.count('value="Planning"') == 2


def test_focus_area_edit_shows_the_old_wording(stage: Cast, sign_in: Any) -> None:
    """B2: everybody can see what an area was called before."""
    sign_in(stage.sponsor).post(
        stage.path(f"focus-areas/{stage.areas[0].pk}/edit/"), {"name": "Skills"}
    )
    page = sign_in(stage.reader).get(stage.path(f"themes/{stage.theme.pk}/focus/"))

    area = page.context["areas"][0]
    assert (area.name, [v.name for v in area.versions.all()]) == ("Skills", ["Capabilities"])


def test_focus_prints_on_one_page_and_as_text(stage: Cast, sign_in: Any) -> None:
    """B3: every insider can take the focus along, printed or as Markdown."""
    client = sign_in(stage.reader)

    printed = client.get(stage.path(f"themes/{stage.theme.pk}/focus/print/")).content.decode()
    text = client.get(stage.path(f"themes/{stage.theme.pk}/focus.md"))

    assert "Quiet ones." in printed
    assert "Product redesign" in printed
    assert text.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert text.headers["Content-Disposition"] == 'attachment; filename="quieter-kitchens.md"'
    assert "## Guiding direction\n\nQuiet ones." in text.content.decode()


def test_focus_before_the_workshop_says_what_comes(stage: Cast, sign_in: Any) -> None:
    with tenant(stage.organisation):
        stage.theme.focuses.all().delete()
    client = sign_in(stage.sponsor)

    page = client.get(stage.path(f"themes/{stage.theme.pk}/focus/")).content.decode()

    assert "The leaders have not set the focus yet" in page
    assert client.get(stage.path(f"themes/{stage.theme.pk}/focus.md")).status_code == 404


def test_cycle_page_shows_phases_and_what_is_missing(stage: Cast, sign_in: Any) -> None:
    """A3: the line of phases; who is not in the integration team sees no button."""
    with tenant(stage.organisation):
        Cycle.objects.update(phase=Cycle.Phase.CLOSED)

    response = sign_in(stage.member).get(stage.path(f"cycles/{stage.cycle.pk}/"))

    states = [step.state for step in response.context["steps"]]
    assert states == ["done"] * 6 + ["now"]
    assert stage.path(f"cycles/{stage.cycle.pk}/step/") not in response.content.decode()


def test_cycle_page_names_who_is_missing_to_the_integration_team_only(
    stage: Cast, sign_in: Any
) -> None:
    """R4: whose hours are not agreed is nobody's business but of those who help."""
    with tenant(stage.organisation):
        Cycle.objects.update(phase=Cycle.Phase.PREPARING)
    path = stage.path(f"cycles/{stage.cycle.pk}/")

    steered = sign_in(stage.integrator).get(path)
    read = sign_in(stage.reader).get(path)

    assert "Deniz Aydin" in steered.content.decode()
    assert "Deniz Aydin" not in read.content.decode()
    assert read.context["offered"] == []
    assert [str(step.words) for step in read.context["coming"]] == ["Start the cycle"]


def test_cycle_step_is_taken_and_logged(stage: Cast, sign_in: Any) -> None:
    """A3: a step with a note; the page says who took it, when and why."""
    with tenant(stage.organisation):
        Cycle.objects.update(phase=Cycle.Phase.CLOSED)
    client = sign_in(stage.integrator)
    path = stage.path(f"cycles/{stage.cycle.pk}/reopen/")

    bare = client.post(path, {"note": " "})
    noted = client.post(path, {"note": "A score was wrong."}, follow=True)

    assert bare.status_code == 422
    assert "Please fill this in." in bare.content.decode()
    page = noted.content.decode()
    assert "A score was wrong." in page
    assert "Irem Isik" in page


def test_cycle_step_from_another_phase_is_refused(stage: Cast, sign_in: Any) -> None:
    response = sign_in(stage.integrator).post(
        stage.path(f"cycles/{stage.cycle.pk}/step/"), {"step": "form"}
    )

    assert response.status_code == 422
    assert "already in another phase" in response.content.decode()


def test_cycle_step_needs_the_integration_team(stage: Cast, sign_in: Any) -> None:
    response = sign_in(stage.sponsor).post(
        stage.path(f"cycles/{stage.cycle.pk}/step/"), {"step": "review"}
    )

    assert response.status_code == 403


def test_cycle_plan_proposes_and_refuses_overlap(stage: Cast, sign_in: Any) -> None:
    """A6: dates of the theme's own; an overlap is refused with a sentence, what was typed stays."""
    client, path = sign_in(stage.integrator), stage.path(f"themes/{stage.theme.pk}/cycles/new/")

    proposed = client.get(path).context["form"].initial
    refused = client.post(path, {"number": 2, "starts_on": "2026-06-01", "weeks": 13})

    assert (proposed["number"], proposed["starts_on"].isoformat()) == (2, "2026-07-06")
    assert refused.status_code == 422
    assert "Cycle 1 runs from" in refused.content.decode()
    assert 'value="2026-06-01"' in refused.content.decode()


def test_outsider_finds_nothing_of_a_theme(stage: Cast, rival: Rival, sign_in: Any) -> None:
    client = sign_in(rival.outsider)

    for rest in (f"themes/{stage.theme.pk}/focus/", f"cycles/{stage.cycle.pk}/"):
        assert client.get(stage.path(rest)).status_code == 404
        assert client.get(rival.path(rest)).status_code == 404


def test_step_with_a_door_is_taken_there(
    stage: Cast, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A3: a step that brings work of its own, such as a review, is taken on its own page."""
    door = stage.path(f"cycles/{stage.cycle.pk}/elsewhere/")
    monkeypatch.setitem(doors._entries, "review", lambda cycle: door)
    client, path = sign_in(stage.integrator), stage.path(f"cycles/{stage.cycle.pk}/")

    page = client.get(path).content.decode()
    posted = client.post(f"{path}step/", {"step": "review"})

    assert f'href="{door}"' in page
    assert posted.headers["Location"] == door
    with tenant(stage.organisation):
        assert Cycle.objects.get(pk=stage.cycle.pk).phase == Cycle.Phase.RUNNING
