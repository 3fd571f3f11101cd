"""The strategic focus workshop: its result, its areas and their earlier wordings."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.cast import Cast, make_theme
from themes.focus.actions import Area, Goal, focus_area_add, focus_area_edit, focus_record
from themes.focus.one_page import markdown, one_page
from themes.models import FocusArea, MidTermGoal, StrategicFocus, Theme


def record(cast: Cast, theme: Theme, **changed: Any) -> StrategicFocus:
    given: dict[str, Any] = {
        "held_on": date(2026, 5, 4),
        "diagnosis": "Parts wait in six places.",
        "direction": "One place to ask.",
        "not_in_scope": "New warehouses\nPrices",
        "participants": [cast.sponsor, cast.home_leader],
        "areas": [Area("Planning", "Who orders what.", "forecasting"), Area("Transport")],
        "goals": [Goal("Nobody waits for a part", "waiting time at dealers")],
        **changed,
    }
    return focus_record(theme=theme, by=given.pop("by_", cast.integrator), **given)


@pytest.fixture
def theme(cast: Cast) -> Theme:
    return make_theme(cast.sponsor, name="Faster spare parts")


def test_focus_record_keeps_the_workshop(cast: Cast, theme: Theme) -> None:
    """B1: date, participants, diagnosis, direction, areas, what is out, goals with their signs."""
    focus = record(cast, theme)

    assert [p.person for p in focus.participants.order_by("id")] == [
        cast.sponsor,
        cast.home_leader,
    ]
    assert list(theme.focus_areas.values_list("position", "name", "wanted")) == [
        (1, "Planning", "forecasting"),
        (2, "Transport", ""),
    ]
    assert list(focus.goals.values_list("text", "sign")) == [
        ("Nobody waits for a part", "waiting time at dealers")
    ]


def test_focus_record_needs_an_area(cast: Cast, theme: Theme) -> None:
    """B1: one to five focus areas."""
    with pytest.raises(ValidationError, match="Name at least one focus area"):
        record(cast, theme, areas=[])


def test_focus_record_refuses_a_sixth_area(cast: Cast, theme: Theme) -> None:
    """B1: one to five focus areas; nothing is kept of what was refused."""
    with pytest.raises(ValidationError, match="five areas at most"), transaction.atomic():
        record(cast, theme, areas=[Area(f"Area {n}") for n in range(6)])

    assert not theme.focus_areas.exists()


@pytest.mark.parametrize(("position", "name"), [(3, "five"), (6, "position"), (0, "position")])
def test_database_holds_five_areas_at_most(cast: Cast, position: int, name: str) -> None:
    """B1: positions 1 to 5, each once among the areas in focus."""
    with pytest.raises(IntegrityError, match=f"themes_focusarea_{name}"), transaction.atomic():
        FocusArea.objects.create(theme=cast.theme, name="One more", position=position)


def test_focus_record_refuses_two_areas_of_one_name(cast: Cast, theme: Theme) -> None:
    with pytest.raises(ValidationError, match="named “Planning” already"):
        record(cast, theme, areas=[Area("Planning"), Area("Planning ")])


def test_focus_record_again_keeps_old_wordings(cast: Cast, theme: Theme) -> None:
    """B2: editing a focus area later keeps the old wording, with who and when."""
    record(cast, theme)
    planning, transport = theme.focus_areas.all()

    record(
        cast,
        theme,
        areas=[
            Area("Foresight", "Who orders what.", "forecasting", focus_area=planning),
            Area("Transport", focus_area=transport),
        ],
    )

    planning.refresh_from_db()
    old = planning.versions.get()
    assert (planning.name, old.name, old.by) == ("Foresight", "Planning", cast.integrator)
    assert not transport.versions.exists()


def test_focus_record_again_keeps_direction_and_goals(cast: Cast, theme: Theme) -> None:
    """B2: leaders who word direction or goals anew leave the old wording, with who and when."""
    record(cast, theme)
    area = theme.focus_areas.first()
    assert area is not None

    focus = record(cast, theme, direction="One answer a day.", areas=[], by_=cast.sponsor)
    record(cast, theme, direction="One answer a day.", areas=[], goals=[])
    record(cast, theme, direction="One answer a day.", areas=[], goals=[])

    newest, oldest = focus.versions.all()
    assert (oldest.direction, oldest.by) == ("One place to ask.", cast.sponsor)
    assert oldest.goals == [{"text": "Nobody waits for a part", "sign": "waiting time at dealers"}]
    assert (newest.direction, newest.by) == ("One answer a day.", cast.integrator)


@pytest.mark.parametrize(
    ("text", "sign", "advice"),
    [
        ("Nobody waits for a part", "waiting time at dealers", []),
        ("Introduce a hotline", "calls", ["“Introduce” orders work."]),
        ("Eine Hotline einführen", "Anrufe", ["“einführen” orders work."]),
        ("Bir çağrı hattı kurulacak", "çağrılar", ["“kurulacak” orders work."]),
        ("Nobody waits for a part", "", ["No sign yet."]),
    ],
)
def test_goal_says_what_could_be_clearer(text: str, sign: str, advice: list[str]) -> None:
    """B1, B4: a delivery verb and a missing sign are named with the reason; nothing is blocked."""
    said = MidTermGoal(text=text, sign=sign).advice

    assert [f"{each.split('.')[0]}." for each in said] == advice


def test_focus_area_edit_without_change_keeps_no_version(cast: Cast) -> None:
    """B2: a version is another wording."""
    area = cast.areas[0]

    focus_area_edit(
        focus_area=area, by=cast.integrator, name=" Capabilities", description="", wanted=""
    )

    assert not area.versions.exists()


def test_team_keeps_its_focus_area_when_it_is_reworded(cast: Cast) -> None:
    """B2: a team keeps a link to its focus area, whatever the area is called."""
    focus_area_edit(
        focus_area=cast.areas[0], by=cast.integrator, name="Skills", description="", wanted=""
    )

    cast.team.refresh_from_db()
    assert (cast.team.focus_area.name, cast.team.name) == ("Skills", "Capabilities")


def test_area_out_of_focus_makes_room(cast: Cast, theme: Theme) -> None:
    record(cast, theme, areas=[Area(f"Area {n}") for n in range(1, 6)])
    third = theme.focus_areas.get(name="Area 3")

    record(cast, theme, areas=[Area("Area 3", focus_area=third, retired=True), Area("Area 6")])

    in_focus = list(theme.areas_in_focus().values_list("position", "name"))
    assert in_focus == [
        (1, "Area 1"),
        (2, "Area 2"),
        (3, "Area 6"),
        (4, "Area 4"),
        (5, "Area 5"),
    ]


def test_former_area_comes_back_under_its_name(cast: Cast, theme: Theme) -> None:
    record(cast, theme)
    transport = theme.focus_areas.get(name="Transport")
    record(cast, theme, areas=[Area("Transport", focus_area=transport, retired=True)])

    back = focus_area_add(theme=theme, by=cast.integrator, name="Transport", description="Vans.")

    assert (back.pk, back.retired_on, back.description) == (transport.pk, None, "Vans.")


def test_last_area_stays_in_focus(cast: Cast, theme: Theme) -> None:
    """B1: at least one."""
    record(cast, theme, areas=[Area("Planning")])
    only = theme.focus_areas.get()

    with pytest.raises(ValidationError, match="at least one"), transaction.atomic():
        record(cast, theme, areas=[Area("Planning", focus_area=only, retired=True)])


def test_markdown_holds_the_whole_page(cast: Cast, theme: Theme) -> None:
    """B3: the result as text, to be pasted anywhere."""
    record(cast, theme)
    page = one_page(theme)
    assert page is not None

    text = markdown(page)

    assert text == (
        "# Faster spare parts\n\n"
        "> People buy from us again because our service is quiet.\n\n"
        "## Why now\n\nReturns rise.\n\n"
        "## Why no existing team owns it\n\nIt sits in six divisions.\n\n"
        "## Diagnosis\n\nParts wait in six places.\n\n"
        "## Guiding direction\n\nOne place to ask.\n\n"
        "## Focus areas\n\n"
        "### Planning\n\nWho orders what.\n\nSkills looked for: forecasting\n\n"
        "### Transport\n\n"
        "## Not in scope\n\n- New warehouses\n- Prices\n\n"
        "## Mid-term goals\n\n"
        "- Nobody waits for a part (we notice it by: waiting time at dealers)\n\n"
        "---\nSponsor: Nilgun Erdem\nHorizon: April 2026 to October 2027\n"
        "Workshop: May 4, 2026\n"
    )
