"""W3: what an issuer says of itself is fetched by the worker, believed little, and kept."""

import json
import socket
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from core.outgoing import turns
from core.tenancy import tenant
from nudges.tasks import look_after
from orgs.identity.actions import provider_save
from orgs.identity.discovery import is_due, provider_keep, provider_want
from orgs.identity.openid import discovery
from orgs.identity.tasks import provider_refresh, provider_stays_fresh
from orgs.models import AuditEvent, IdentityProvider
from tests.cast import Cast
from tests.hosts import HEAD, Behaviour, Host, host_that, says
from tests.openid import CLIENT, SECRET, OpenIDProvider, openid_provider, rsa_key
from tests.operating import as_owner
from tests.orgs.identity.test_identity_provider import FORM, LOGIN, said, way_back

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
Problem = IdentityProvider.Problem


@pytest.fixture
def running(settings: Any) -> Iterator[OpenIDProvider]:
    settings.PRIVATE_HOSTS = ["127.0.0.1", "localhost"]
    with openid_provider() as provider:
        yield provider


def enter(stage: Cast, issuer: str) -> None:
    """An administrator enters an issuer, and no worker has asked it yet."""
    with tenant(stage.organisation):
        provider_save(
            by=stage.administrator,
            issuer=issuer,
            client_id=CLIENT,
            client_secret=SECRET,
            domains=["lodos.example"],
        )


def verify(stage: Cast) -> str:
    out = StringIO()
    with as_owner():
        call_command("domain_verify", stage.organisation.slug, "lodos.example", stdout=out)
    return out.getvalue()


def row(stage: Cast) -> IdentityProvider:
    with tenant(stage.organisation):
        provider: IdentityProvider = IdentityProvider.objects.get()
    return provider


def trouble(issuer: str) -> tuple[str, str]:
    """What is wrong with an issuer."""
    found = discovery.discover(issuer)
    assert isinstance(found, discovery.Trouble)
    return found.problem, found.detail


def test_worker_fetches_and_pages_build_on_it(
    stage: Cast, running: OpenIDProvider, client: Client
) -> None:
    """W3: ten visitors on their way to the provider ask it nothing."""
    enter(stage, running.issuer)
    verify(stage)
    provider_refresh(stage.organisation.pk)
    fetched = list(running.asked)

    answers = [Client().get(LOGIN) for _visitor in range(10)]

    assert fetched == ["/.well-known/openid-configuration", "/keys"]
    assert running.asked == fetched
    assert {answer.status_code for answer in answers} == {302}
    there = answers[0].headers["Location"]
    assert there.startswith(f"{running.issuer}/authorize?")
    assert "code_challenge=" in there


def test_page_waits_for_no_issuer_that_was_never_fetched(
    stage: Cast, settings: Any, client: Client
) -> None:
    """W3: a sentence, and no call: not to its sign-in page, nor by the form that leads there."""
    settings.PRIVATE_HOSTS = ["localhost"]
    with host_that(says(HEAD + b"\r\n")) as host:
        enter(stage, host.url())
        verify(stage)
        answers = [Client().get(LOGIN) for _visitor in range(10)]
        form = client.post(FORM, {"words": "x@lodos.example"})

    assert {answer.status_code for answer in answers} == {403}
    assert "sign-in is not ready yet. Use a code by mail" in said(answers[0])
    assert (form.status_code, host.heard) == (200, [])


def endless(host: Host, connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(HEAD + b"Content-Length: 10000000000\r\n\r\n")
    while not host.over.is_set():
        connection.sendall(b"x" * 65536)


def dripping(host: Host, connection: socket.socket) -> None:
    connection.recv(65536)
    host.drip(connection, HEAD + b"X: " + b"x" * 999)


@pytest.mark.parametrize(
    ("behaviour", "problem", "detail"),
    [
        (endless, Problem.LARGE, "more than 262144 bytes"),
        (says(b"HTTP/1.1 500 Oops\r\n\r\n"), Problem.STATUS, "500"),
        (says(HEAD + b"\r\n<html>"), Problem.DOCUMENT, ""),
        (says(HEAD + b'\r\n["issuer"]'), Problem.DOCUMENT, ""),
        (says(HEAD + b"\r\n" + b"[" * 200_000), Problem.DOCUMENT, ""),
        (says(HEAD + b'\r\n{"issuer": 1' + b"0" * 5000 + b"}"), Problem.DOCUMENT, ""),
        (says(HEAD + b"\r\n{}"), Problem.ISSUER, "None"),
        (says(HEAD + b'\r\n{"issuer": "a\\u0000\\nb"}'), Problem.ISSUER, "ab"),
        (
            says(HEAD + b"Content-Encoding: gzip\r\n\r\n{}"),
            Problem.BROKEN,
            "compressed, although nobody asked for that",
        ),
    ],
)
def test_issuer_that_answers_badly_is_refused(
    settings: Any, behaviour: Behaviour, problem: str, detail: str
) -> None:
    """W3: by size, status, content; what it says is cut down to what can be shown."""
    settings.PRIVATE_HOSTS = ["localhost"]

    with host_that(behaviour) as host:
        assert trouble(host.url()) == (problem, detail)


def test_issuer_that_drips_is_too_slow(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """W2, W3"""
    settings.PRIVATE_HOSTS = ["localhost"]
    monkeypatch.setattr(discovery, "SECONDS", 0.3)

    with host_that(dripping) as host:
        assert trouble(host.url())[0] == Problem.SLOW


def test_issuer_that_leads_inside_is_not_followed(running: OpenIDProvider) -> None:
    """W3: its neighbour inside would answer with a good document."""
    inside = f"{running.issuer}/.well-known/openid-configuration"
    moved = f"HTTP/1.1 302 Found\r\nLocation: {inside}\r\nContent-Length: 0\r\n\r\n"

    with host_that(says(moved.encode())) as host:
        assert trouble(host.url()) == (Problem.MOVED, inside)
    assert running.asked == []


def test_private_issuer_is_not_asked(running: OpenIDProvider, settings: Any) -> None:
    """W3: by a name that leads inside."""
    settings.PRIVATE_HOSTS = []

    assert trouble(f"https://localhost:{running.issuer.split(':')[-1]}") == (
        Problem.PRIVATE,
        "localhost",
    )
    assert running.asked == []


@pytest.mark.parametrize(
    ("document", "problem", "detail"),
    [
        ({"issuer": "https://other.example"}, Problem.ISSUER, "https://other.example"),
        ({"token_endpoint": None}, Problem.DOCUMENT, "token_endpoint"),
        ({"jwks_uri": 7}, Problem.DOCUMENT, "jwks_uri"),
        ({"token_endpoint": "https://10.0.0.1/"}, Problem.ENDPOINT, "token_endpoint: private"),
        ({"jwks_uri": "https://[::1]/"}, Problem.ENDPOINT, "jwks_uri: private"),
        ({"jwks_uri": "http://id.example/"}, Problem.ENDPOINT, "jwks_uri: address"),
        (
            {"userinfo_endpoint": "https://169.254.169.254/"},
            Problem.ENDPOINT,
            "userinfo_endpoint: private",
        ),
        (
            {"authorization_endpoint": "javascript:alert(1)"},
            Problem.ENDPOINT,
            "authorization_endpoint: address",
        ),
        (
            {"authorization_endpoint": "https://a@10.0.0.1/"},
            Problem.ENDPOINT,
            "authorization_endpoint: address",
        ),
    ],
)
def test_discovery_document_is_checked_like_any_address(
    running: OpenIDProvider, document: Any, problem: str, detail: str
) -> None:
    """W3: another's issuer, and endpoints that we do not call, are refused."""
    running.document = document

    assert trouble(running.issuer) == (problem, detail)


def test_endpoint_whose_name_leads_inside_is_refused(
    running: OpenIDProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """W3: names in the document are looked up as well."""
    real = socket.getaddrinfo

    def look_up(host: str, *args: Any, **kwargs: Any) -> Any:
        return real("10.0.0.1" if host == "inside.example" else host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    running.document = {"token_endpoint": "https://inside.example/token"}

    assert trouble(running.issuer) == (Problem.ENDPOINT, "token_endpoint: private")


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"keys": []},
        {"keys": "none"},
        {"keys": [None, 7, {}]},
        {"keys": [{"kty": "oct", "k": "c2VjcmV0", "kid": "one"}]},
        {"keys": [{"kty": "RSA", "n": "!", "e": "AQAB"}]},
        {"keys": [{"kty": "RSA", "n": ["x"], "e": 1}]},
        {"keys": [{"kty": "EC", "crv": "P-0", "x": "AA", "y": "AA"}]},
        {"keys": [{"kty": "RSA", "n": "AQAB", "e": "AQAB", "use": "enc"}]},
    ],
)
def test_keys_that_prove_nothing_are_refused(
    running: OpenIDProvider, monkeypatch: pytest.MonkeyPatch, keys: Any
) -> None:
    """W3: no secret as a key, nothing unreadable."""
    monkeypatch.setattr(running, "keys", lambda: keys)

    assert trouble(running.issuer) == (Problem.KEYS, "")


def test_trouble_from_the_start_lets_nobody_in(stage: Cast, running: OpenIDProvider) -> None:
    """W3: nothing of a document that was refused is kept."""
    running.document = {"issuer": "https://other.example\x00"}
    enter(stage, running.issuer)
    verify(stage)

    provider_refresh(stage.organisation.pk)

    found = row(stage)
    assert (found.problem, found.problem_detail) == (Problem.ISSUER, "https://other.example")
    assert (found.discovery, found.signing_keys, found.fetched_at) == (None, None, None)
    assert found.problem_since == timezone.now()
    assert Client().get(LOGIN).status_code == 403


def test_only_what_is_needed_is_kept(stage: Cast, running: OpenIDProvider) -> None:
    """W3: of documents that others write."""
    running.document = {"more": "x" * 1000, discovery.METHODS: ["client_secret_post", "x", 7]}
    enter(stage, running.issuer)

    provider_refresh(stage.organisation.pk)

    found = row(stage)
    assert found.discovery == {
        "issuer": running.issuer,
        "authorization_endpoint": f"{running.issuer}/authorize",
        "token_endpoint": f"{running.issuer}/token",
        "userinfo_endpoint": f"{running.issuer}/userinfo",
        "jwks_uri": f"{running.issuer}/keys",
        discovery.METHODS: ["client_secret_post"],
    }
    (key,) = found.signing_keys or []
    assert set(key) == {"kty", "kid", "alg", "n", "e"}
    assert (found.fetched_at, found.problem) == (timezone.now(), "")


def test_trouble_keeps_nobody_out_and_is_over_by_itself(
    stage: Cast, running: OpenIDProvider, clock: time_machine.Traveller
) -> None:
    """W3: what was fetched goes on counting; the page says since when there is trouble."""
    enter(stage, running.issuer)
    verify(stage)
    provider_refresh(stage.organisation.pk)
    first = timezone.now()

    running.document = {"issuer": "https://other.example"}
    clock.shift(HOUR)
    provider_refresh(stage.organisation.pk)
    clock.shift(10 * MINUTE)
    provider_refresh(stage.organisation.pk)
    during, there = row(stage), Client().get(LOGIN).status_code
    running.document = {}
    clock.shift(10 * MINUTE)
    provider_refresh(stage.organisation.pk)
    after = row(stage)

    assert (during.problem, during.fetched_at, there) == (Problem.ISSUER, first, 302)
    assert during.problem_since == first + HOUR
    assert (after.problem, after.problem_detail, after.problem_since) == ("", "", None)
    assert after.fetched_at == timezone.now()


def test_tick_asks_from_time_to_time(
    stage: Cast,
    running: OpenIDProvider,
    clock: time_machine.Traveller,
    django_capture_on_commit_callbacks: Any,
) -> None:
    """W3: at once for a new issuer, then each hour; every ten minutes while there is trouble."""

    def woken() -> int:
        with django_capture_on_commit_callbacks() as found, tenant(stage.organisation):
            provider_stays_fresh(timezone.now())
        return len(found)

    enter(stage, running.issuer)
    new = woken()
    provider_refresh(stage.organisation.pk)
    clock.shift(HOUR - MINUTE)
    early = woken()
    clock.shift(MINUTE)
    hour = woken()
    running.document = {"issuer": "https://other.example"}
    provider_refresh(stage.organisation.pk)
    clock.shift(9 * MINUTE)
    soon = woken()
    clock.shift(MINUTE)

    assert (new, early, hour, soon, woken()) == (1, 0, 1, 0, 1)


def test_issuer_is_asked_once_a_minute(
    stage: Cast, running: OpenIDProvider, clock: time_machine.Traveller
) -> None:
    """W3: however often somebody wants it."""
    enter(stage, running.issuer)
    for _time in range(3):
        provider_refresh(stage.organisation.pk)
    once = len(running.asked)
    clock.shift(MINUTE)
    provider_refresh(stage.organisation.pk)

    assert (once, len(running.asked)) == (2, 4)


def test_wish_is_kept_while_it_cannot_be_asked(
    stage: Cast, running: OpenIDProvider, clock: time_machine.Traveller
) -> None:
    """W3: within a minute, or while another call of the organisation is under way."""

    def due() -> bool:
        with tenant(stage.organisation):
            return is_due(timezone.now())

    enter(stage, running.issuer)
    provider_refresh(stage.organisation.pk)
    with tenant(stage.organisation):
        provider_want()
    provider_refresh(stage.organisation.pk)
    at_once = due()
    clock.shift(MINUTE)
    with turns.turn(stage.organisation.pk):
        provider_refresh(stage.organisation.pk)
    during, asked = due(), list(running.asked)
    provider_refresh(stage.organisation.pk)

    assert (at_once, during, due()) == (False, True, False)
    assert (len(asked), len(running.asked)) == (2, 4)


def test_organisation_without_a_provider_asks_nobody(stage: Cast) -> None:
    provider_refresh(stage.organisation.pk)
    look_after(stage.organisation.pk)

    with tenant(stage.organisation):
        assert not IdentityProvider.objects.exists()


def test_answer_of_an_issuer_that_was_replaced_is_dropped(
    stage: Cast, running: OpenIDProvider
) -> None:
    """W3: an administrator entered another one while the worker asked the first."""
    found = discovery.discover(running.issuer)
    enter(stage, "https://id.lodos.example")

    with tenant(stage.organisation):
        provider_keep(issuer=running.issuer, found=found, now=timezone.now())

    assert (row(stage).issuer, row(stage).discovery) == ("https://id.lodos.example", None)


def test_new_issuer_asks_for_a_new_verification(
    stage: Cast, running: OpenIDProvider, sign_in: Any
) -> None:
    """W3: an issuer that nobody has looked at lets nobody in; the operator hears which it is."""
    running.claims = {"sub": "1", "email": stage.member.email, "email_verified": True}
    enter(stage, "https://id.lodos.example")
    first = verify(stage)

    enter(stage, running.issuer)
    provider_refresh(stage.organisation.pk)
    there, form = Client().get(LOGIN), Client().post(FORM, {"words": "x@lodos.example"})
    page = said(sign_in(stage.administrator).get(stage.path("settings/sign-in/")))
    second, again = verify(stage), Client()
    answer = again.get(way_back(again))

    assert "lodos.example is verified for Lodos at https://id.lodos.example." in first
    assert (there.status_code, form.status_code) == (403, 422)
    assert "whoever operates this site has to verify it" in said(there)
    assert "verified for https://id.lodos.example, not for the issuer you have now" in page
    assert f"at {running.issuer}." in second
    assert (answer.status_code, answer.headers["Location"]) == (302, "/o/lodos/")
    with tenant(stage.organisation):
        ended = AuditEvent.objects.get(verb="domain.verification_end")
        verified = AuditEvent.objects.filter(verb="domain.verify").order_by("pk")
        assert ended.actor == stage.administrator
        assert ended.before == {"issuer": "https://id.lodos.example", "domains": ["lodos.example"]}
        assert ended.after == {"issuer": running.issuer}
        assert [event.after["issuer"] for event in verified] == [
            "https://id.lodos.example",
            running.issuer,
        ]


def test_issuer_changed_on_the_way_lets_nobody_in(
    stage: Cast, running: OpenIDProvider, client: Client
) -> None:
    """W3: somebody was at the verified provider when another one was entered."""
    running.claims = {"sub": "1", "email": stage.member.email, "email_verified": True}
    enter(stage, running.issuer)
    verify(stage)
    provider_refresh(stage.organisation.pk)
    back = way_back(client)

    enter(stage, "https://id.lodos.example")
    answer = client.get(back)

    assert (answer.status_code, "_auth_user_id" in client.session) == (403, False)
    assert "/token" not in running.asked


def test_administrator_sees_what_is_wrong_and_tries_again(
    stage: Cast,
    running: OpenIDProvider,
    sign_in: Any,
    clock: time_machine.Traveller,
    django_capture_on_commit_callbacks: Any,
) -> None:
    """W3: in one sentence, and since when; the page looks again by itself."""
    running.document = {"issuer": "https://other.example/<b>"}
    enter(stage, running.issuer)
    path, browser = stage.path("settings/sign-in/"), sign_in(stage.administrator)
    waiting = said(browser.get(path))
    provider_refresh(stage.organisation.pk)
    page = said(browser.get(path))

    clock.shift(MINUTE)
    with django_capture_on_commit_callbacks() as woken:
        then = said(browser.post(f"{path}ask/", follow=True))

    assert ("load delay:3s" in waiting, "load delay:3s" in page) == (True, False)
    assert "Enter the issuer as it stands there." in page
    assert "(https://other.example/&lt;b&gt;)" in page
    assert "Since " in page
    assert "Try again" in page
    assert (len(woken), "We are asking your provider" in then) == (1, True)
    assert "load delay:3s" in then
    assert sign_in(stage.member).post(f"{path}ask/").status_code == 403


def test_saving_has_the_provider_asked(
    stage: Cast, running: OpenIDProvider, django_capture_on_commit_callbacks: Any
) -> None:
    """W3: again at once, though it was just asked; another issuer's answers are forgotten."""
    enter(stage, running.issuer)
    provider_refresh(stage.organisation.pk)

    with django_capture_on_commit_callbacks() as same:
        enter(stage, running.issuer)
    kept = row(stage)
    with django_capture_on_commit_callbacks() as other:
        enter(stage, "https://id.lodos.example")

    assert (len(same), len(other)) == (1, 1)
    assert (kept.discovery is not None, kept.asked_at) == (True, None)
    assert (row(stage).discovery, row(stage).fetched_at) == (None, None)


def test_client_secret_is_sealed(stage: Cast, running: OpenIDProvider, settings: Any) -> None:
    """W16: not in the table, and readable with an older secret of the server."""
    enter(stage, running.issuer)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]
    with tenant(stage.organisation), connection.cursor() as cursor:
        cursor.execute("SELECT orgs_identityprovider::text FROM orgs_identityprovider")
        ((stored,),) = cursor.fetchall()

    assert SECRET not in stored
    assert row(stage).unseal() == SECRET


@pytest.mark.parametrize(
    ("issuer", "sentence"),
    [
        ("https://127.0.0.1/", "leads into a private network"),
        ("https://169.254.169.254", "leads into a private network"),
        ("https://2130706433/", "Enter a valid URL."),
        ("https://id.lodos.example./", "begins with https://"),
        ("https://me:word@id.lodos.example/", "begins with https://"),
        ("https://id.lodos.example/?a=b", "begins with https://"),
        ("http://id.lodos.example/", "begins with https://"),
    ],
)
def test_issuer_that_is_never_called_is_refused_in_the_form(
    stage: Cast, sign_in: Any, issuer: str, sentence: str
) -> None:
    """W3: what can be seen at once is said at once."""
    answer = sign_in(stage.administrator).post(
        stage.path("settings/sign-in/"),
        {
            "issuer": issuer,
            "client_id": "Typed",
            "client_secret": SECRET,
            "domains": "lodos.example",
        },
    )

    assert answer.status_code == 422
    assert sentence in said(answer)
    with tenant(stage.organisation):
        assert not IdentityProvider.objects.exists()


def test_hidden_words_of_an_issuer_reach_no_log_and_no_page() -> None:
    """What others write is printable when we keep it."""
    words = json.loads('"a\\u0000b\\u202ec\\n' + "d" * 300 + '"')

    assert discovery.shown(words) == "abc" + "d" * 197


def test_rsa_key_without_an_algorithm_counts(
    stage: Cast, running: OpenIDProvider, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """W3: as some large providers publish them, among others of which one has our token's name."""
    other = rsa_key(2)
    real = running.keys()["keys"][0]
    mine, running.key = running.key, other
    stranger = {**running.keys()["keys"][0], "kid": "two"}
    running.key = mine
    del real["alg"]
    monkeypatch.setattr(running, "keys", lambda: {"keys": [stranger, real]})
    running.claims = {"sub": "1", "email": stage.member.email, "email_verified": True}
    enter(stage, running.issuer)
    verify(stage)
    provider_refresh(stage.organisation.pk)

    client.get(way_back(client))

    assert int(client.session["_auth_user_id"]) == stage.member.account_id
