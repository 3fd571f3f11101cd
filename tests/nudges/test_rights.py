"""W7: who keeps the roster opens nobody's words to themselves without those hearing of it."""

import pytest
from django.utils import timezone

from nudges.registry import nudges, open_rows
from orgs.models import Level, Person, Role
from orgs.people.actions import leader_change, person_edit
from orgs.places.actions import place_save
from orgs.roles.actions import role_give, role_take
from orgs.roster.actions import roster_import
from tests.cast import Cast

KIND = "orgs.rights_changed"


def heard() -> dict[str, set[str]]:
    """Who is told what, by given name."""
    found: dict[str, set[str]] = {}
    for due in open_rows(nudges[KIND], timezone.now()):
        name = Person.objects.get(pk=due.person_id).given_name
        found.setdefault(due.title, set()).add(name)
    return found


def test_administrator_who_takes_over_somebody_is_heard_of(cast: Cast) -> None:
    """W7: the person and the leader before know who reads requests for hours now."""
    leader_change(person=cast.member, leader=cast.administrator, by=cast.administrator)

    assert heard() == {
        "Ada Amir entered Ada Amir as home leader of Emre Sahin, in place of Burak Dogan.": {
            "Emre",
            "Burak",
        }
    }
    (due,) = open_rows(nudges[KIND], timezone.now(), cast.member)
    assert due.url == cast.path(f"people/{cast.member.pk}/")


def test_leader_out_of_a_file_is_told_as_if_typed(cast: Cast) -> None:
    """W7: an import gives no rights on the quiet either; who has the same leader hears nothing."""
    rows = [
        "email,given_name,family_name,division,level,manager_email",
        f"{cast.member.email},Emre,Sahin,Customer Service,director,{cast.administrator.email}",
        f"{cast.representative.email},Selin,Kaya,Customer Service,manager,{cast.home_leader.email}",
        "new@lodos.example,New,One,IT,manager,",
    ]

    roster_import(text="\n".join(rows), by=cast.administrator)

    assert heard() == {
        "Ada Amir entered Ada Amir as home leader of Emre Sahin, in place of Burak Dogan.": {
            "Emre",
            "Burak",
        },
        "Ada Amir entered the level “director”, which leads, for Emre Sahin.": {"Emre"},
    }


@pytest.mark.parametrize("kind", Role.Kind)
def test_roles_of_the_organisation_are_told_to_the_other_administrators(
    cast: Cast, kind: str
) -> None:
    """W7, R8: an administrator who makes herself auditor, or somebody administrator, is seen."""
    Role.objects.create(person=cast.reader, kind=Role.Kind.ADMINISTRATOR)
    who = cast.administrator if kind == "auditor" else cast.coach

    role = role_give(person=who, kind=kind, by=cast.administrator)
    role_take(role=role, by=cast.administrator)

    others = {"Rana"} if who == cast.administrator else {"Rana", "Kaya"}
    assert heard() == {
        f"Ada Amir made {who} an {kind}.": others,
        f"{who} is no longer an {kind} (Ada Amir).": others,
    }


def test_role_that_waits_for_a_second_factor_leads_to_it(cast: Cast) -> None:
    cast.organisation.needs_second_factor = True
    cast.organisation.save()

    role_give(person=cast.coach, kind=Role.Kind.AUDITOR, by=cast.administrator)

    (due,) = open_rows(nudges[KIND], timezone.now(), cast.coach)
    assert (due.url, due.action) == ("/account/security/", "Turn on a second factor first")


def test_level_that_comes_to_lead_is_told_to_the_other_administrators(cast: Cast) -> None:
    """W7: whoever leads may choose themes, and in a team reads what questions the focus."""
    Role.objects.create(person=cast.reader, kind=Role.Kind.ADMINISTRATOR)
    level = Level.objects.get(name="manager")
    level.leads = True

    place_save(place=level, by=cast.administrator)
    person_edit(person=cast.coach, by=cast.administrator, level=level)

    assert heard() == {
        "Ada Amir says that people of the level “manager” lead.": {"Rana"},
        "Ada Amir entered the level “manager”, which leads, for Kaya Kurt.": {"Rana", "Kaya"},
    }


def test_ordinary_changes_of_the_roster_are_told_to_nobody(cast: Cast) -> None:
    person_edit(person=cast.member, by=cast.administrator, title="Technician")
    person_edit(person=cast.member, by=cast.administrator, level=cast.levels["manager"])

    assert heard() == {}
