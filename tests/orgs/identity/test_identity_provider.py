"""U2's third way: sign-in through the organisation's identity provider, by the whole dance."""

from collections.abc import Iterator
from io import StringIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core.management import CommandError, call_command
from django.test import Client

from core.tenancy import tenant
from orgs.identity.actions import provider_save
from orgs.identity.tasks import provider_refresh
from orgs.invitations.actions import invite
from orgs.models import (
    Account,
    AuditEvent,
    IdentityProvider,
    Invitation,
    Organisation,
    OrganisationAccount,
    Person,
    VerifiedDomain,
)
from orgs.people.actions import person_add, person_deactivate
from tests.cast import Cast, Rival, let_in
from tests.openid import CLIENT, SECRET, OpenIDProvider, openid_provider
from tests.operating import as_owner

FORM = "/accounts/organisation/"
LOGIN = "/accounts/oidc/lodos/login/"
NEW = "nil@lodos.example"
SETTINGS = {
    "issuer": "https://id.lodos.example",
    "client_id": CLIENT,
    "client_secret": SECRET,
    "domains": "Lodos.example, @lodos.com.tr",
}


def set_up(organisation: Organisation, by: Person, issuer: str, domain: str) -> None:
    """An administrator has set the provider, the operator verified its domain, a worker asked."""
    with tenant(organisation):
        provider_save(
            by=by, issuer=issuer, client_id=CLIENT, client_secret=SECRET, domains=[domain]
        )
    with as_owner():
        call_command("domain_verify", organisation.slug, domain, stdout=StringIO())
    provider_refresh(organisation.pk)


def add(organisation: Organisation, like: Person, email: str) -> Person:
    with tenant(organisation):
        return person_add(
            by=None,
            email=email,
            given_name="Nil",
            family_name="Acar",
            division=like.division,
            level=like.level,
        )


@pytest.fixture
def provider(stage: Cast, settings: Any) -> Iterator[OpenIDProvider]:
    """Lodos' provider, and Nil, who is on its roster and was never here."""
    settings.PRIVATE_HOSTS = ["127.0.0.1"]
    with openid_provider() as running:
        set_up(stage.organisation, stage.administrator, running.issuer, "lodos.example")
        add(stage.organisation, stage.member, NEW)
        running.claims = {"sub": "77", "email": NEW, "email_verified": True}
        yield running


def way_back(client: Client, login: str = LOGIN) -> str:
    """Go to the provider and sign in there; gives the address it sends the browser back to."""
    there = client.get(login)
    assert there.status_code == 302, there.content.decode()
    back = requests.get(there.headers["Location"], allow_redirects=False, timeout=5)
    return back.headers["Location"].removeprefix("http://testserver")


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def said(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def refused(client: Client, sentence: str, login: str = LOGIN) -> None:
    """The dance ends with a sentence, and nothing is made."""
    before = Account.objects.count(), OrganisationAccount.objects.count()

    answer = client.get(way_back(client, login))

    assert answer.status_code == 403
    assert sentence in said(answer)
    assert not signed_in(client)
    assert (Account.objects.count(), OrganisationAccount.objects.count()) == before


def test_somebody_of_the_roster_comes_in(
    stage: Cast, provider: OpenIDProvider, client: Client
) -> None:
    """U2: by e-mail to the provider of its domain, and back inside; the invitation has an end."""
    with tenant(stage.organisation):
        invite(people=[Person.objects.get(email=NEW)], by=stage.administrator)

    page = client.post(FORM, {"words": "Anybody@Lodos.example"})
    inside = client.get(way_back(client))

    assert f'href="{LOGIN}"' in page.content.decode()
    assert inside.headers["Location"] == "/o/lodos/"
    assert client.get("/o/lodos/people/").status_code == 200
    with tenant(stage.organisation):
        nil = Person.objects.select_related("account").get(email=NEW)
        assert nil.account
        assert not nil.account.has_usable_password()
        assert Invitation.objects.get(person=nil).accepted_at
        assert AuditEvent.objects.filter(verb="identityprovider.admit").count() == 1
    assert not SocialAccount.objects.exists()


def test_who_is_in_already_comes_in_and_where_they_were_going(
    stage: Cast, provider: OpenIDProvider, client: Client
) -> None:
    """U2: the account stays the same; a way on that leaves the site is not followed."""
    provider.claims |= {"email": stage.member.email}

    safe = client.get(way_back(client, f"{LOGIN}?next=/o/lodos/people/"))
    client.logout()
    unsafe = client.get(way_back(client, f"{LOGIN}?next=https://elsewhere.example/"))

    assert safe.headers["Location"] == "/o/lodos/people/"
    assert unsafe.headers["Location"].startswith("/")
    assert int(client.session["_auth_user_id"]) == stage.member.account_id


def test_address_part_leads_there_too(provider: OpenIDProvider, client: Client) -> None:
    page = client.post(f"{FORM}?next=/o/lodos/people/", {"words": "lodos"})

    assert f'href="{LOGIN}?next=%2Fo%2Flodos%2Fpeople%2F"' in page.content.decode()


@pytest.mark.parametrize("words", ["poyraz", "outsider@poyraz.example", "x@nowhere.example", "@"])
def test_nobody_learns_of_accounts_or_organisations_without_it(
    provider: OpenIDProvider, client: Client, words: str
) -> None:
    """U2: the same answer to all that leads nowhere, with what was typed."""
    page = client.post(FORM, {"words": words})

    assert page.status_code == 422
    assert "No organisation signs in this way here." in said(page)
    assert f'value="{words}"' in said(page)


def test_wrong_domain_is_refused(provider: OpenIDProvider, client: Client) -> None:
    """U2: the provider speaks for its verified domains alone."""
    provider.claims |= {"email": "nil@elsewhere.example"}

    refused(client, "Lodos signs nobody in at elsewhere.example.")


@pytest.mark.parametrize("verified", [False, "true", None])
def test_unverified_email_is_refused(
    provider: OpenIDProvider, client: Client, verified: Any
) -> None:
    """U2: only a plain yes of the provider counts."""
    provider.claims |= {"email_verified": verified}

    refused(client, "does not say that it has verified your e-mail.")


def test_no_email_is_refused(provider: OpenIDProvider, client: Client) -> None:
    """U2"""
    del provider.claims["email"]

    refused(client, "does not say that it has verified your e-mail.")


def test_who_is_not_on_the_roster_is_refused(provider: OpenIDProvider, client: Client) -> None:
    """U2: the roster says who belongs here, the provider only who somebody is."""
    provider.claims |= {"email": "guest@lodos.example"}

    refused(client, "guest@lodos.example is not on the roster of Lodos.")


def test_who_left_is_refused(stage: Cast, provider: OpenIDProvider, client: Client) -> None:
    """U2"""
    with tenant(stage.organisation):
        person_deactivate(person=Person.objects.get(email=NEW), by=stage.administrator)

    refused(client, f"{NEW} is not on the roster of Lodos.")


def test_provider_of_another_organisation_opens_nothing_here(
    stage: Cast, rival: Rival, provider: OpenIDProvider, client: Client
) -> None:
    """U2: Poyraz' provider says it is Lodos' administrator, whom Poyraz put on its own roster."""
    set_up(rival.organisation, rival.outsider, provider.issuer, "poyraz.example")
    add(rival.organisation, rival.outsider, stage.administrator.email)
    provider.claims |= {"email": stage.administrator.email}

    refused(client, "Poyraz signs nobody in at lodos.example.", "/accounts/oidc/poyraz/login/")


def test_account_of_two_organisations_enters_that_of_the_provider_alone(
    stage: Cast, rival: Rival, provider: OpenIDProvider, client: Client
) -> None:
    """U2: Lodos' provider opens Lodos; Poyraz is neither named nor entered until a code proves."""
    with tenant(rival.organisation):
        division, level = rival.outsider.division, rival.outsider.level
        let_in(
            [
                person_add(
                    by=None,
                    email=stage.member.email,
                    given_name="Nil",
                    family_name="Acar",
                    division=division,
                    level=level,
                )
            ]
        )
    provider.claims |= {"email": stage.member.email}

    client.get(way_back(client))

    assert client.get("/").headers["Location"] == "/o/lodos/"
    assert client.get("/o/poyraz/").status_code == 404
    assert "Poyraz" not in client.get("/account/").content.decode()
    client.logout()
    client.force_login(stage.member.account)  # type: ignore[arg-type]
    assert client.get("/o/poyraz/").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/password/set/",
        "/accounts/password/change/",
        "/organisations/new/",
        "/a/join/1-x/",
    ],
)
def test_such_a_session_proves_the_address_nowhere_else(
    provider: OpenIDProvider, client: Client, path: str
) -> None:
    """U2: no password that would last, no other organisation founded or joined."""
    client.get(way_back(client))

    for answer in (client.get(path), client.post(path, {"password1": "long enough 77"})):
        assert answer.status_code == 403
        assert "Prove your address first" in said(answer)
    assert not Account.objects.get(email=NEW).has_usable_password()


def test_who_was_signed_in_as_somebody_else_is_signed_out(
    stage: Cast, provider: OpenIDProvider, sign_in: Any
) -> None:
    """U2: `process=connect` connects nothing either."""
    browser = sign_in(stage.administrator)

    browser.get(way_back(browser, f"{LOGIN}?process=connect"))

    assert browser.get("/o/lodos/settings/").status_code == 403
    assert not SocialAccount.objects.exists()


def test_tampered_state_is_refused(provider: OpenIDProvider, client: Client) -> None:
    """U2: an answer nobody in this browser asked for, another's or a used one, lets nobody in."""
    back = way_back(client)
    state = parse_qs(urlsplit(back).query)["state"][0]

    wrong = client.get(back.replace(state, "tampered"))
    others = Client().get(back)
    assert not signed_in(client)
    client.get(back)
    client.logout()
    again = client.get(back)

    for answer in (wrong, others, again):
        assert answer.status_code == 403
        assert "The sign-in was not finished." in said(answer)
    assert not signed_in(client)


def test_who_says_no_at_the_provider_reads_what_to_do(
    provider: OpenIDProvider, client: Client
) -> None:
    state = parse_qs(urlsplit(way_back(client)).query)["state"][0]

    answer = client.get(f"{LOGIN}callback/?error=access_denied&state={state}")

    assert (answer.status_code, signed_in(client)) == (403, False)
    assert "The sign-in was not finished." in said(answer)


def test_token_for_another_client_is_refused(
    stage: Cast, provider: OpenIDProvider, client: Client
) -> None:
    back = way_back(client)
    with tenant(stage.organisation):
        row = IdentityProvider.objects.get()
        row.seal("a wrong one")
        row.save()

    answer = client.get(back)

    assert (answer.status_code, signed_in(client)) == (403, False)


@pytest.mark.parametrize("slug", ["nobody", "poyraz", "lo%00dos", "%0A", "lodos%20"])
def test_address_of_no_provider_is_not_found(
    provider: OpenIDProvider, client: Client, slug: str
) -> None:
    """U2"""
    for path in (f"/accounts/oidc/{slug}/login/", f"/accounts/oidc/{slug}/login/callback/"):
        assert client.get(path).status_code == 404


def test_settings_are_saved_shown_and_audited_without_the_secret(stage: Cast, sign_in: Any) -> None:
    """U2: the secret is stored and shown nowhere; an empty one keeps it."""
    browser, path = sign_in(stage.administrator), stage.path("settings/sign-in/")

    first = browser.post(path, SETTINGS)
    browser.post(path, {**SETTINGS, "client_id": "other", "client_secret": ""})
    page = browser.get(path).content.decode()

    assert first.status_code == 302
    with tenant(stage.organisation):
        saved = IdentityProvider.objects.get()
        events = list(AuditEvent.objects.filter(verb="identityprovider.edit").order_by("pk"))
    assert (saved.client_id, saved.unseal()) == ("other", SECRET)
    assert saved.domains == ["lodos.example", "lodos.com.tr"]
    assert "lodos.com.tr · " in page
    assert "not verified yet" in page
    assert "http://testserver/accounts/oidc/lodos/login/callback/" in page
    assert SECRET not in page + str([(event.before, event.after) for event in events])
    assert ["client_secret" in event.after for event in events] == [True, False]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("issuer", "no address", "Enter a valid URL."),
        ("issuer", "http://id.lodos.example", "begins with https://"),
        ("client_secret", "", "Please fill this in."),
        ("domains", "lodos.example, no domain", "no is no domain."),
    ],
)
def test_bad_settings_are_refused_and_kept_in_the_form(
    stage: Cast, sign_in: Any, settings: Any, name: str, value: str, sentence: str
) -> None:
    settings.HTTPS = True

    answer = sign_in(stage.administrator).post(
        stage.path("settings/sign-in/"), {**SETTINGS, "client_id": "Typed", name: value}
    )

    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors[name][0]
    assert 'value="Typed"' in answer.content.decode()
    with tenant(stage.organisation):
        assert not IdentityProvider.objects.exists()


def test_only_administrators_set_it(stage: Cast, sign_in: Any) -> None:
    """U2"""
    assert sign_in(stage.member).get(stage.path("settings/sign-in/")).status_code == 403


def test_domain_counts_once_verified_and_no_longer_when_taken_out(
    stage: Cast, sign_in: Any, client: Client
) -> None:
    """U2: the organisation alone cannot make it count, and can let it go."""
    browser, path = sign_in(stage.administrator), stage.path("settings/sign-in/")
    browser.post(path, SETTINGS)
    assert Client().get(LOGIN).status_code == 404

    with as_owner():
        call_command("domain_verify", "lodos", "LODOS.example", stdout=StringIO())
    assert Client().post(FORM, {"words": "x@lodos.example"}).status_code == 200
    browser.post(path, {**SETTINGS, "domains": "lodos.com.tr"})

    assert Client().post(FORM, {"words": "x@lodos.example"}).status_code == 422
    assert not VerifiedDomain.objects.exists()
    with tenant(stage.organisation):
        assert AuditEvent.objects.get(verb="domain.verify").after == {
            "domain": "lodos.example",
            "issuer": SETTINGS["issuer"],
        }


@pytest.mark.parametrize(
    ("slug", "domain", "sentence"),
    [
        ("nobody", "lodos.example", "There is no organisation nobody."),
        ("poyraz", "poyraz.example", "Poyraz has not entered poyraz.example"),
        ("poyraz", "lodos.example", "lodos.example belongs to Lodos"),
    ],
)
def test_operator_reads_why_a_domain_is_not_verified(
    provider: OpenIDProvider, rival: Rival, slug: str, domain: str, sentence: str
) -> None:
    """U2: one domain belongs to one organisation, and to one that has entered it."""
    with tenant(rival.organisation):
        provider_save(
            by=rival.outsider,
            issuer=provider.issuer,
            client_id=CLIENT,
            client_secret=SECRET,
            domains=["lodos.example"],
        )

    with as_owner(), pytest.raises(CommandError, match=sentence):
        call_command("domain_verify", slug, domain)


def test_whoever_signs_in_as_pages_do_verifies_no_domain(provider: OpenIDProvider) -> None:
    """W13: it is the owner's word; the operator reads how to say it."""
    VerifiedDomain.objects.all().delete()

    with pytest.raises(CommandError, match="Only the owner of the database verifies a domain"):
        call_command("domain_verify", "lodos", "lodos.example")
