"""What makes a page sound: nothing for axe to find, on paper and at night, and no way sideways."""

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
ALL = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_THEME = {"type": "rule", "values": ["color-contrast"]}
OF_WIDTH = {"type": "rule", "values": ["target-size"]}
ASK_AXE = """runOnly => axe.run(document, {runOnly, preload: false, resultTypes: ["violations"]})
    .then(({violations}) => violations.flatMap(
        rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 120)}`)))"""
SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"
PHONES = (390, 320)
LEFT_OUT = "Transition was aborted"
"""What a browser says that leaves out a cross-fade between two pages; nothing is wrong then."""


def findings(page: Page) -> list[str]:
    """All rules on paper; by night and on phones those that the night or the width can change."""
    page.wait_for_load_state()  # without its styles every page fails
    page.evaluate(AXE)
    page.emulate_media(color_scheme="light")
    found = [*_axe(page, ALL), *_too_wide(page)]
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {said}" for said in _axe(page, OF_THEME)]
    page.emulate_media(color_scheme="light")
    return found + _on_phones(page)


def _on_phones(page: Page) -> list[str]:
    found, usual = [], page.viewport_size
    for width in PHONES:
        page.set_viewport_size({"width": width, "height": 800})
        found += _too_wide(page)
    found += [f"{PHONES[-1]} px: {said}" for said in _axe(page, OF_WIDTH)]
    if usual:
        page.set_viewport_size(usual)
    return found


def _axe(page: Page, rules: Any) -> list[str]:
    told: list[str] = page.evaluate(ASK_AXE, rules)
    return told


def _too_wide(page: Page) -> list[str]:
    wide = page.evaluate(SIDEWAYS)
    return [f"{wide} px too wide"] if wide > 0 else []
