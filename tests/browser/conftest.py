"""A company, its people at their browsers, and Debian's Chromium to drive them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpRequest
from playwright.sync_api import Browser, expect

from tests.browser.company import Company, founded, founding_day
from tests.look.conftest import chromium
from tests.serving import Site
from tests.sink import Sink

__all__ = ["chromium"]


@pytest.fixture(autouse=True)
def _patience() -> Iterator[None]:
    """A busy machine is slow, not wrong."""
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(autouse=True)
def _files_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Style and scripts come once a browser: to its clock, those of the test's day look stale."""
    served = StaticFilesHandler.serve

    def kept(self: StaticFilesHandler, request: HttpRequest) -> Any:
        response = served(self, request)
        response["Cache-Control"] = "max-age=315360000, immutable"
        return response

    monkeypatch.setattr(StaticFilesHandler, "serve", kept)


def goes_home(browser: Browser) -> None:
    """Everybody closes their browser, so that no page asks for anything more."""
    for context in browser.contexts:
        context.close()


@pytest.fixture
def company(chromium: Browser, live_site: Site, sink: Sink) -> Iterator[Company]:
    """Lodos with its people on the first day; mails lead to the server of the test."""
    with founding_day() as clock:
        yield Company(chromium, live_site.url, clock, sink, founded())
        goes_home(chromium)
