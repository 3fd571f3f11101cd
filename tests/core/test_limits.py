"""W12: no mail to strangers, and nobody uses up the ways in of somebody else."""

from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client

from orgs.accounts.actions import account_for
from tests.cast import Cast
from tests.orgs.sign_in.test_second_factor import PASSWORD, comes_in
from tests.orgs.sign_in.test_sign_in import ASK, LOGIN, code_in, signed_in
from tests.sink import Sink

RESET = "/accounts/password/reset/"
SPENT = "Too many mails were asked for"


def at(number: int) -> Client:
    """A browser in a network of its own."""
    return Client(REMOTE_ADDR=f"198.51.100.{number}")


@pytest.mark.parametrize("way", [ASK, RESET])
def test_unknown_addresses_get_no_mail(stage: Cast, sink: Sink, way: str) -> None:
    for number in range(28):
        at(number).post(way, {"email": f"stranger{number}@elsewhere.example"})

    assert sink.mails == []


@pytest.mark.parametrize("way", [ASK, RESET])
def test_account_that_is_in_no_organisation_gets_no_mail(stage: Cast, sink: Sink, way: str) -> None:
    """Whoever types somebody's address into the founding page makes it no known one."""
    account_for("stranger@elsewhere.example")

    Client().post(way, {"email": "stranger@elsewhere.example"})

    assert sink.mails == []


def test_mail_server_is_asked_for_strangers_too(stage: Cast, settings: Any) -> None:
    """So the answer takes as long, and one that is away says nothing about who is known."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    said = []
    for email in (stage.member.email, "stranger@elsewhere.example"):
        browser = Client(raise_request_exception=False)
        said.append(browser.post(ASK, {"email": email}).status_code)

    assert said[0] == said[1] != 302


def test_address_gets_twelve_mails_a_day_from_strangers(
    stage: Cast, sink: Sink, clock: Any
) -> None:
    email = stage.member.email
    for number in range(40):
        at(number).post(ASK, {"email": email})
        clock.shift(120)

    assert len(sink.to(email)) == 12


def test_who_used_up_an_address_says_so_and_keeps_what_was_typed(stage: Cast, sink: Sink) -> None:
    for number in range(4):
        shown = at(number).post(ASK, {"email": stage.member.email})

    assert SPENT in shown.content.decode()
    assert stage.member.email in shown.content.decode()


def test_stranger_locks_nobody_out_of_the_browser_they_know(stage: Cast, sink: Sink) -> None:
    """From the same network even: password and code go on in the browser that is known."""
    mine = comes_in(stage.member)
    mine.post("/accounts/logout/")
    for _try in range(30):
        stranger = Client()
        stranger.post(LOGIN, {"login": stage.member.email, "password": "wrong-password"})
        stranger.post(ASK, {"email": stage.member.email})
    assert SPENT in Client().post(ASK, {"email": stage.member.email}).content.decode()
    refused = Client()
    refused.post(LOGIN, {"login": stage.member.email, "password": PASSWORD})

    mine.post(LOGIN, {"login": stage.member.email, "password": PASSWORD})
    by_password = signed_in(mine)
    mine.post("/accounts/logout/")
    asked = mine.post(ASK, {"email": stage.member.email})
    mine.post(asked.headers["Location"], {"code": code_in(sink, stage.member.email)})

    assert (signed_in(refused), by_password, signed_in(mine)) == (False, True, True)


def test_browser_is_known_for_its_own_accounts_alone(stage: Cast, sink: Sink) -> None:
    """Who signed in as themself has no second allowance to guess another's password."""
    mine, tries = comes_in(stage.reader), 0
    mine.post("/accounts/logout/")

    for _try in range(12):
        shown = mine.post(LOGIN, {"login": stage.member.email, "password": "wrong-password"})
        tries += "Too many" not in shown.content.decode()

    assert tries == 5


def test_known_browser_has_an_end_too(stage: Cast) -> None:
    mine, tries = comes_in(stage.member), 0
    mine.post("/accounts/logout/")

    for _try in range(20):
        shown = mine.post(LOGIN, {"login": stage.member.email, "password": "wrong-password"})
        tries += "Too many" not in shown.content.decode()

    assert tries == 10


def test_forged_and_changed_cookie_is_no_known_browser(stage: Cast) -> None:
    mine = comes_in(stage.member)
    cookie = mine.cookies[django_settings.DEVICE_COOKIE_NAME]

    assert stage.member.email not in cookie.value
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    for value in ("x", cookie.value[:-1] + ("a" if cookie.value[-1] != "a" else "b")):
        browser, tries = Client(), 0
        browser.cookies[django_settings.DEVICE_COOKIE_NAME] = value
        for _try in range(8):
            page = browser.post(LOGIN, {"login": stage.coach.email, "password": "wrong-password"})
            tries += "Too many" not in page.content.decode()
        assert tries <= 5


def test_form_without_a_password_mails_nothing(stage: Cast, sink: Sink) -> None:
    Client().post(LOGIN, {"login": stage.member.email, "password": ""})

    assert sink.mails == []


def test_passkeys_are_never_used_up(stage: Cast) -> None:
    asked = [
        Client().post("/accounts/2fa/passkeys/login/", {"credential": "{}"}) for _ in range(40)
    ]

    assert {response.status_code for response in asked} == {302}


def test_founding_page_mails_ten_strangers_an_hour(db: None, sink: Sink) -> None:
    for number in range(14):
        Client().post("/accounts/signup/", {"email": f"founder{number}@elsewhere.example"})

    assert len(sink.mails) == 10
