"""U1: an organisation is founded on screen, by somebody who has proven their address."""

from typing import Any

import pytest
from django.test import Client

from core.tenancy import tenant
from orgs.models import Account, AuditEvent, Organisation, OrganisationAccount, Person, Role
from orgs.organisations.actions import free_slug
from tests.cast import Cast, Rival

SIGN_UP = "/accounts/signup/"
NEW = "/organisations/new/"
FORM = {
    "name": "Güneş Çelik GmbH",
    "slug": "",
    "time_zone": "Europe/Istanbul",
    "countries": "tr, de",
    "language": "tr",
    "given_name": "Işıl",
    "family_name": "Çağlar",
}

pytestmark = pytest.mark.django_db


def proves(client: Client, email: str, mailoutbox: list[Any]) -> Any:
    """Ask for a code and type it in."""
    asked = client.post(SIGN_UP, {"email": email})
    code = mailoutbox[-1].subject.split()[0]
    return client.post(asked.headers["Location"], {"code": code})


def administrators(organisation: Organisation) -> list[tuple[str, str]]:
    with tenant(organisation):
        held = Role.objects.filter(kind=Role.Kind.ADMINISTRATOR).select_related("person")
        return [(role.person.name, role.person.email) for role in held]


def test_sign_up_founds_an_organisation(client: Client, mailoutbox: list[Any]) -> None:
    """U1: own address by code, then name, time zone, countries, language and one's own name."""
    proven = proves(client, "ISIL@gunes.example", mailoutbox)
    founded = client.post(proven.headers["Location"], FORM)
    home = client.get(founded.headers["Location"])

    organisation = Organisation.objects.get()
    held = (organisation.name, organisation.slug, organisation.time_zone, organisation.language)
    assert held == ("Güneş Çelik GmbH", "gunes-celik-gmbh", "Europe/Istanbul", "tr")
    assert organisation.countries == ["TR", "DE"]
    assert administrators(organisation) == [("Işıl Çağlar", "isil@gunes.example")]
    assert (proven.headers["Location"], home.status_code) == (NEW, 200)
    with tenant(organisation):
        event = AuditEvent.objects.select_related("actor").get(verb="organisation.create")
        assert str(event.actor) == "Işıl Çağlar"


def test_typing_an_address_proves_nothing(client: Client) -> None:
    """U1: without the code there is no organisation."""
    client.post(SIGN_UP, {"email": "isil@gunes.example"})

    answer = client.post(NEW, FORM)

    assert answer.headers["Location"] == f"/accounts/login/?next={NEW}"
    assert not Organisation.objects.exists()


def test_known_and_unknown_address_get_the_same_answer(stage: Cast, mailoutbox: list[Any]) -> None:
    answers = [
        (answer.status_code, answer.headers["Location"])
        for email in (stage.member.email, "nobody@gunes.example")
        for answer in [Client().post(SIGN_UP, {"email": email})]
    ]

    assert answers[0] == answers[1]
    assert [mail.subject[9:] for mail in mailoutbox] == [" is your sign-in code"] * 2


def test_codes_are_not_mailed_without_end(mailoutbox: list[Any]) -> None:
    """U1: the limits are those of signing in."""
    answers = [Client().post(SIGN_UP, {"email": "a@b.example"}) for _time in range(5)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 422, 422]
    assert "Too many" in answers[-1].content.decode()
    assert len(mailoutbox) == 3


def test_organisations_are_not_founded_without_end(stage: Cast, sign_in: Any) -> None:
    browser = sign_in(stage.member)

    answers = [browser.post(NEW, {**FORM, "name": f"N {n}"}) for n in range(22)]

    assert (answers[0].status_code, answers[-1].status_code) == (302, 422)
    assert "Wait a few minutes" in answers[-1].content.decode()


def test_somebody_who_has_an_account_founds_another(
    stage: Cast, rival: Rival, sign_in: Any
) -> None:
    """U1: one account in two organisations; founding one opens no other."""
    browser = sign_in(stage.member)

    way = browser.get(SIGN_UP)
    founded = browser.post(way.headers["Location"], FORM)
    shown = browser.get("/account/").content.decode()

    assert founded.headers["Location"] == "/o/gunes-celik-gmbh/"
    entered = OrganisationAccount.objects.filter(account__email=stage.member.email)
    assert {row.organisation.slug for row in entered.select_related("organisation")} == {
        "lodos",
        "gunes-celik-gmbh",
    }
    assert ("/o/lodos/" in shown, "/o/poyraz/" in shown) == (True, False)
    with tenant(Organisation.objects.get(slug="gunes-celik-gmbh")):
        assert [person.name for person in Person.objects.all()] == ["Işıl Çağlar"]


def test_operator_switches_sign_up_off(stage: Cast, client: Client, settings: Any) -> None:
    """U1: then only the operator's command makes organisations."""
    settings.SIGN_UP = False

    closed = client.post(SIGN_UP, {"email": "isil@gunes.example"}).content.decode()
    sign_in_page = client.get("/accounts/login/").content.decode()
    client.force_login(Account.objects.get(email=stage.member.email))
    refused = client.post(NEW, FORM)

    assert "People come in by invitation" in closed
    assert SIGN_UP not in sign_in_page
    assert refused.status_code == 403
    assert "whoever operates this site" in refused.content.decode()
    assert not Account.objects.filter(email="isil@gunes.example").exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"slug": "lodos"}, "already exists"),
        ({"slug": "Not Good"}, "Use small letters, digits and hyphens."),
        ({"countries": "XX"}, "XX is no country code."),
        ({"time_zone": "Moon/Crater"}, "Select a valid choice"),
        ({"name": ""}, "Please fill this in."),
        ({"given_name": "\x00"}, "Null characters are not allowed."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    stage: Cast, sign_in: Any, wrong: dict[str, str], says: str
) -> None:
    answer = sign_in(stage.member).post(NEW, {**FORM, **wrong})

    shown = answer.content.decode()
    assert (answer.status_code, says in shown, "Çağlar" in shown) == (422, True, True)
    assert Organisation.objects.count() == 2


def test_address_part_is_proposed_while_the_name_is_typed(stage: Cast, sign_in: Any) -> None:
    """U1: the fragment holds the proposal and leaves alone what somebody wrote."""
    browser, htmx = sign_in(stage.member), {"HX-Request": "true"}

    proposed = browser.get(NEW, {"name": "Lodos"}, headers=htmx).content.decode()
    kept = browser.get(NEW, {"name": "Lodos", "slug": "wind"}, headers=htmx).content.decode()

    assert ('value="lodos-2"' in proposed, 'value="wind"' in kept) == (True, True)
    assert "<html" not in proposed


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Straße & Söhne", "strasse-sohne"),
        ("İş Bankası", "is-bankasi"),
        ("日本", "organisation"),
        ("Lodos", "lodos-2"),
        ("x" * 90, "x" * 36),
        ("  -- ", "organisation"),
    ],
)
def test_address_part_is_made_of_any_name(stage: Cast, name: str, slug: str) -> None:
    """U1, S3: letters of every language, and a number where it is taken."""
    assert free_slug(name) == slug
