"""W10: a passkey is turned on and signs in, at the address that the demo gives out."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cast import Cast
from tests.serving import Site
from tests.sink import Sink
from tools.local.environment import environment
from tools.local.servers import Addresses
from tools.local.var import Var

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def at_home(live_site: Site, settings: Any) -> str:
    """The site by its name, as the demo says it."""
    settings.BASE_URL = f"http://localhost:{live_site.port}"
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    return str(settings.BASE_URL)


@pytest.fixture
def page(chromium: Browser, at_home: str, stage: Cast, sign_in: Any) -> Iterator[Page]:
    """Emre's browser, on a device that unlocks when it is asked."""
    context = chromium.new_context()
    session = sign_in(stage.member).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": at_home}])
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield page
    context.close()


def add_passkey(page: Page, at_home: str) -> None:
    page.goto(f"{at_home}/account/security/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name of this passkey").fill("my phone")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def test_passkey_is_turned_on_and_signs_in(page: Page, at_home: str, sink: Sink) -> None:
    add_passkey(page, at_home)
    page.context.clear_cookies()
    page.goto(f"{at_home}/accounts/login/")

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page).to_have_url(f"{at_home}/o/lodos/")
    page.goto(f"{at_home}/account/security/")
    expect(page.get_by_text("my phone")).to_be_visible()
    assert [mail["Subject"] for mail in sink.mails] == ["A passkey was added"]


def test_old_sign_in_goes_on_by_passkey(page: Page, at_home: str, sink: Sink, clock: Any) -> None:
    add_passkey(page, at_home)
    clock.shift(timedelta(minutes=20))

    page.goto(f"{at_home}/accounts/2fa/codes/new/")

    page.get_by_role("link", name="passkey").click()
    page.wait_for_url("**/passkeys/reauthenticate/**")  # and for its script
    page.get_by_role("button", name="passkey").click()
    expect(page.get_by_role("heading", name="New recovery codes?")).to_be_visible()


def test_by_number_the_page_leads_to_the_name(
    page: Page, at_home: str, live_site: Site, stage: Cast, sign_in: Any
) -> None:
    """Browsers know no passkeys at 127.0.0.1."""
    session = sign_in(stage.member).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_site.url}])

    page.goto(f"{live_site.url}/account/security/")

    expect(page.get_by_role("link", name=at_home)).to_be_visible()
    expect(page.get_by_role("link", name="Add a passkey")).to_have_count(0)


def test_demo_says_its_name(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUNHAND_BASE_URL")
    (tmp_path / "secrets").mkdir()
    told = environment(
        Var(tmp_path), Addresses("postgres://x/x", "redis://x/0"), port=8000, mail_port=1025
    )

    assert told["SUNHAND_BASE_URL"] == "http://localhost:8000"
