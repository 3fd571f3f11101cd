"""W10: a second factor for administrators, a recent sign-in before far-reaching deeds, sessions."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from core.tenancy import tenant
from orgs.invitations.actions import readdress
from orgs.models import AuditEvent, Organisation, OrganisationAccount, Person, Role
from orgs.organisations.actions import second_factor_ask
from orgs.people.actions import person_deactivate
from orgs.roles.actions import role_give, role_take
from tests.cast import Cast, Rival
from tests.orgs.sign_in.test_sign_in import LOGIN, code_in, signed_in
from tests.sink import Sink

PASSWORD = "kestane-kebap"
SECURITY = "/account/security/"
AGAIN = "/accounts/again/"
WANT_A_RECENT_SIGN_IN = [
    "/o/lodos/settings/roles/",
    "/o/lodos/settings/roles/1/take/",
    "/o/lodos/settings/roles/second-factor/",
    "/o/lodos/settings/sign-in/",
    "/o/lodos/people/1/edit/",
    "/o/lodos/people/1/deactivate/",
    "/o/lodos/people/1/reactivate/",
    "/o/lodos/people/1/address/",
    "/o/lodos/themes/1/chat/",
    "/o/lodos/people/add/",
    "/o/lodos/people/1/invite/",
    "/o/lodos/people/invitations/",
    "/o/lodos/invitations/1/again/",
    "/o/lodos/people/import/save/",
    "/o/lodos/address-changes/1/confirm/",
    "/o/lodos/address-changes/1/withdraw/",
    "/accounts/sessions/1/end/",
    "/accounts/sessions/end/",
    "/accounts/password/set/",
    "/accounts/2fa/app/on/",
    "/accounts/2fa/app/off/",
    "/accounts/2fa/codes/",
    "/accounts/2fa/codes/new/",
    "/accounts/2fa/passkeys/add/",
    "/accounts/2fa/passkeys/1/",
    "/accounts/2fa/passkeys/1/remove/",
]


def with_app(person: Person) -> str:
    """Give somebody an authenticator app; answers its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person.account, secret)
    return secret


def comes_in(person: Person) -> Client:
    """A browser that has signed in by the page, as people do."""
    browser = Client()
    browser.post(LOGIN, {"login": person.email, "password": PASSWORD})
    assert signed_in(browser)
    return browser


def some_time_later(browser: Client) -> None:
    """Twenty minutes pass in this browser's session."""
    session = browser.session
    session["confirmed_at"] -= 20 * 60
    records = session.get("account_authentication_methods", [])
    for record in records:
        record["at"] -= 20 * 60
    session.save()


@pytest.fixture
def asking(stage: Cast) -> Cast:
    """Lodos asks for a second factor, and its administrator has none."""
    Organisation.objects.filter(pk=stage.organisation.pk).update(needs_second_factor=True)
    stage.organisation.refresh_from_db()
    return stage


@pytest.mark.parametrize(
    "page", ["settings/", "settings/roles/", "settings/sign-in/", "settings/audit/", "people/add/"]
)
def test_administrator_without_one_is_led_to_set_one_up(
    asking: Cast, sign_in: Any, page: str
) -> None:
    browser = sign_in(asking.administrator)

    before = browser.get(asking.path(page))
    with_app(asking.administrator)
    after = browser.get(asking.path(page))

    assert (before.status_code, SECURITY in before.content.decode()) == (403, True)
    assert after.status_code == 200


def test_administrator_without_one_changes_and_reads_nothing(asking: Cast, sign_in: Any) -> None:
    browser, person = sign_in(asking.administrator), asking.reader
    form = {"person": person.pk, "kind": "administrator"}

    given = browser.post(asking.path("settings/roles/"), form)
    shown = browser.get(asking.path(f"people/{person.pk}/")).content.decode()

    assert given.status_code == 403
    assert f"people/{person.pk}/edit/" not in shown
    with tenant(asking.organisation):
        assert not Role.objects.filter(person=person).exists()


def test_auditor_without_one_reads_no_record(asking: Cast, sign_in: Any) -> None:
    with tenant(asking.organisation):
        Role.objects.create(person=asking.reader, kind=Role.Kind.AUDITOR)

    assert sign_in(asking.reader).get(asking.path("settings/audit/")).status_code == 403


def test_who_is_no_administrator_reads_the_usual_sentence(asking: Cast, sign_in: Any) -> None:
    shown = sign_in(asking.reader).get(asking.path("settings/"))

    assert (shown.status_code, SECURITY in shown.content.decode()) == (403, False)


def test_tab_still_leads_there(asking: Cast, sign_in: Any) -> None:
    shown = sign_in(asking.administrator).get(asking.path("people/"))

    assert asking.path("settings/") in shown.content.decode()


def test_recovery_codes_alone_are_no_second_factor(asking: Cast, sign_in: Any) -> None:
    RecoveryCodes.activate(asking.administrator.account)

    assert sign_in(asking.administrator).get(asking.path("settings/")).status_code == 403


def test_only_who_has_one_asks_the_others(stage: Cast, sign_in: Any) -> None:
    browser, page = sign_in(stage.administrator), stage.path("settings/roles/second-factor/")

    refused = browser.post(page, {"needed": "on"})
    with_app(stage.administrator)
    done = browser.post(page, {"needed": "on"})

    stage.organisation.refresh_from_db()
    assert (refused.status_code, done.status_code) == (422, 302)
    assert stage.organisation.needs_second_factor is True
    with tenant(stage.organisation):
        assert AuditEvent.objects.filter(after={"needs_second_factor": True}).count() == 1


def test_action_refuses_who_has_none(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="yourself first"):
        second_factor_ask(organisation=cast.organisation, by=cast.administrator, needed=True)


def test_password_alone_does_not_come_in_where_there_is_an_app(stage: Cast) -> None:
    secret, browser = with_app(stage.member), Client()

    asked = browser.post(LOGIN, {"login": stage.member.email, "password": PASSWORD})
    before = signed_in(browser)
    code = format(hotp_value(secret, int(timezone.now().timestamp()) // 30), "06d")
    browser.post(asked.headers["Location"], {"code": code})

    assert asked.headers["Location"].startswith("/accounts/2fa/authenticate/")
    assert (before, signed_in(browser)) == (False, True)


def test_recovery_code_comes_in_once(stage: Cast) -> None:
    with_app(stage.member)
    code = RecoveryCodes.activate(stage.member.account).get_unused_codes()[0]
    came = []
    for browser in (Client(), Client()):
        asked = browser.post(LOGIN, {"login": stage.member.email, "password": PASSWORD})
        browser.post(asked.headers["Location"], {"code": code})
        came.append(signed_in(browser))

    assert came == [True, False]


def test_recovery_codes_are_shown_once(stage: Cast, sign_in: Any) -> None:
    with_app(stage.member)
    code = RecoveryCodes.activate(stage.member.account).get_unused_codes()[0]
    browser = sign_in(stage.member)
    before = browser.get(SECURITY).content.decode()

    first = browser.get("/accounts/2fa/codes/").content.decode()
    second = browser.get("/accounts/2fa/codes/").content.decode()

    assert '/accounts/2fa/codes/"' in before
    assert '/accounts/2fa/codes/"' not in browser.get(SECURITY).content.decode()
    digits = [re.sub(r"\s", "", page) for page in (first, second)]
    assert [code in page for page in digits] == [True, False]


@pytest.mark.parametrize("path", WANT_A_RECENT_SIGN_IN)
def test_far_reaching_deeds_want_a_recent_sign_in(path: str) -> None:
    view: Any = resolve(path).func

    assert view.recent is True


def test_old_sign_in_is_asked_again_and_goes_on_by_a_mailed_code(stage: Cast, sink: Sink) -> None:
    """What was typed is kept; nothing happened before the code."""
    browser, page = comes_in(stage.administrator), stage.path("settings/roles/")
    some_time_later(browser)
    form = {"person": stage.reader.pk, "kind": "auditor"}

    asked = browser.post(page, form)
    with tenant(stage.organisation):
        before = Role.objects.filter(person=stage.reader).exists()
    browser.post(f"{AGAIN}send/")
    gone_on = browser.post(AGAIN, {"code": code_in(sink, stage.administrator.email)}, follow=True)
    browser.post(page, form)

    assert (asked.headers["Location"], before) == (AGAIN, False)
    assert f'value="{stage.reader.pk}"' in gone_on.content.decode()
    with tenant(stage.organisation):
        assert Role.objects.filter(person=stage.reader).exists()


def test_old_sign_in_goes_on_by_the_app_and_not_by_a_code(
    stage: Cast, sign_in: Any, sink: Sink
) -> None:
    secret = with_app(stage.administrator)
    browser = sign_in(stage.administrator)
    some_time_later(browser)
    browser.post(stage.path("settings/roles/"), {"person": stage.reader.pk, "kind": "auditor"})

    browser.post(f"{AGAIN}send/")
    code = format(hotp_value(secret, int(timezone.now().timestamp()) // 30), "06d")
    done = browser.post("/accounts/2fa/reauthenticate/?next=/accounts/again/go-on/", {"code": code})

    assert sink.mails == []
    assert done.headers["Location"] == "/accounts/again/go-on/"


def test_who_loses_a_role_is_signed_out_everywhere(stage: Cast) -> None:
    with tenant(stage.organisation):
        role = role_give(person=stage.reader, kind=Role.Kind.ADMINISTRATOR, by=stage.administrator)
    browsers = [comes_in(stage.reader), comes_in(stage.reader)]

    with tenant(stage.organisation):
        role_take(role=role, by=stage.administrator)

    assert [browser.get(stage.path()).status_code for browser in browsers] == [302, 302]
    assert not UserSession.objects.filter(user=stage.reader.account).exists()


def test_who_leaves_is_signed_out_everywhere(stage: Cast) -> None:
    browser = comes_in(stage.reader)

    with tenant(stage.organisation):
        person_deactivate(person=stage.reader, by=stage.administrator)

    assert not signed_in(browser)


@pytest.mark.parametrize("deed", ["role", "leaves", "email"])
def test_what_one_organisation_does_signs_nobody_out_of_another(
    stage: Cast, rival: Rival, deed: str
) -> None:
    """W2: their administrator ends what somebody has there, as often as they like, and no more."""
    account: Any = stage.reader.account
    with tenant(rival.organisation):
        by = rival.outsider
        OrganisationAccount.objects.create(organisation=rival.organisation, account=account)
        shared = Person.objects.create(
            account=account,
            given_name="Rana",
            family_name="Shared",
            email=stage.reader.email,
            division=by.division,
            level=by.level,
        )
        role = role_give(person=shared, kind=Role.Kind.ADMINISTRATOR, by=by)
    browser = comes_in(stage.reader)
    before = [browser.get(path).status_code for path in (rival.path("settings/"), stage.path())]

    deeds: dict[str, Callable[[], Any]] = {
        "role": lambda: role_take(role=role, by=by),
        "leaves": lambda: person_deactivate(person=shared, by=by),
        "email": lambda: readdress(people=[shared], by=by),
    }
    with tenant(rival.organisation):
        deeds[deed]()

    after = [browser.get(path).status_code for path in (rival.path("settings/"), stage.path())]
    assert (before, signed_in(browser)) == ([200, 200], True)
    assert after == [403 if deed == "role" else 404, 200]


def test_other_browsers_are_listed_and_ended_one_by_one_and_all(stage: Cast) -> None:
    here, phone, library, rival = (comes_in(stage.member) for _browser in range(4))
    numbers = re.findall(r"/accounts/sessions/(\d+)/end/", here.get(SECURITY).content.decode())

    here.post(f"/accounts/sessions/{numbers[0]}/end/")
    after_one = [signed_in(browser) for browser in (here, phone, library, rival)]
    here.post("/accounts/sessions/end/")

    assert len(numbers) == 3
    assert (after_one[0], after_one.count(True)) == (True, 3)
    assert [signed_in(browser) for browser in (here, phone, library, rival)] == [
        True,
        False,
        False,
        False,
    ]


def test_nobody_ends_another_persons_session(stage: Cast) -> None:
    other, mine = comes_in(stage.reader), comes_in(stage.member)
    number = UserSession.objects.get(user=stage.reader.account).pk

    assert mine.post(f"/accounts/sessions/{number}/end/").status_code == 404
    assert signed_in(other)


@pytest.mark.parametrize(
    ("key", "days", "stays"),
    [
        ("began_at", 29, True),
        ("began_at", 31, False),
        ("seen_at", 20, True),
        ("seen_at", 22, False),
    ],
)
def test_session_ends_when_it_is_old_or_was_not_used(
    stage: Cast, key: str, days: int, stays: bool
) -> None:
    browser = comes_in(stage.member)
    session = browser.session
    session[key] -= timedelta(days=days).total_seconds()
    session.save()

    shown = browser.get(stage.path())

    assert (shown.status_code == 200, signed_in(browser)) == (stays, stays)


def test_secret_of_the_app_is_sealed(stage: Cast) -> None:
    secret = with_app(stage.member)

    assert secret not in str(Authenticator.objects.values_list("data", flat=True)[0])
