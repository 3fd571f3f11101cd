"""What is looked at on every page that somebody visits: axe in both themes, and the width."""

from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
from django.urls import Resolver404, resolve
from playwright.sync_api import ConsoleMessage, Page, Response

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": RULES, "preload": False, "resultTypes": ["violations"]}
ASK_AXE = """options => axe.run(document, options).then(({violations}) => violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 120)}`)))"""
SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"
PHONE = 390


class Eyes:
    """Looks once at each address of the product and remembers what is wrong."""

    def __init__(self) -> None:
        self.seen: dict[str, str] = {}
        self.found: list[str] = []

    def watch(self, page: Page) -> None:
        """Hear what the console of a page complains about, and what the server breaks on."""
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.found.append(f"{page.url}: {error}"))
        page.on("response", self._notice)

    def look(self, page: Page, answer: Response | None) -> None:
        """Ask axe on paper and at night, then measure the page at the width of a phone.

        A page that refuses what was typed is another page than the one that asks for it.
        """
        route = self._route(page)
        if answer and not answer.ok:
            route = f"{route} {answer.status}"
        if route in self.seen:
            return
        self.seen[route] = page.title()
        page.evaluate(AXE)
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            for finding in page.evaluate(ASK_AXE, OPTIONS):
                self.found.append(f"{route}, {scheme}: {finding}")
        self._measure(page, route)

    def _measure(self, page: Page, route: str) -> None:
        usual = page.viewport_size
        page.set_viewport_size({"width": PHONE, "height": 844})
        wide = page.evaluate(SIDEWAYS)
        if wide > 0:
            self.found.append(f"{route}: {wide} px too wide for a phone")
        if usual:
            page.set_viewport_size(usual)

    def _route(self, page: Page) -> str:
        path = urlsplit(page.url).path
        try:
            return resolve(path).route
        except Resolver404:
            return path

    def _hear(self, line: ConsoleMessage) -> None:
        refused = "Failed to load resource: the server responded with a status of 4"
        if line.type == "error" and not line.text.startswith(refused):
            self.found.append(f"console: {line.text}")

    def _notice(self, response: Response) -> None:
        if response.status >= 500 or (response.status == 404 and "/static/" in response.url):
            self.found.append(f"{response.status}: {response.url}")
