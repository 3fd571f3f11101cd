"""P5: key results of different cycles of the same metric join to one long series."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from charts.long_series import Stretch, long_line
from core.tenancy import tenant
from okrs.key_results.actions import key_result_save
from okrs.key_results.lineage import series_of
from okrs.models import KeyResult
from okrs.status.charts import draw_series, series_words
from teams.models import Coaching, Team
from tests.cast import ENDS_ON, STARTS_ON, Cast
from tests.drawing import every, numbers, only, read
from tests.okrs.rows import agreed_set, measured
from themes.models import Cycle

LENGTH = timedelta(weeks=13)


def go_on(cast: Cast, before: KeyResult, number: int, **fields: Any) -> KeyResult:
    """The same focus area in a later cycle, with a key result that continues `before`."""
    cycle = Cycle.objects.create(
        theme=cast.theme,
        number=number,
        starts_on=STARTS_ON + LENGTH * (number - 1),
        ends_on=ENDS_ON + LENGTH * (number - 1),
    )
    earlier, start = before.objective.okr_set.team, before.target or Decimal(0)
    team = Team.objects.create(
        cycle=cycle, focus_area=earlier.focus_area, number=1, name=earlier.name, previous=earlier
    )
    return agreed_set(
        team,
        cast.member,
        **{
            "title": before.title,
            "unit": before.unit,
            "baseline": start,
            "target": start + 6,
            "previous": before,
            **fields,
        },
    )


def test_series_joins_what_continues_and_is_the_same_from_each_end(cast: Cast) -> None:
    """P5: each cycle keeps its own start, aim and values; a correction counts as it does there."""
    first = cast.key_results[0]
    second = go_on(cast, first, 2)
    wrong = measured(first, cast.member, "96", "2026-06-01")
    measured(first, cast.member, "69", "2026-06-01", replaces=wrong)
    measured(second, cast.member, "75", "2026-08-03")

    parts = series_of(first)

    assert [(p.cycle.number, p.aims, p.last) for p in parts] == [
        (1, "from 62 to 74\u00a0%", Decimal(69)),
        (2, "from 74 to 80\u00a0%", Decimal(75)),
    ]
    assert [p.key_result for p in series_of(second)] == [first, second]
    assert series_words(parts) == (
        "69\u00a0% on 1 June 2026, 75\u00a0% on 3 August 2026, over 2 cycles."
    )
    picture = read(draw_series(parts))
    assert picture.get("aria-label") == f"First-visit resolution: {series_words(parts)}"
    assert len(every(picture, "pt")) == 2
    assert [t.text for t in picture if t.tag == "text"][:2] == ["Cycle 1", "Cycle 2"]


def test_key_result_that_continues_none_and_steps_make_no_series(cast: Cast) -> None:
    """P5: one alone is a series of one; the steps of a milestone are others in each cycle."""
    first, second = cast.key_results
    KeyResult.objects.filter(pk=second.pk).update(kind="milestone")

    assert [part.key_result for part in series_of(first)] == [first]
    assert series_of(KeyResult.objects.get(pk=second.pk)) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"unit": "hours"}, "It was counted in “%”, this one in “hours”: one series, one unit."),
        ({"previous": "itself"}, "Choose an earlier key result of this focus area."),
        ({"previous": "other area"}, "Choose an earlier key result of this focus area."),
        ({"kind": "milestone", "unit": ""}, "Numbers and steps do not make one series."),
        ({"previous": "taken"}, "Another key result continues it already."),
    ],
)
def test_series_refuses_what_does_not_fit(cast: Cast, fields: dict[str, Any], said: str) -> None:
    """P5: one unit, one focus area, one key result after the other; nothing is changed."""
    first, second = cast.key_results
    now = go_on(cast, first, 2, previous=None)
    taken = KeyResult.objects.create(
        objective=now.objective,
        position=2,
        title="Taken",
        kind="decrease",
        unit="visits",
        baseline=60,
        target=40,
        previous=second,
    )
    others = {
        "itself": now,
        "other area": agreed_set(cast.other_team, cast.other_member),
        "taken": taken.previous,
    }
    before = others.get(fields.get("previous", ""), first)

    with pytest.raises(ValidationError) as refused:
        key_result_save(
            objective=now.objective,
            by=cast.member,
            key_result=now,
            reason="One series",
            fields={**fields, "previous": before},
            steps=[("One", 1)],
        )

    assert refused.value.messages == [said]
    now.refresh_from_db()
    assert (now.previous, now.unit) == (None, "%")


def test_form_offers_the_earlier_cycles_of_the_area(stage: Cast, sign_in: Any) -> None:
    """P5: "continues" is chosen where a key result is written, and then drawn on its page."""
    first = stage.key_results[0]
    with tenant(stage.organisation):
        later = go_on(stage, first, 2, previous=None)
        measured(first, stage.member, "69", "2026-05-18")
    client = sign_in(stage.coach)
    with tenant(stage.organisation):
        team = later.objective.okr_set.team
        Coaching.objects.create(team=team, coach=stage.coach, since=STARTS_ON)
    path = stage.path(f"key-results/{later.pk}/")
    page = client.get(f"{path}edit/").text
    alone = client.get(path).text
    typed = {
        "title": later.title,
        "kind": "increase",
        "unit": "%",
        "baseline": "74",
        "target": "80",
        "every_weeks": "2",
        "horizon": "stretch",
        "reason": "It is the same number",
    }

    refused = client.post(f"{path}edit/", {**typed, "unit": "hours", "previous": first.pk})
    client.post(f"{path}edit/", {**typed, "previous": first.pk})

    assert "First-visit resolution (cycle 1, %)" in page
    assert "Repeat visits (cycle 1, visits)" in page
    assert "Over the cycles" not in alone
    assert refused.status_code == 422
    assert "one series, one unit" in refused.text
    for way in (path, stage.path(f"key-results/{first.pk}/")):
        found = client.get(way).text
        for said in ("Over the cycles", "69\u00a0% on 18 May 2026", "from 74 to 80"):
            assert said in found, said
    assert (
        "cycle 1, visits"
        not in client.get(stage.path(f"objectives/{first.objective_id}/key-results/add/")).text
    )


def test_series_of_ten_cycles_asks_as_often_as_of_two(stage: Cast, sign_in: Any) -> None:
    """P5: a constant number of statements."""
    first, client = stage.key_results[0], sign_in(stage.reader)

    def asked(kr: KeyResult) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert "Over the cycles" in client.get(stage.path(f"key-results/{kr.pk}/")).text
        return len(queries)

    with tenant(stage.organisation):
        last = go_on(stage, first, 2)
    two = asked(first)
    for number in range(3, 11):
        with tenant(stage.organisation):
            last = go_on(stage, last, number)
            day = STARTS_ON + LENGTH * (number - 1)
            measured(last, stage.member, "80", day.isoformat())

    assert asked(first) == two


def test_long_line_marks_borders_levels_and_values() -> None:
    """P5: days over all cycles, values between the lowest and the highest."""
    root = read(
        long_line(
            [Stretch(0, 90, "Cycle 1", [60], [80]), Stretch(100, 200, "Cycle 2", [80], [100])],
            [(50, Decimal(70)), (150, 90)],
            label="x",
            low_text="60 %",
            high_text="100 %",
        )
    )

    assert only(root, "line").get("points") == "25,75 75,25"
    assert [node.get("d") for node in every(root, "base")] == ["M0 100H45", "M50 50H100"]
    assert [node.get("d") for node in every(root, "goal")] == ["M0 50H45", "M50 0H100"]
    assert [numbers(node, "x1")[0] for node in every(root, "border")] == [0, 50]


@pytest.mark.parametrize("stretches", [[], [Stretch(5, 5, "Cycle 1", [], [])]])
def test_long_line_refuses_no_days(stretches: list[Stretch]) -> None:
    with pytest.raises(ValueError, match="1 day or more"):
        long_line(stretches, [], label="x", low_text="", high_text="")


def test_long_line_of_one_level_and_no_value_is_still_a_picture() -> None:
    root = read(
        long_line(
            [Stretch(0, 90, "Cycle 1", [], [])],
            [(-20, 1)],
            label="x",
            low_text="1",
            high_text="1",
        )
    )

    assert only(root, "line").get("points") == "0,50"
