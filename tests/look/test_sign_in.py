"""The words and frames around sign-in, which allauth runs."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/accounts/login/", "Good to see you"),
        ("/accounts/login/code/", "A code by e-mail"),
        ("/accounts/password/reset/", "A new password"),
        ("/accounts/password/reset/done/", "Look into your inbox"),
        ("/accounts/password/reset/key/1-set-password/", "This link has done its work"),
        ("/accounts/signup/", "Bring your organisation"),
        ("/accounts/inactive/", "You cannot come in at present"),
    ],
)
def test_the_pages_around_sign_in_are_ours(client: Client, path: str, says: str) -> None:
    shown = client.get(path).content.decode()

    assert f'<h1 class="t-2xl">{says}</h1>' in shown
    assert shown.count("<h1") == 1
    assert 'class="dawn"' in shown


def test_a_wrong_password_is_answered_in_the_form(client: Client) -> None:
    answer = client.post("/accounts/login/", {"login": "selin@lodos.example", "password": "x"})

    shown = answer.content.decode()
    assert 'class="note bad" role="alert"' in shown
    assert 'value="selin@lodos.example"' in shown


def test_a_mailed_code_lets_somebody_in(client: Client, stage: Cast, mailoutbox: list[Any]) -> None:
    email = stage.member.email
    EmailAddress.objects.create(user=stage.member.account, email=email, primary=True)

    asked = client.post("/accounts/login/code/", {"email": email}, follow=True)
    code = re.sub(r" is your sign-in code$", "", mailoutbox[0].subject)
    entered = client.post("/accounts/login/code/confirm/", {"code": code})

    assert f"If {email} is known here, a code is on its way." in asked.content.decode()
    assert code in mailoutbox[0].body
    assert entered.status_code == 302
    assert client.get(stage.path()).status_code == 200


def test_a_stranger_is_told_the_same_and_gets_no_mail(
    client: Client, mailoutbox: list[Any]
) -> None:
    asked = client.post("/accounts/login/code/", {"email": "x@nowhere.example"}, follow=True)

    assert "If x@nowhere.example is known here" in asked.content.decode()
    assert mailoutbox == []


def test_signing_out_asks_first_and_forgets_drafts(sign_in: Any, stage: Cast) -> None:
    browser = sign_in(stage.member)

    asked = browser.get("/accounts/logout/").content.decode()
    browser.post("/accounts/logout/")

    assert "data-forget-drafts" in asked
    assert browser.get(stage.path()).status_code == 302
