"""Settings of the organisation, roles, places, audit and the account."""

from typing import Any

import pytest
from django.test import Client

from core.tenancy import tenant
from orgs.models import Account, AuditEvent, Division, Level, Organisation, Role, Site
from teams.hours.actions import hours_answer
from teams.models import Commitment, LeaderAnswer
from tests.cast import Cast, Rival

SETTINGS = {"name": "Lodos", "time_zone": "Europe/Berlin", "countries": "de, tr", "language": "de"}


def test_settings_are_saved_and_audited(stage: Cast, sign_in: Any) -> None:
    """U1: name, time zone, countries, language."""
    sign_in(stage.administrator).post(stage.path("settings/"), SETTINGS)

    saved = Organisation.objects.get(pk=stage.organisation.pk)
    assert (saved.time_zone, saved.countries, saved.language) == (
        "Europe/Berlin",
        ["DE", "TR"],
        "de",
    )
    with tenant(stage.organisation):
        event = AuditEvent.objects.get(verb="organisation.edit")
    assert event.before["time_zone"] == "Europe/Istanbul"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("time_zone", "Mars/Olympus", "Select a valid choice."),
        ("countries", "TR, XX", "XX is no country code. Write two letters, for example TR."),
        ("name", "", "Please fill this in."),
        ("language", "fr", "Select a valid choice."),
    ],
)
def test_bad_settings_are_refused_and_kept_in_the_form(
    stage: Cast, sign_in: Any, name: str, value: str, said: str
) -> None:
    response = sign_in(stage.administrator).post(
        stage.path("settings/"), {**SETTINGS, "name": "Typed", name: value}
    )

    assert response.status_code == 422
    assert said in response.context["form"].errors[name][0]
    assert Organisation.objects.get(pk=stage.organisation.pk).time_zone == "Europe/Istanbul"


def test_role_is_given_and_taken_on_the_page(stage: Cast, sign_in: Any) -> None:
    browser = sign_in(stage.administrator)

    browser.post(stage.path("settings/roles/"), {"person": stage.coach.pk, "kind": "auditor"})
    with tenant(stage.organisation):
        role = Role.objects.get(person=stage.coach)
    browser.post(stage.path(f"settings/roles/{role.pk}/take/"))

    with tenant(stage.organisation):
        assert not Role.objects.filter(person=stage.coach).exists()


def test_last_administrator_reads_why_the_role_stays(stage: Cast, sign_in: Any) -> None:
    with tenant(stage.organisation):
        role = Role.objects.get(person=stage.administrator)

    response = sign_in(stage.administrator).post(
        stage.path(f"settings/roles/{role.pk}/take/"), follow=True
    )

    assert "Ada Amir is the last administrator" in response.content.decode()
    assert response.status_code == 200


def test_level_is_renamed_and_leads(stage: Cast, sign_in: Any) -> None:
    level = stage.levels["manager"]

    sign_in(stage.administrator).post(
        stage.path(f"settings/levels/{level.pk}/"), {"name": "lead", "rank": "2", "leads": "on"}
    )

    with tenant(stage.organisation):
        saved = Level.objects.get(pk=level.pk)
        event = AuditEvent.objects.get(verb="level.edit")
    assert (saved.name, saved.leads) == ("lead", True)
    assert (event.before["leads"], event.after["leads"]) == (False, True)


def test_division_with_a_name_that_is_taken_is_refused(stage: Cast, sign_in: Any) -> None:
    response = sign_in(stage.administrator).post(
        stage.path("settings/divisions/add/"), {"name": "Sales"}
    )

    assert response.status_code == 422
    with tenant(stage.organisation):
        assert Division.objects.filter(name="Sales").count() == 1


def test_site_is_added(stage: Cast, sign_in: Any) -> None:
    sign_in(stage.administrator).post(stage.path("settings/sites/add/"), {"name": "Manisa"})

    page = sign_in(stage.administrator).get(stage.path("settings/places/"))
    assert "Manisa" in page.content.decode()


def test_site_says_whose_holidays_count(stage: Cast, sign_in: Any) -> None:
    """E5: two letters, however they are typed; a country nobody knows is refused."""
    browser, add = sign_in(stage.administrator), stage.path("settings/sites/add/")

    browser.post(add, {"name": "Manisa", "country": "tr"})
    refused = browser.post(add, {"name": "Atlantis", "country": "xx"})

    with tenant(stage.organisation):
        added = Site.objects.exclude(name="İstanbul").values_list("name", "country")
        assert list(added) == [("Manisa", "TR")]
    assert refused.status_code == 422
    assert "XX is no country code" in refused.content.decode()


def test_auditor_reads_the_record_but_not_the_settings(stage: Cast, sign_in: Any) -> None:
    """R8: the record is visible to an auditor role."""
    browser = sign_in(stage.administrator)
    browser.post(stage.path("settings/roles/"), {"person": stage.coach.pk, "kind": "auditor"})

    auditor = sign_in(stage.coach)

    assert "role.give" in auditor.get(stage.path("settings/audit/")).content.decode()
    assert auditor.get(stage.path("settings/")).status_code == 403


def test_record_goes_on_by_number(
    stage: Cast, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orgs.audit.views.PAGE", 2)
    browser = sign_in(stage.administrator)
    for name in ("A", "B", "C"):
        browser.post(stage.path("settings/sites/add/"), {"name": name})

    first = browser.get(stage.path("settings/audit/")).context["slice"]
    second = browser.get(stage.path("settings/audit/"), {"before": first.next}).context["slice"]

    assert [[event.label for event in page.rows] for page in (first, second)] == [["C", "B"], ["A"]]


def test_record_says_whose_hours_but_not_how_many(stage: Cast, sign_in: Any) -> None:
    """R4: hours are for the person, their home leader and the integration team."""
    with tenant(stage.organisation):
        commitment = Commitment.objects.get(membership__person=stage.waiting_member)
        hours_answer(
            commitment=commitment, leader=stage.home_leader, answer=LeaderAnswer.Answer.AGREE
        )

    page = sign_in(stage.administrator).get(stage.path("settings/audit/"))

    event = page.context["slice"].rows[0]
    assert (event.verb, event.label) == ("hours.answer", "Deniz Aydin")
    assert (event.before, event.after) == ({"state": "asked"}, {"state": "agreed"})


def test_account_keeps_language_and_appearance(stage: Cast, sign_in: Any) -> None:
    response = sign_in(stage.member).post("/account/", {"language": "tr", "appearance": "dark"})

    account = Account.objects.get(email=stage.member.email)
    assert (response.status_code, account.language, account.appearance) == (302, "tr", "dark")


def test_account_page_sends_strangers_to_sign_in(client: Client, db: None) -> None:
    assert client.get("/account/").headers["Location"] == "/accounts/login/?next=/account/"


def test_account_refuses_a_language_that_we_do_not_speak(stage: Cast, sign_in: Any) -> None:
    response = sign_in(stage.member).post("/account/", {"language": "tlh", "appearance": ""})

    assert response.status_code == 422
    assert Account.objects.get(email=stage.member.email).language == ""


def test_places_of_another_organisation_are_not_listed(
    stage: Cast, rival: Rival, sign_in: Any
) -> None:
    page = sign_in(stage.administrator).get(stage.path("settings/places/"))

    assert "Secret division" not in page.content.decode()
