"""U1: an operator's command makes an organisation with its first administrator."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from core.tenancy import tenant
from orgs.access import can_administer
from orgs.models import AuditEvent, Organisation, OrganisationAccount, Person

GIVEN = {"name": "Lodos", "slug": "lodos", "time_zone": "Europe/Istanbul", "countries": "tr, de"}


def create(**changed: object) -> str:
    out = StringIO()
    call_command("organisation_create", **{**GIVEN, **changed}, stdout=out)
    return out.getvalue().strip()


def test_command_makes_an_organisation_and_says_its_address(db: None) -> None:
    assert create() == "http://testserver/o/lodos/"

    made = Organisation.objects.get()
    assert (made.name, made.time_zone, made.countries, made.language) == (
        "Lodos",
        "Europe/Istanbul",
        ["TR", "DE"],
        "en",
    )


def test_named_person_administers_it_and_can_sign_in(db: None) -> None:
    create(administrator=["Ada@Lodos.example", "Ada", "Amir"])

    made = Organisation.objects.get()
    with tenant(made):
        person = Person.objects.get()
        assert (person.name, person.email, can_administer(person)) == (
            "Ada Amir",
            "ada@lodos.example",
            True,
        )
        assert set(AuditEvent.objects.values_list("verb", flat=True)) == {
            "person.add",
            "role.give",
            "organisation.create",
        }
    assert OrganisationAccount.objects.filter(organisation=made).count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"slug": "Not An Address"}, "slug: Use small letters, digits and hyphens."),
        ({"time_zone": "Mars/Olympus"}, "time_zone: Mars/Olympus is no time zone."),
        ({"countries": "XX"}, "XX is no country code. Write two letters, for example TR."),
        ({"name": ""}, "name: This field cannot be blank."),
        ({"administrator": ["nonsense", "Ada", "Amir"]}, "email: Enter a valid email address."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    db: None, changed: dict[str, object], said: str
) -> None:
    with pytest.raises(CommandError) as refused:
        create(**changed)

    assert said in str(refused.value)
    assert not Organisation.objects.exists()


def test_address_part_that_is_taken_is_refused(db: None) -> None:
    create()

    with pytest.raises(CommandError, match="slug: Organisation with this Address part"):
        create(name="Another")
