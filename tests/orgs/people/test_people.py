"""U3: administrators manage people and leaders; whoever leaves keeps their history."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from core.tenancy import check_now
from orgs.email_changes.actions import address_changes_apply
from orgs.models import Account, AuditEvent, Invitation, OrganisationAccount, Person, Role
from orgs.people.actions import (
    leader_change,
    person_add,
    person_deactivate,
    person_edit,
    person_reactivate,
)
from orgs.roles.actions import role_give, role_take
from teams.models import Membership
from tests.cast import Cast


def account_of(person: Person) -> Account:
    return Account.objects.get(people=person)


def may_enter(person: Person) -> bool:
    return OrganisationAccount.objects.filter(account=person.account).exists()


def test_added_person_has_no_account_before_their_own_yes(cast: Cast) -> None:
    """U2: who is on the roster comes in by invitation, not by somebody else's deed."""
    person = person_add(
        by=cast.administrator,
        given_name="Zoë",
        family_name="Özdemir",
        email="ZOE@Lodos.example",
        division=cast.divisions["IT"],
        level=cast.levels["manager"],
        leader=cast.sponsor,
    )

    assert (person.email, person.account) == ("zoe@lodos.example", None)
    assert not Account.objects.filter(email="zoe@lodos.example").exists()


def test_leader_change_is_audited(cast: Cast) -> None:
    leader_change(person=cast.member, leader=cast.sponsor, by=cast.administrator)

    event = AuditEvent.objects.get(verb="person.edit")
    assert (event.before, event.after) == (
        {"leader_id": cast.home_leader.pk},
        {"leader_id": cast.sponsor.pk},
    )


def test_circle_of_leaders_is_refused_with_a_sentence(cast: Cast) -> None:
    """U3: the tree of leaders has no cycles; the database says no, the person reads why."""
    with pytest.raises(ValidationError) as refused:
        leader_change(person=cast.sponsor, leader=cast.member, by=cast.administrator)

    assert refused.value.message_dict == {
        "leader": ["Emre Sahin is led by Nilgun Erdem. Choose somebody who is not."]
    }
    assert Person.objects.get(pk=cast.sponsor.pk).leader is None


def test_own_leader_is_refused_with_a_sentence(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="Nobody is their own home leader"):
        leader_change(person=cast.member, leader=cast.member, by=cast.administrator)


def test_circle_is_refused_by_the_database_without_the_action(cast: Cast) -> None:
    Person.objects.filter(pk=cast.sponsor.pk).update(leader=cast.member)

    with pytest.raises(IntegrityError, match="orgs_person_no_cycle"), transaction.atomic():
        check_now()

    Person.objects.filter(pk=cast.sponsor.pk).update(leader=None)


def test_new_email_that_took_effect_is_invited_and_the_old_account_closed(cast: Cast) -> None:
    """U2: nobody types themselves into another's account; the new address says yes itself."""
    old = account_of(cast.member)
    person_edit(person=cast.member, by=cast.administrator, email="Emre@new.example")

    address_changes_apply(timezone.now() + timedelta(hours=72))

    person = Person.objects.get(pk=cast.member.pk)
    invited = Invitation.objects.valid(timezone.now()).get(person=person)
    assert (person.account, invited.email) == (None, "emre@new.example")
    assert not OrganisationAccount.objects.filter(account=old).exists()
    assert Account.objects.get(pk=old.pk).is_active is False


def test_somebody_who_leaves_keeps_their_history_but_not_their_way_in(cast: Cast) -> None:
    person = person_deactivate(person=cast.member, by=cast.administrator, on=date(2026, 5, 31))

    assert (person.left_on, may_enter(person)) == (date(2026, 5, 31), False)
    assert Membership.objects.filter(person=person, team=cast.team).exists()
    assert AuditEvent.objects.get(verb="person.deactivate").after == {"left_on": "2026-05-31"}


def test_leaving_twice_is_refused(cast: Cast) -> None:
    person_deactivate(person=cast.member, by=cast.administrator)

    with pytest.raises(ValidationError, match="Emre Sahin has left already"):
        person_deactivate(person=cast.member, by=cast.administrator)


def test_somebody_who_comes_back_can_sign_in_again(cast: Cast) -> None:
    person_deactivate(person=cast.member, by=cast.administrator)

    person = person_reactivate(person=cast.member, by=cast.administrator)

    account = account_of(person)
    assert (person.left_on, may_enter(person), account.is_active) == (None, True, True)


def test_somebody_who_is_here_cannot_come_back(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="Emre Sahin is here already"):
        person_reactivate(person=cast.member, by=cast.administrator)


def test_last_administrator_cannot_leave(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="Ada Amir is the last administrator"):
        person_deactivate(person=cast.administrator, by=cast.administrator)


def test_administrator_can_leave_when_there_is_another(cast: Cast) -> None:
    role_give(person=cast.coach, kind=Role.Kind.ADMINISTRATOR, by=cast.administrator)

    person = person_deactivate(person=cast.administrator, by=cast.coach)

    assert person.left_on == date(2026, 5, 20)


def test_last_administrator_keeps_the_role(cast: Cast) -> None:
    role = Role.objects.get(person=cast.administrator)

    with pytest.raises(ValidationError, match="Ada Amir is the last administrator"):
        role_take(role=role, by=cast.administrator)


def test_administrator_who_left_does_not_count(cast: Cast) -> None:
    role_give(person=cast.coach, kind=Role.Kind.ADMINISTRATOR, by=cast.administrator)
    person_deactivate(person=cast.coach, by=cast.administrator)

    with pytest.raises(ValidationError, match="last administrator"):
        role_take(role=Role.objects.get(person=cast.administrator), by=cast.administrator)


def test_roles_are_given_and_taken_with_audit(cast: Cast) -> None:
    """R8: role changes are on record, once each."""
    role = role_give(person=cast.coach, kind=Role.Kind.AUDITOR, by=cast.administrator)
    role_give(person=cast.coach, kind=Role.Kind.AUDITOR, by=cast.administrator)
    role_take(role=role, by=cast.administrator)

    events = AuditEvent.objects.filter(verb__startswith="role.").order_by("pk")
    assert [(e.verb, e.actor, e.label) for e in events] == [
        ("role.give", cast.administrator, "Kaya Kurt"),
        ("role.take", cast.administrator, "Kaya Kurt"),
    ]


def test_role_is_not_given_to_somebody_who_left(cast: Cast) -> None:
    person_deactivate(person=cast.coach, by=cast.administrator)

    with pytest.raises(ValidationError, match="Kaya Kurt has left"):
        role_give(
            person=Person.objects.get(pk=cast.coach.pk),
            kind=Role.Kind.AUDITOR,
            by=cast.administrator,
        )


@pytest.mark.parametrize(
    "statement", ["UPDATE orgs_auditevent SET verb = 'x'", "DELETE FROM orgs_auditevent"]
)
def test_audit_is_append_only_for_the_web_role(cast: Cast, statement: str) -> None:
    """R8: what is on record stays."""
    role_give(person=cast.coach, kind=Role.Kind.AUDITOR, by=cast.administrator)

    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)
