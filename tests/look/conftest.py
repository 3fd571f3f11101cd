"""A page of its own for each behaviour, in Debian's Chromium, without a server."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
SCRIPTS = Path(__file__).parents[2] / "static/js"
ADDRESS = "http://localhost/"  # a secure context, so that the clipboard is there

Show = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in this thread
            yield browser
        browser.close()


@pytest.fixture
def show(chromium: Browser) -> Iterator[Show]:
    """`show(markup, "stepper")` loads a page with that behaviour and nothing else."""
    context = chromium.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()

    def shown(markup: str, *behaviours: str, lang: str = "en", posted: str = "") -> Page:
        scripts = "".join(
            f"<script>{(SCRIPTS / f'{name}.js').read_text(encoding='utf-8')}</script>"
            for name in behaviours
        )
        head = f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><body data-person="7">'

        def answer(route: Route) -> None:
            body = posted if route.request.method == "POST" and posted else markup
            route.fulfill(body=f"{head}{body}{scripts}</body></html>", content_type="text/html")

        page.unroute("**/*")
        page.route("**/*", answer)
        page.goto(ADDRESS)
        return page

    yield shown
    context.close()
