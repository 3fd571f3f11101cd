"""The pages about people, as a browser sees them."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from checkins.models import Impediment
from core.tenancy import tenant
from okrs.models import ToDo
from orgs.models import Person
from tests.cast import Cast, make_person


def names(response: Any) -> list[str]:
    return [str(person) for person in response.context["slice"].rows]


def fields(person: Person, **changed: object) -> dict[str, object]:
    held = {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "email": person.email,
        "employee_number": "",
        "title": "",
        "division": person.division_id,
        "department": "",
        "level": person.level_id,
        "site": "",
        "leader": person.leader_id or "",
        "weekly_hours": "40",
        "language": "en",
        "time_zone": "",
    }
    return {**held, **changed}


def test_people_are_listed_by_family_name(stage: Cast, sign_in: Any) -> None:
    response = sign_in(stage.reader).get(stage.path("people/"))

    assert names(response)[:3] == ["Ada Amir", "Deniz Aydin", "Burak Dogan"]


@pytest.mark.parametrize("typed", ["şah", "SAH", "Sâh", "emre sah"])
def test_people_are_found_by_a_part_of_the_name(stage: Cast, sign_in: Any, typed: str) -> None:
    """U4, S3: part of a word, whatever its case and accents."""
    response = sign_in(stage.reader).get(stage.path("people/"), {"q": typed})

    assert names(response) == ["Emre Sahin"]


def test_turkish_i_is_found_with_and_without_its_dot(stage: Cast, sign_in: Any) -> None:
    """S3: "İstanbul", "ISTANBUL" and "ıstanbul" agree."""
    with tenant(stage.organisation):
        make_person(
            stage.organisation,
            "Işıl",
            "İnanç",
            division=stage.divisions["IT"],
            level=stage.levels["manager"],
            email="isil@lodos.example",
        )
    browser = sign_in(stage.reader)

    found = [
        names(browser.get(stage.path("people/"), {"q": typed}))
        for typed in ("isil", "ISIL", "ışıl", "İNANC")
    ]

    assert found == [["Işıl İnanç"]] * 4


def test_people_are_narrowed_by_division(stage: Cast, sign_in: Any) -> None:
    sales = stage.divisions["Sales"].pk

    response = sign_in(stage.reader).get(stage.path("people/"), {"division": sales})

    assert names(response) == ["Rana Reader", "Jurgen Weiss"]


def test_filter_that_makes_no_sense_narrows_nothing(stage: Cast, sign_in: Any) -> None:
    browser = sign_in(stage.reader)

    for query in ({"division": "x"}, {"after": "-1"}, {"after": "9" * 40}, {"after": "²"}):
        assert len(names(browser.get(stage.path("people/"), query))) == 12


def test_pages_go_on_behind_the_last_name(
    stage: Cast, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orgs.people.views.PAGE", 5)
    browser, seen, after = sign_in(stage.reader), list[str](), ""
    while after != "None":
        response = browser.get(stage.path("people/"), {"after": after})
        seen += names(response)
        after = str(response.context["slice"].next)

    with tenant(stage.organisation):
        everybody = [str(person) for person in Person.objects.order_by("sort_key", "pk")]
    assert seen == everybody


def test_list_takes_the_same_queries_for_more_people(stage: Cast, sign_in: Any) -> None:
    browser = sign_in(stage.reader)
    took = []
    for query in ({"q": "emre"}, {}):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get(stage.path("people/"), query)
        took.append(len(queries))

    assert took[0] == took[1]


def test_search_answers_htmx_with_the_list_alone(stage: Cast, sign_in: Any) -> None:
    response = sign_in(stage.reader).get(
        stage.path("people/"), {"q": "emre"}, headers={"HX-Request": "true"}
    )

    assert b"Emre Sahin" in response.content
    assert b"<html" not in response.content


def test_person_page_says_where_somebody_belongs(stage: Cast, sign_in: Any) -> None:
    response = sign_in(stage.reader).get(stage.path(f"people/{stage.member.pk}/"))
    text = response.content.decode()

    words = ["Customer Service", "specialist", "Burak Dogan", "Capabilities", "Quieter kitchens"]
    assert [word for word in words if word in text] == words


@pytest.mark.parametrize(
    ("who", "hours", "weekly"),
    [
        ("member", "4", "40"),
        ("home_leader", "4", "40"),
        ("integrator", "4", None),
        ("representative", "4", None),
        ("coach", "4", None),
        ("reader", None, None),
        ("administrator", None, None),
        ("sponsor", None, None),
    ],
)
def test_hours_are_seen_by_those_whom_they_concern(
    stage: Cast, sign_in: Any, who: str, hours: str | None, weekly: str | None
) -> None:
    """R4: no figure about a person; hours for themselves, home leader and who works with them."""
    response = sign_in(getattr(stage, who)).get(stage.path(f"people/{stage.member.pk}/"))

    seat = response.context["seats"][0]
    shown = response.context["weekly_hours"]
    assert (seat.hours and f"{seat.hours:n}", shown and f"{shown:n}") == (
        hours and f"{float(hours):.2f}",
        weekly and f"{float(weekly):.2f}",
    )


def test_person_is_added_by_hand(stage: Cast, sign_in: Any) -> None:
    typed = fields(stage.member, email="new@lodos.example", given_name="Zoë", weekly_hours="22,5")

    response = sign_in(stage.administrator).post(stage.path("people/add/"), typed)

    with tenant(stage.organisation):
        person = Person.objects.get(email="new@lodos.example")
    assert response.headers["Location"] == stage.path(f"people/{person.pk}/")
    assert (str(person.weekly_hours), person.organisation) == ("22.50", stage.organisation)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"email": "ADA.AMIR@lodos.example"}, "Somebody on the roster has this e-mail already."),
        ({"email": "nonsense"}, "Enter a valid email address."),
        ({"given_name": ""}, "Please fill this in."),
        ({"weekly_hours": "many"}, "Write a number, for example 3.5."),
        ({"weekly_hours": "61"}, "Ensure this value is less than or equal to 60."),
        ({"division": "999999"}, "Select a valid choice."),
        ({"time_zone": "Mars/Olympus"}, "Select a valid choice."),
    ],
)
def test_bad_person_is_refused_beside_the_field(
    stage: Cast, sign_in: Any, changed: dict[str, str], said: str
) -> None:
    typed = fields(stage.member, given_name="Kept", email="new@lodos.example") | changed

    response = sign_in(stage.administrator).post(stage.path("people/add/"), typed)

    assert response.status_code == 422
    shown = response.context["form"].errors[next(iter(changed))]
    assert any(said in error for error in shown)
    with tenant(stage.organisation):
        assert Person.objects.count() == 12


def test_circle_is_said_beside_the_leader(stage: Cast, sign_in: Any) -> None:
    """U3: the refusal of the database becomes a sentence of the form."""
    typed = fields(stage.sponsor, leader=stage.member.pk, title="Kept")

    response = sign_in(stage.administrator).post(
        stage.path(f"people/{stage.sponsor.pk}/edit/"), typed
    )

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "leader": ["Emre Sahin is led by Nilgun Erdem. Choose somebody who is not."]
    }
    assert b'value="Kept"' in response.content
    with tenant(stage.organisation):
        assert Person.objects.get(pk=stage.sponsor.pk).title == ""


def test_page_of_leaving_lists_what_is_left_behind(stage: Cast, sign_in: Any) -> None:
    """U3: owned items are listed for hand-over."""
    response = sign_in(stage.administrator).get(
        stage.path(f"people/{stage.home_leader.pk}/deactivate/")
    )

    told = [(str(left.words), left.about) for left in response.context["left_behind"]]
    assert told == [
        ("home leader of", "Deniz Aydin"),
        ("home leader of", "Selin Kaya"),
        ("home leader of", "Emre Sahin"),
    ]


def test_key_results_and_seats_are_left_behind(stage: Cast, sign_in: Any) -> None:
    response = sign_in(stage.administrator).get(stage.path(f"people/{stage.member.pk}/deactivate/"))

    told = [(str(left.words), left.about) for left in response.context["left_behind"]]
    assert told == [("in the team", "Capabilities"), ("measures", "Repeat visits")]


def test_to_dos_and_impediments_are_counted_and_not_told(stage: Cast, sign_in: Any) -> None:
    """R5, W11: administrators learn how much is left behind, not what it says."""
    told = {"team": stage.team, "text": "Talk to a dealer"}
    with tenant(stage.organisation):
        for number in range(3):
            ToDo.objects.create(**told, owner=stage.waiting_member, due_on=date(2026, 6, 1))
            Impediment.objects.create(
                **told, owner=stage.waiting_member, by=stage.member, private=number == 0
            )

    page = sign_in(stage.administrator).get(
        stage.path(f"people/{stage.waiting_member.pk}/deactivate/")
    )

    assert [(str(left.words), left.about) for left in page.context["left_behind"]] == [
        ("in the team", "Capabilities"),
        ("owns 3 to-dos in", "Capabilities"),
        ("looks after 2 impediments of", "Capabilities"),
    ]
    assert "dealer" not in page.content.decode()


def test_leaving_is_posted_and_stops_the_way_in(stage: Cast, sign_in: Any, client: Client) -> None:
    browser = sign_in(stage.administrator)

    browser.post(stage.path(f"people/{stage.member.pk}/deactivate/"), {"on": "2026-05-20"})
    page = browser.get(stage.path(f"people/{stage.member.pk}/"))

    assert "Left on" in page.content.decode()
    assert sign_in(stage.member).get(stage.path()).status_code in {302, 404}


def test_somebody_comes_back_by_a_button(stage: Cast, sign_in: Any) -> None:
    browser = sign_in(stage.administrator)
    browser.post(stage.path(f"people/{stage.member.pk}/deactivate/"), {"on": "2026-05-20"})

    browser.post(stage.path(f"people/{stage.member.pk}/reactivate/"))

    with tenant(stage.organisation):
        assert Person.objects.get(pk=stage.member.pk).active is True


@pytest.mark.parametrize(
    "rest",
    [
        "people/add/",
        "people/{}/edit/",
        "people/{}/deactivate/",
        "people/import/",
        "settings/",
        "settings/roles/",
        "settings/places/",
        "settings/audit/",
    ],
)
def test_pages_of_administrators_are_refused_with_a_sentence(
    stage: Cast, sign_in: Any, rest: str
) -> None:
    response = sign_in(stage.reader).get(stage.path(rest.format(stage.member.pk)))

    assert response.status_code == 403
    assert "dministrators" in response.content.decode()
