"""A body that nobody can read is the sender's fault, on every page, whoever else reads it."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary="
UNREADABLE = {
    "charset": (f"{FORM}; charset=utf-16", b"name=x"),
    "fields": (FORM, b"&".join(b"f%d=" % n for n in range(1500))),
    "boundary": (MULTIPART, b"name=x"),
    "part": (f"{MULTIPART}x", b"--x\r\nA: " + b"y" * 5000 + b"\r\n\r\nz\r\n--x--\r\n"),
    "files": (
        f"{MULTIPART}x",
        b"".join(
            b'--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nb\r\n'
            for _n in range(120)
        )
        + b"--x--\r\n",
    ),
}
GERMAN = {"Accept-Language": "de"}
PAGES = ["/o/lodos/settings/", "/accounts/login/", "/a/mails/x/stop/", "/nowhere/"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("kind", UNREADABLE)
def test_unreadable_body_is_answered_with_a_sentence(stage: Cast, kind: str, path: str) -> None:
    """Views, those that check no form token, and pages that are not there."""
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    account: Any = stage.administrator.account
    browser.force_login(account)
    content_type, body = UNREADABLE[kind]

    answer: Any = browser.generic("POST", path, body, content_type, headers=GERMAN)

    assert (answer.status_code, "<h1" in answer.content.decode()) == (400, True)
    assert '<html lang="de"' in answer.content.decode()
    assert answer.headers["Content-Security-Policy"]
