"""What is looked at on every page that somebody visits."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import ConsoleMessage, Error, Page, Response

from tests.look.sound import LEFT_OUT, findings


class Eyes:
    """Looks once at each address of the product and remembers what is wrong."""

    def __init__(self) -> None:
        self.seen: dict[str, str] = {}
        self.found: list[str] = []
        self.open = True

    def watch(self, page: Page) -> None:
        """Hear what the console of a page complains about, and what the server breaks on."""
        page.on("console", self._hear)
        page.on("pageerror", self._catch)
        page.on("response", self._notice)

    def look(self, page: Page, answer: Response | None) -> None:
        """A page that refuses what was typed is another page than the one that asks for it."""
        if not self.open:
            return
        route = self._route(page)
        if answer and not answer.ok:
            route = f"{route} {answer.status}"
        if route in self.seen:
            return
        self.seen[route] = page.title()
        self.found += [f"{route}: {said}" for said in findings(page)]

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

    def _catch(self, error: Error) -> None:
        if LEFT_OUT not in str(error):
            self.found.append(f"script: {error}")

    def _notice(self, response: Response) -> None:
        if response.status >= 500 or (response.status == 404 and "/static/" in response.url):
            self.found.append(f"{response.status}: {response.url}")
