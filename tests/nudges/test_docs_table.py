"""docs/nudges.md is made of the registry, and no reminder of the requirements is missing."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.management import call_command

from nudges.docs_table import table
from nudges.registry import DAY, LATE, MOMENTS, OPEN, nudges

# Every line of the requirements that reminds somebody, asks them or tells them something.
REMIND = (
    "B5 C5 D7 E1 E2 E3 E5 E7 E8 F1 F2 G7 H1 H2 H5 I7 J2 J3 K2 K3 K9 K12 L3 M1 M3 M7 M8 M10 N1 N2 "
    "N5 N8 O1 O2 O3 P2 Q7 T1 T4 U2"
)


@pytest.mark.parametrize("requirement", REMIND.split())
def test_each_reminder_of_the_requirements_has_a_nudge(requirement: str) -> None:
    """T2, T4: what is to remind of something is a definition in the registry."""
    assert [nudge.kind for nudge in nudges if requirement in nudge.serves.split()] != []


def test_each_nudge_says_what_it_is() -> None:
    """T4: who is asked when, who is told when it is late, and how it ends."""
    for nudge in nudges:
        assert all([nudge.name, nudge.who, nudge.when, nudge.late, nudge.ends]), nudge.kind
        assert all(re.fullmatch(r"[A-U]\d+", one) for one in nudge.serves.split()), nudge.kind
        assert nudge.moments in {(OPEN,), (OPEN, DAY), (OPEN, LATE), MOMENTS}, nudge.kind
        assert nudge.serves


def test_page_is_up_to_date() -> None:
    """T4: `manage.py nudges_table` has been called since the last change."""
    page = configured.BASE_DIR / "docs" / "nudges.md"

    assert page.read_text(encoding="utf-8") == table()


def test_command_writes_the_page(settings: Any, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()

    call_command("nudges_table")

    assert (tmp_path / "docs" / "nudges.md").read_text(encoding="utf-8") == table()
