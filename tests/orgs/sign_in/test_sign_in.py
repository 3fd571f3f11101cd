"""Sign-in by mailed code and by password, through a real mail server."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client

from core.tenancy import tenant
from orgs.models import Account
from orgs.people.actions import person_deactivate
from orgs.roster.actions import roster_import
from tests.cast import Cast, let_in
from tests.sink import Sink, mail_sink
from tools.demo.cast import CastMember

ASK = "/accounts/login/code/"
CONFIRM = "/accounts/login/code/confirm/"
LOGIN = "/accounts/login/"
NEW = "email,given_name,family_name,division,level\nilker@lodos.example,İlker,Işık,IT,manager"


@pytest.fixture
def post_office(stage: Cast) -> Iterator[Sink]:
    """The mail server, and somebody of the roster who has come in and has no password."""
    with tenant(stage.organisation):
        report = roster_import(text=NEW, by=stage.administrator)
        let_in([entry.person for entry in report.created])
    with mail_sink() as sink:
        yield sink


def code_in(sink: Sink, email: str) -> str:
    text = sink.to(email)[-1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    found = re.search(r"^\s*([A-Z0-9]{4}-?[A-Z0-9]{2,4}|\d{6})\s*$", text, re.MULTILINE)
    assert found, text
    return found[1]


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_somebody_who_came_in_signs_in_by_code(post_office: Sink, client: Client) -> None:
    """U2: no password is ever needed."""
    asked = client.post(ASK, {"email": "ilker@lodos.example"})
    confirmed = client.post(
        asked.headers["Location"], {"code": code_in(post_office, "ilker@lodos.example")}
    )

    home = client.get("/")
    assert (asked.headers["Location"], confirmed.status_code) == (CONFIRM, 302)
    assert home.headers["Location"] == "/o/lodos/"


def test_email_typed_beside_a_password_goes_on_to_the_code(
    post_office: Sink, client: Client
) -> None:
    """Nothing typed there is an empty form, and no fault."""
    form = client.get(ASK).text
    empty = client.post(ASK, {"login": "", "password": ""})
    typed = client.post(ASK, {"login": "ilker@lodos.example", "password": ""})

    assert (empty.status_code, "That did not work." in empty.text) == (200, False)
    assert typed.headers["Location"] == CONFIRM
    assert code_in(post_office, "ilker@lodos.example")
    assert "placeholder" not in form


def test_email_is_folded_as_it_is_typed(post_office: Sink, client: Client) -> None:
    """S3: İLKER and ILKER are ilker in an address, whatever the language."""
    client.post(ASK, {"email": " İLKER@Lodos.Example "})

    assert len(post_office.to("ilker@lodos.example")) == 1


def test_code_is_good_once(post_office: Sink, client: Client) -> None:
    client.post(ASK, {"email": "ilker@lodos.example"})
    code = code_in(post_office, "ilker@lodos.example")
    client.post(CONFIRM, {"code": code})
    client.logout()

    client.post(CONFIRM, {"code": code})

    assert not signed_in(client)


def test_wrong_code_is_refused_and_after_three_it_is_over(
    post_office: Sink, client: Client
) -> None:
    client.post(ASK, {"email": "ilker@lodos.example"})
    code = code_in(post_office, "ilker@lodos.example")
    for _time in range(3):
        client.post(CONFIRM, {"code": "AAAA-AAAA"})

    client.post(CONFIRM, {"code": code})

    assert not signed_in(client)


def test_password_signs_in(stage: Cast, client: Client) -> None:
    response = client.post(LOGIN, {"login": stage.member.email, "password": "kestane-kebap"})

    assert (response.headers["Location"], signed_in(client)) == ("/", True)


def test_first_password_comes_by_mail(post_office: Sink, client: Client) -> None:
    client.post("/accounts/password/reset/", {"email": "ilker@lodos.example"})
    text = post_office.to("ilker@lodos.example")[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", text)
    assert link

    form = client.get(link[1], follow=True)
    new = {"password1": "bahar-yagmuru", "password2": "bahar-yagmuru"}
    client.post(form.redirect_chain[-1][0], new)
    client.post(LOGIN, {"login": "ilker@lodos.example", "password": "bahar-yagmuru"})

    assert signed_in(client)


def bare(response: Any, email: str) -> tuple[int, str, str]:
    """An answer without what must differ: the e-mail that was typed and the form's own secret."""
    text = response.content.decode().replace(email, "E-MAIL")
    text = re.sub(r'(value|nonce|X-CSRFToken)(="|":")[^"]*"', "", text)
    return response.status_code, response.headers.get("Location", ""), text


@pytest.mark.parametrize("way", ["code", "reset"])
def test_unknown_email_gets_the_answer_of_a_known_one(
    post_office: Sink, stage: Cast, way: str
) -> None:
    """W12: nobody learns from the answer who has an account, and who has none gets no mail."""
    address = {"code": ASK, "reset": "/accounts/password/reset/"}[way]
    answers = []
    for email in (stage.member.email, "nobody@lodos.example"):
        browser = Client()
        asked = browser.post(address, {"email": email})
        seen = browser.get(asked.headers["Location"])
        answers.append((bare(asked, email), bare(seen, email)))

    assert answers[0] == answers[1]
    assert {mail["To"] for mail in post_office.mails} == {stage.member.email}


@pytest.mark.parametrize("way", ["code", "reset"])
@pytest.mark.parametrize("typed", ["\u0131lker@lodos.example", "il\u212aer@lodos.example"])
def test_nothing_is_mailed_to_an_email_that_merely_looks_alike(
    post_office: Sink, client: Client, way: str, typed: str
) -> None:
    """W12: whoever owns that mailbox is somebody else; what is mailed goes to the known one."""
    client.post({"code": ASK, "reset": "/accounts/password/reset/"}[way], {"email": typed})

    assert {mail["To"] for mail in post_office.mails} <= {"ilker@lodos.example"}


def test_long_s_gets_no_link_of_an_account_with_s(stage: Cast, sink: Sink, client: Client) -> None:
    """W12: PostgreSQL and allauth take both for one letter."""
    typed = stage.member.email.replace("s", "\u017f", 1)
    client.post("/accounts/password/reset/", {"email": typed})

    assert (typed == stage.member.email, sink.mails) == (False, [])


def test_wrong_password_and_unknown_email_are_refused_alike(stage: Cast) -> None:
    answers = [
        bare(Client().post(LOGIN, {"login": email, "password": "wrong-password"}), email)
        for email in (stage.member.email, "nobody@lodos.example")
    ]

    assert answers[0] == answers[1]


@pytest.mark.parametrize("way", ["password", "code"])
def test_somebody_who_left_cannot_sign_in_and_learns_nothing(
    post_office: Sink, stage: Cast, client: Client, way: str
) -> None:
    """U3: sign-in stops; the answer is that of an unknown e-mail."""
    with tenant(stage.organisation):
        person_deactivate(person=stage.member, by=stage.administrator)
    email = stage.member.email

    if way == "password":
        client.post(LOGIN, {"login": email, "password": "kestane-kebap"})
    else:
        client.post(ASK, {"email": email})

    assert (signed_in(client), post_office.mails) == (False, [])


def test_session_of_somebody_who_leaves_ends(stage: Cast, sign_in: Any) -> None:
    browser = sign_in(stage.member)
    with tenant(stage.organisation):
        person_deactivate(person=stage.member, by=stage.administrator)

    assert browser.get(stage.path()).headers["Location"].startswith(LOGIN)


def test_nobody_changes_their_own_email(stage: Cast, sign_in: Any) -> None:
    """Rosters find accounts by e-mail: writing another's there would open their organisation."""
    browser = sign_in(stage.member)

    shown = browser.get("/accounts/email/")
    posted = browser.post("/accounts/email/", {"email": "ceo@poyraz.example", "action_add": ""})

    assert (shown.headers["Location"], posted.status_code) == ("/account/", 405)
    assert not Account.objects.filter(email="ceo@poyraz.example").exists()


def test_nobody_chooses_a_password_for_an_address_they_have_not_proven(
    client: Client, db: None
) -> None:
    """U1: signing up mails a code; whoever typed the address has got nothing yet."""
    client.post("/accounts/signup/", {"email": "me@example.com", "password1": "bahar-yagmuru"})

    assert (Account.objects.get().has_usable_password(), signed_in(client)) == (False, False)


def attempts(client: Client, email: str, most: int = 20) -> int:
    """How many wrong passwords are let through before it is said to be too many."""
    for number in range(most):
        if (
            b"Too many"
            in client.post(LOGIN, {"login": email, "password": "wrong-password"}).content
        ):
            return number
    return most


def test_wrong_passwords_are_limited(stage: Cast, client: Client) -> None:
    let_through = attempts(client, stage.member.email)

    client.post(LOGIN, {"login": stage.member.email, "password": "kestane-kebap"})

    assert (let_through < 20, signed_in(client)) == (True, False)


@pytest.fixture
def no_redis(settings: Any) -> None:
    """A Redis that does not answer: nobody listens on its port."""
    settings.CACHES = {
        "default": {**django_settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}
    }


def test_sign_in_works_while_redis_is_away(no_redis: None, stage: Cast, client: Client) -> None:
    client.post(LOGIN, {"login": stage.member.email, "password": "kestane-kebap"})

    assert signed_in(client)


def test_limits_hold_while_redis_is_away(no_redis: None, stage: Cast, client: Client) -> None:
    """The limits survive: counted by each process until Redis is back."""
    assert attempts(client, stage.member.email) < 20


@pytest.fixture
def demo(settings: Any, stage: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    settings.DEMO = True
    someone = CastMember(email=stage.member.email, name="Emre Sahin", part="Member", today="")
    monkeypatch.setattr("tools.demo.cast.CAST", [someone])
    return stage


def test_demo_signs_in_with_one_click(demo: Cast, client: Client) -> None:
    page = client.get("/demo/")
    client.post("/demo/sign-in/", {"email": demo.member.email})

    assert "Emre Sahin" in page.content.decode()
    assert client.get("/").headers["Location"] == "/o/lodos/"


def test_demo_lets_in_nobody_but_the_cast(demo: Cast, client: Client) -> None:
    response = client.post("/demo/sign-in/", {"email": demo.administrator.email})

    assert (response.status_code, signed_in(client)) == (404, False)


def test_outside_the_demo_there_is_no_click(stage: Cast, client: Client) -> None:
    page = client.get("/demo/")
    posted = client.post("/demo/sign-in/", {"email": stage.member.email})

    assert (page.status_code, posted.status_code, signed_in(client)) == (404, 404, False)
