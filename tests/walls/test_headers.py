"""Headers, methods and links that make no sense: an answer, never a 500."""

from itertools import cycle
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from tests.cast import Cast
from tests.walls.addresses import inside

OUTSIDE = [
    "/",
    "/demo/",
    "/demo/sign-in/",
    "/appearance/",
    "/account/",
    "/accounts/login/",
    "/accounts/login/code/confirm/",
    "/accounts/logout/",
    "/accounts/password/reset/",
    "/accounts/password/reset/key/abc-def/",
    "/accounts/password/change/",
    "/accounts/email/",
    "/accounts/organisation/",
    "/accounts/oidc/lodos/login/",
    "/accounts/oidc/lodos/login/callback/",
    "/a/hours/nothing/",
    "/a/hours/%00/",
    "/a/invitation/WzEsMl0:1w:x/",
    "/o/",
    "/o/%00/",
    "/a/returned/postmark/",
    "/o/lodos/themes/0/",
    "/o/lodos/themes/99999999999999999999/",
    f"/o/lodos/teams/{'9' * 5000}/",
    "/healthz",
    "/nothing/",
    "/%ff/",
    "/o/lodos/%F0%9F/",
]
NONSENSE = {
    "Accept-Language": "x" * 300 + ", tr;q=nan, ;;, *",
    "Referer": "//[",
    "HX-Current-URL": "http://[",
    "HX-Target": "\x00",
    "Range": "bytes=-x",
    "If-Modified-Since": "yesterday",
    "Content-Length": "x",
    "X-Forwarded-For": "a,,b",
}


@pytest.fixture
def browser(full: Cast) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(full.member.account)  # type: ignore[arg-type]
    return browser


@pytest.mark.parametrize("signed_in", [False, True])
def test_addresses_outside_take_whatever_comes(
    full: Cast, browser: Client, signed_in: bool
) -> None:
    """Strangers and members, by any method, with empty and with wrong words: no 500."""
    visitor = browser if signed_in else Client(raise_request_exception=False)
    bad = {"login": "\x00", "email": "\x00@x", "password": "x" * 5000, "code": "\x00", "key": "²"}
    faults: list[Any] = []
    for url in OUTSIDE:
        for method in ("get", "head", "options", "put", "delete", "post"):
            kept = dict(visitor.cookies)
            for data in ({}, bad, dict.fromkeys(["next", "appearance", "answer"], "//[\x00")):
                answer = getattr(visitor, method)(url, data, headers=NONSENSE)
                if answer.status_code >= 500:
                    faults.append((method, url[:60], list(data)))
            visitor.cookies.update(kept)

    assert faults == []


def test_pages_ask_browsers_for_nothing_they_do_not_use(full: Cast, browser: Client) -> None:
    """W16: whatever answers, also an error and somebody who is not signed in."""
    theme = f"/o/lodos/themes/{full.theme.pk}/"
    paths = ("/accounts/login/", "/nothing/", "/o/lodos/my-work/", theme)
    policies = [browser.get(path).headers["Permissions-Policy"] for path in paths]
    policies.append(Client().post("/accounts/login/").headers["Permissions-Policy"])

    for policy in policies:
        for denied in ("camera=()", "microphone=()", "geolocation=()", "payment=()", "usb=()"):
            assert denied in policy
        assert "publickey-credentials-get=(self)" in policy
        assert "*" not in policy


def test_rows_that_cannot_be_are_not_found(browser: Client) -> None:
    found = [
        browser.get(f"/o/lodos/{kind}/{number}/").status_code
        for kind in ("themes", "teams", "people")
        for number in ("0", "99999999999999999999", "9" * 5000)
    ]

    assert found == [404] * 9


def test_pages_of_an_account_are_not_kept(browser: Client) -> None:
    """On a shared computer the back button shows nothing after sign-out."""
    kept = [browser.get(url).headers["Cache-Control"] for url in ("/", "/account/")]

    assert all({"private", "no-store"} <= set(rule.split(", ")) for rule in kept)


def test_files_of_the_look_are_kept(browser: Client, settings: Any) -> None:
    """The rule for pages reaches no style file: it says nothing about anybody."""
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    answer = browser.get("/static/css/app.css")

    assert answer.status_code == 200
    assert "public" in answer.headers["Cache-Control"]
    assert "no-store" not in answer.headers["Cache-Control"]


def test_another_host_is_refused(browser: Client) -> None:
    assert browser.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_boosted_pages_and_restored_history_come_whole(
    browser: Client,
    ids: dict[type[Model], int],
) -> None:
    """htmx swaps the body of a boosted link and of a restored page: a part would break it."""
    parts: list[Any] = []
    ways = cycle(["HX-Boosted", "HX-History-Restore-Request"])
    for address in inside():
        url = address.url("lodos", ids)
        plain = browser.get(url)
        if plain.status_code != 200 or "text/html" not in plain.headers["Content-Type"]:
            continue
        name = next(ways)
        answer = browser.get(url, headers={"HX-Request": "true", name: "true"})
        whole = "</html>" in answer.content.decode() or "</html>" not in plain.content.decode()
        if answer.status_code != 200 or not whole:
            parts.append((name, url, answer.status_code))

    assert parts == []


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_methods_of_no_form_are_refused(
    browser: Client,
    ids: dict[type[Model], int],
    method: str,
) -> None:
    answers = {
        address.name: getattr(browser, method)(address.url("lodos", ids)).status_code
        for address in inside()
    }

    assert {name: code for name, code in answers.items() if code not in {403, 404, 405}} == {}


@pytest.mark.parametrize(
    "came_from", ["0", "{}", "httpx", '"', "x" * 8000, "https://evil.example/", "//a"]
)
def test_odd_referer_leads_home(stage: Cast, sign_in: Any, came_from: str) -> None:
    """A browser names a whole address, and whoever writes it by hand may name anything."""
    browser = sign_in(stage.member)

    answer = browser.post("/appearance/", {"appearance": "dark"}, headers={"Referer": came_from})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
