"""One module joins a day with a time, and always names the zone."""

import ast
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from core.days import end_of_day, morning_of
from okrsite.settings import PRODUCT

ROOT = Path(__file__).parents[2]
JOINS = {"combine", "make_aware"}


def test_moments_of_a_day_lie_in_the_zone_that_is_named() -> None:
    day, istanbul, new_york = date(2026, 5, 20), ZoneInfo("Europe/Istanbul"), ZoneInfo("US/Eastern")

    assert end_of_day(day, istanbul) == datetime(2026, 5, 20, 15, tzinfo=UTC)
    assert end_of_day(day, new_york) == datetime(2026, 5, 20, 22, tzinfo=UTC)
    assert morning_of(day, istanbul) == datetime(2026, 5, 19, 21, tzinfo=UTC)


def test_no_other_module_joins_a_day_with_a_time() -> None:
    """Each of them would have its own idea of when a day ends, and where."""
    found = {str(file.relative_to(ROOT)) for file in _modules() if _joins(file)}

    assert found == {"core/days.py"}


def _modules() -> Iterator[Path]:
    for app in (*PRODUCT, "tools"):
        yield from (ROOT / app).rglob("*.py")


def _joins(file: Path) -> bool:
    calls = (node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call))
    names = (getattr(call.func, "attr", getattr(call.func, "id", "")) for call in calls)
    return not JOINS.isdisjoint(names)
