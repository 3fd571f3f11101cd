"""Focus areas from cycle to cycle."""

from datetime import date, timedelta
from typing import Any

import time_machine

from core.tenancy import tenant
from tests.cast import STARTS_ON, Cast
from themes.focus.actions import focus_area_edit
from themes.focus.area_history import by_cycle, changed_within
from themes.models import Cycle, FocusArea


def areas(cast: Cast) -> list[FocusArea]:
    return list(cast.theme.focus_areas.prefetch_related("versions"))


def second_cycle(cast: Cast) -> Cycle:
    return Cycle.objects.create(
        theme=cast.theme,
        number=2,
        starts_on=date(2026, 7, 6),
        ends_on=date(2026, 10, 4),
        phase="calling",
    )


def test_words_of_each_cycle_and_what_moved_within_one(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    """O6: a cycle shows the words it began with; a change while it ran is told, later ones not."""
    area, cycles = cast.areas[0], [cast.cycle, second_cycle(cast)]
    first = area.name
    focus_area_edit(focus_area=area, by=cast.sponsor, name="Skills", description="", wanted="")
    clock.move_to("2026-07-05T21:30:00+00:00")  # between the two, in İstanbul
    focus_area_edit(focus_area=area, by=cast.sponsor, name="Craft", description="", wanted="")

    words = dict(by_cycle(areas(cast), cycles))[area]
    changes = changed_within(areas(cast), cycles)

    assert [(w.name, w.new) for w in words] == [(first, False), ("Skills", True)]
    assert [(c.area, c.cycle, c.on) for c in changes] == [(area, cast.cycle, date(2026, 5, 20))]


def test_area_that_leaves_the_focus_is_told(stage: Cast, sign_in: Any) -> None:
    """O6: the focus page advises to let the areas stand for a cycle."""
    with tenant(stage.organisation):
        second_cycle(stage)
        left = STARTS_ON + timedelta(days=20)
        FocusArea.objects.filter(pk=stage.areas[2].pk).update(retired_on=left)
    page = sign_in(stage.member).get(stage.path(f"themes/{stage.theme.pk}/focus/")).text

    assert f"{stage.areas[2].name} left the focus during Cycle 1" in page
    assert "let the areas stand for a cycle" in page
    assert page.count("as before") == len(stage.areas)
