"""A theme gives direction: no objective hangs under another, and no figure rolls up over teams."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings

from tests.cast import Cast
from themes.models import Cycle, FocusArea, MidTermGoal, StrategicFocus, Theme

OURS = ("orgs", "nudges", "themes", "teams", "okrs", "checkins", "reviews")
ABOVE_TEAMS = (Theme, StrategicFocus, FocusArea, MidTermGoal, Cycle)
FIGURES = re.compile(r"progress|score|percent|weight|achiev|rating|roll_?up")
CASCADE = re.compile(
    r"parent[-_ ]?(objective|okr|goal|key)|roll[-_ ]?up|align(ed|s)?[-_ ]?(to|with)[-_ ]?objective"
    r"|overall[-_ ]?(progress|score)|(theme|program|cycle)[._](progress|score|achievement)\b"
    r"|(mean|average)[-_ ](progress|score)"
)


def references(model: Any) -> dict[str, str]:
    """Field by field, which of our models a model refers to."""
    return {
        field.name: field.related_model._meta.label
        for field in model._meta.get_fields()
        if field.many_to_one or field.one_to_one or (field.many_to_many and not field.auto_created)
        if not field.auto_created
    }


def test_an_objective_hangs_under_its_set_only() -> None:
    """A4: an objective belongs to a team's OKR set, a key result to its objective."""
    key_result = apps.get_model("okrs", "KeyResult")

    assert set(references(apps.get_model("okrs", "Objective")).values()) == {
        "orgs.Organisation",
        "okrs.OKRSet",
    }
    above = {"okrs.Objective", "okrs.OKRSet", "themes.Theme", "themes.MidTermGoal"}
    assert set(references(key_result).values()) & above == {"okrs.Objective"}


def test_nothing_above_a_team_refers_to_what_teams_aim_at() -> None:
    """A4: from theme to goal, no field leads to an objective, a key result or a set."""
    for model in ABOVE_TEAMS:
        assert [to for to in references(model).values() if to.startswith("okrs.")] == []


def test_no_model_above_a_team_holds_a_figure() -> None:
    """A4: nowhere to write a roll-up percentage over teams."""
    found = [
        f"{model.__name__}.{name}"
        for model in ABOVE_TEAMS
        for name in [
            *(f.name for f in model._meta.get_fields() if not f.auto_created),
            *vars(model),
        ]
        if FIGURES.search(name)
    ]

    assert found == []


def test_models_and_templates_know_no_cascade() -> None:
    """A4: no parent objective and no roll-up, by name, in any model, template or page."""
    root = Path(settings.BASE_DIR)
    files = [f for app in OURS for f in (root / app).rglob("*.py") if "models" in f.stem]
    files += [*(root / "templates").rglob("*.html"), *(root / "pages").rglob("*.py")]

    found = [
        f"{f.relative_to(root)}: {hit.group()}"
        for f in files
        for hit in CASCADE.finditer(f.read_text(encoding="utf-8").casefold())
    ]

    assert len(files) > 100
    assert found == []


def test_progress_knows_nothing_of_initiatives_and_to_dos() -> None:
    """H1: what reckons how far a team is does not read what it does."""
    root = Path(settings.BASE_DIR)
    reckoning = [root / "charts/forecast.py", root / "okrs/measurements/schedule.py"]
    reckoning += (root / "okrs/status").glob("*.py")

    found = [f.name for f in reckoning if re.search(r"(?i)initiative|to_?do\b", f.read_text())]

    assert len(reckoning) > 5
    assert found == []
    for name in ("Initiative", "ToDo"):
        fields = apps.get_model("okrs", name)._meta.get_fields()
        assert [f.name for f in fields if FIGURES.search(f.name)] == []


@pytest.mark.parametrize(
    "line",
    [
        'parent_objective = TenantForeignKey("self", models.SET_NULL)',
        "{{ theme.progress|percent }}",
        "<dt>Overall progress</dt>",
        '{% translate "Mean score of all teams" %}',
    ],
)
def test_the_search_would_find_it(line: str) -> None:
    """A4: the pattern finds what it is for."""
    assert CASCADE.search(line.casefold())


def test_theme_page_shows_each_team_and_no_mean(stage: Cast, sign_in: Any) -> None:
    """A4: figures of teams stand side by side; the row of a team is all there is."""
    response = sign_in(stage.reader).get(stage.path(f"themes/{stage.theme.pk}/"))

    sky = response.context["sky"]
    assert [row.team for row in sky.rows] == [stage.team, stage.other_team]
    assert not [name for name in dir(sky) if FIGURES.search(name)]
