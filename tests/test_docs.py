"""Links between the pages of the documentation."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINK = re.compile(r"\]\(([^)\s]+)\)")
ELSEWHERE = re.compile(r"[a-z]+:|#")  # https:, mailto:, a heading of the same page

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_link_leads_to_a_file_that_exists(page: Path) -> None:
    missing = [link for link in _links(page) if not (page.parent / link).exists()]

    assert missing == []


def _links(page: Path) -> Iterator[str]:
    for link in LINK.findall(page.read_text()):
        if not ELSEWHERE.match(link):
            yield link.split("#")[0]
