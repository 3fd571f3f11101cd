"""W6: an administrator cannot become somebody by giving them another e-mail."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from core.tenancy import tenant
from nudges.models import BackgroundFailure
from nudges.tasks import hand_over, look_after
from orgs.accounts.actions import account_for
from orgs.email_changes.actions import (
    address_change_confirm,
    address_change_stop,
    address_changes_apply,
)
from orgs.email_changes.actions import second_administrator as can_be_confirmed
from orgs.identity.actions import provider_admit
from orgs.invitations.actions import invitation_accept, invite
from orgs.models import (
    AddressChange,
    AuditEvent,
    Invitation,
    Person,
    Role,
    VerifiedDomain,
)
from orgs.people.actions import person_deactivate, person_edit, person_reactivate
from orgs.roster.actions import roster_import
from reviews.access import own_reflection, readable_reflections
from reviews.health_checks.actions import health_open, health_vote
from reviews.health_checks.models import DIMENSIONS
from reviews.models import Farewell, PrivateScore, Reflection, ScoreRound
from reviews.nudges import thanked
from reviews.review.actions import reflection_write
from reviews.scoring.actions import own_scores
from teams.access import can_edit_coach_note, seen_coach_notes
from teams.hours.notes import own_notes
from teams.hours.rules import NotesSwitch
from teams.models import CoachNote, HoursNote, Membership, Offer
from teams.offers.views import _own
from tests.cast import Cast
from tests.operating import as_owner
from tests.sink import Sink

NEW = "ada.private@mail.example"
LATER = timedelta(hours=72)


def asked(cast: Cast, person: Person | None = None) -> AddressChange:
    person_edit(person=person or cast.member, by=cast.administrator, email=NEW)
    change: AddressChange = AddressChange.objects.get()
    return change


def taken_over(cast: Cast, person: Person) -> Person:
    """The change took effect, and whoever owns the new address has accepted the invitation."""
    asked(cast, person)
    address_changes_apply(timezone.now() + LATER)
    invitation = Invitation.objects.get(person=person, email=NEW)
    return invitation_accept(invitation=invitation, account=account_for(NEW))


def test_new_email_of_somebody_with_an_account_waits(cast: Cast) -> None:
    """W6: nothing changes at once: not the roster, not the account, and nobody is invited."""
    account = cast.member.account_id

    change = asked(cast)

    person = Person.objects.get(pk=cast.member.pk)
    assert (person.email, person.account_id) == (cast.member.email, account)
    assert change.takes_effect_at - change.asked_at == LATER
    assert not Invitation.objects.filter(person=person, email=NEW).exists()
    assert AuditEvent.objects.filter(verb="address.ask").count() == 1


def test_other_fields_are_saved_at_once(cast: Cast) -> None:
    person_edit(person=cast.member, by=cast.administrator, email=NEW, title="Chief Engineer")

    assert Person.objects.get(pk=cast.member.pk).title == "Chief Engineer"


def test_old_address_is_told_and_stops_it(stage: Cast, sink: Sink) -> None:
    """W6: the mail's link shows what is to happen and changes nothing; its button stops it."""
    with tenant(stage.organisation):
        asked(stage)
    look_after(stage.organisation.pk)
    hand_over()
    text = sink.to(stage.member.email)[-1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    link = re.search(r"/a/address/\S+", text)
    assert link
    assert NEW in text
    assert sink.to(NEW) == []

    opened = Client().get(link[0])
    with tenant(stage.organisation):
        still = AddressChange.objects.get().state
    stopped = Client().post(link[0])

    assert (still, NEW in opened.content.decode()) == ("waiting", True)
    assert "Your e-mail stays as it is" in stopped.content.decode()
    with tenant(stage.organisation):
        address_changes_apply(timezone.now() + LATER)
        assert Person.objects.get(pk=stage.member.pk).email == stage.member.email
        assert AuditEvent.objects.filter(verb="address.stop").count() == 1


def test_waiting_change_shows_on_the_page_of_the_person(stage: Cast, sign_in: Any) -> None:
    with tenant(stage.organisation):
        asked(stage)

    shown = sign_in(stage.administrator).get(stage.path(f"people/{stage.member.pk}/"))

    assert NEW in shown.content.decode()
    hidden = sign_in(stage.reader).get(stage.path(f"people/{stage.member.pk}/"))
    assert NEW not in hidden.content.decode()


def second_administrator(cast: Cast, days: int) -> Person:
    since = timezone.now() - timedelta(days=days)
    Role.objects.create(person=cast.reader, kind=Role.Kind.ADMINISTRATOR, given_at=since)
    Person.objects.filter(pk=cast.reader.pk).update(standing_since=since)
    return cast.reader


def test_second_administrator_lets_it_take_effect(cast: Cast) -> None:
    change = asked(cast)

    address_change_confirm(change=change, by=second_administrator(cast, days=30))

    assert Person.objects.get(pk=cast.member.pk).email == NEW
    assert AuditEvent.objects.filter(verb="address.confirm").count() == 1


@pytest.mark.parametrize("who", ["administrator", "fresh", "themself"])
def test_nobody_confirms_their_own_request(cast: Cast, who: str) -> None:
    """W6: not who asked, not an administrator made a moment ago, not the person."""
    person = second_administrator(cast, days=30) if who == "themself" else cast.member
    change = asked(cast, person)
    by = {"administrator": lambda: cast.administrator, "themself": lambda: person}.get(
        who, lambda: second_administrator(cast, days=0)
    )()

    with pytest.raises(ValidationError):
        address_change_confirm(change=change, by=by)

    assert Person.objects.get(pk=person.pk).email != NEW


def comes_in_lately(cast: Cast, puppet: Person) -> None:
    Person.objects.filter(pk=puppet.pk).update(account=None)
    invitation = invite(people=[Person.objects.get(pk=puppet.pk)], by=cast.administrator)[0]
    invitation_accept(invitation=invitation, account=account_for(puppet.email))


def comes_back(cast: Cast, puppet: Person) -> None:
    person_deactivate(person=puppet, by=cast.administrator)
    person_reactivate(person=puppet, by=cast.administrator)


def has_another_email(cast: Cast, puppet: Person) -> None:
    person_edit(person=puppet, by=cast.administrator, email="puppet@mail.example")
    address_changes_apply(timezone.now() + LATER)
    invitation = Invitation.objects.get(person=puppet, accepted_at=None)
    invitation_accept(invitation=invitation, account=account_for("puppet@mail.example"))


def never_came_in(cast: Cast, puppet: Person) -> None:
    Person.objects.filter(pk=puppet.pk).update(account=None)


@pytest.mark.parametrize("deed", [comes_in_lately, comes_back, has_another_email, never_came_in])
def test_old_role_makes_no_second_administrator(
    cast: Cast, deed: Callable[[Cast, Person], None]
) -> None:
    """W6: who holds the role for long, but came in at this e-mail only now, may be a puppet."""
    puppet = second_administrator(cast, days=30)
    deed(cast, puppet)
    person_edit(person=cast.member, by=cast.administrator, email=NEW)
    change = AddressChange.objects.get(person=cast.member)

    with pytest.raises(ValidationError, match="with the same e-mail"):
        address_change_confirm(change=change, by=Person.objects.get(pk=puppet.pk))

    assert not can_be_confirmed(change)
    assert Person.objects.get(pk=cast.member.pk).email != NEW


def role_of_the_organisation(cast: Cast) -> Person:
    return second_administrator(cast, days=30)


def role_in_a_theme(cast: Cast) -> Person:
    return cast.integrator


def sponsor_of_a_theme(cast: Cast) -> Person:
    return cast.sponsor


def coach_of_a_team(cast: Cast) -> Person:
    return cast.coach


@pytest.mark.parametrize(
    "role", [role_of_the_organisation, role_in_a_theme, sponsor_of_a_theme, coach_of_a_team]
)
@pytest.mark.parametrize("by_file", [False, True])
def test_email_of_somebody_with_a_role_waits_and_is_told_without_an_account(
    stage: Cast, sink: Sink, role: Callable[[Cast], Person], by_file: bool
) -> None:
    """W6: whoever owned the new address would have the role."""
    with tenant(stage.organisation):
        pk = role(stage).pk
        Person.objects.filter(pk=pk).update(account=None, employee_number="E77")
        person = Person.objects.select_related("division", "level").get(pk=pk)
        if by_file:
            names = f"{person.given_name},{person.family_name},{person.division},{person.level}"
            head = "employee_number,email,given_name,family_name,division,level\n"
            report = roster_import(text=f"{head}E77,{NEW},{names}\n", by=stage.administrator)
            assert report.problems == []
        else:
            person_edit(person=person, by=stage.administrator, email=NEW)
        assert Person.objects.get(pk=pk).email == person.email
        assert AddressChange.objects.get().person_id == pk
    look_after(stage.organisation.pk)
    hand_over()

    assert any(NEW in mail.as_string() for mail in sink.to(person.email))
    with tenant(stage.organisation):
        address_changes_apply(timezone.now() + LATER)
        assert Person.objects.get(pk=pk).email == NEW


def test_person_without_an_account_has_the_new_email_at_once(cast: Cast) -> None:
    """Nobody could come in at the old one; its invitation ends."""
    Person.objects.filter(pk=cast.member.pk).update(account=None)
    person = Person.objects.get(pk=cast.member.pk)
    Invitation.objects.create(
        person=person,
        email=person.email,
        token_hash="x",
        sent_at=timezone.now(),
        expires_at=timezone.now() + LATER,
    )

    person_edit(person=person, by=cast.administrator, email=NEW)

    assert Person.objects.get(pk=person.pk).email == NEW
    assert [row.email for row in Invitation.objects.open()] == [NEW]


def test_leaving_and_coming_back_is_no_way_round(cast: Cast) -> None:
    """W6: deactivate, another address, reactivate: refused while they are gone."""
    person_deactivate(person=cast.member, by=cast.administrator)
    with pytest.raises(ValidationError):
        person_edit(person=cast.member, by=cast.administrator, email=NEW)

    person_reactivate(person=cast.member, by=cast.administrator)

    person = Person.objects.get(pk=cast.member.pk)
    assert (person.email, person.account_id) == (cast.member.email, cast.member.account_id)


def test_leaving_ends_what_waits(cast: Cast) -> None:
    asked(cast)

    person_deactivate(person=cast.member, by=cast.administrator)

    address_changes_apply(timezone.now() + LATER)
    assert AddressChange.objects.get().state == "withdrawn"
    assert Person.objects.get(pk=cast.member.pk).email == cast.member.email


def test_file_that_brings_somebody_back_is_no_way_round(cast: Cast) -> None:
    """W6: gone, and back by a file with the same number and another address."""
    Person.objects.filter(pk=cast.member.pk).update(employee_number="E77")
    person_deactivate(person=cast.member, by=cast.administrator)
    text = (
        "employee_number,email,given_name,family_name,division,level,active\n"
        f"E77,{NEW},Emre,Member,Quality,specialist,yes\n"
    )

    report = roster_import(text=text, by=cast.administrator)

    person = Person.objects.get(pk=cast.member.pk)
    assert report.problems == []
    assert (person.active, person.email, person.account_id) == (
        True,
        cast.member.email,
        cast.member.account_id,
    )
    assert AddressChange.objects.get().new_email == NEW


def test_invitation_is_no_way_round(cast: Cast) -> None:
    """W6: who is in is not invited, neither before nor while a change waits."""
    asked(cast)

    sent = invite(people=[Person.objects.get(pk=cast.member.pk)], by=cast.administrator)

    assert sent == []


def test_identity_provider_is_no_way_round(cast: Cast) -> None:
    """W6: it lets nobody in at the new address before that is in effect."""
    issuer = "https://id.example"
    with as_owner():
        VerifiedDomain.objects.create(
            organisation=cast.organisation, domain="mail.example", issuer=issuer
        )
    asked(cast)

    with pytest.raises(ValidationError, match="not on the roster"):
        provider_admit(email=NEW, issuer=issuer)


def test_worker_tells_the_old_address_that_the_change_took_effect(
    stage: Cast, sink: Sink, django_capture_on_commit_callbacks: Any
) -> None:
    """W6: no request is there, and what comes after it in the same tick goes on."""
    with tenant(stage.organisation):
        old = asked(stage).old_email
        AddressChange.objects.update(takes_effect_at=timezone.now())

    with django_capture_on_commit_callbacks(execute=True):
        look_after(stage.organisation.pk)

    assert len(sink.to(old)) == 1
    with tenant(stage.organisation):
        assert not BackgroundFailure.objects.exists()
        assert AddressChange.objects.get().state == "done"


def test_change_takes_effect_once_and_cannot_be_stopped_then(cast: Cast) -> None:
    change = asked(cast)
    address_changes_apply(timezone.now() + LATER)

    with pytest.raises(ValidationError):
        address_change_stop(change=change)

    assert AddressChange.objects.get().state == "done"


def test_next_account_reads_no_reflection_for_only_me(cast: Cast) -> None:
    """W6: what is for "only me" stays with the account that wrote it."""
    reflection_write(team=cast.team, by=cast.member, text="Secret of Emre", audience="me")
    assert own_reflection(cast.member, cast.team)

    person = taken_over(cast, cast.member)

    assert own_reflection(person, cast.team) is None
    assert not readable_reflections(person, cast.cycle).exists()
    assert Reflection.objects.get().text == "Secret of Emre"


def test_next_account_reads_no_notes_and_scores(cast: Cast) -> None:
    """W6: the hours somebody noted, and scores nobody has revealed."""
    account, seat = cast.member.account, Membership.objects.get(person=cast.member)
    NotesSwitch.objects.create(on=True, by=cast.administrator)
    HoursNote.objects.create(membership=seat, number=1, hours=7, account=account)
    turn = ScoreRound.objects.create(key_result=cast.key_results[0])
    PrivateScore.objects.create(round=turn, person=cast.member, score="0.7", account=account)
    before = Membership.objects.select_related("person", "team__cycle").get(pk=seat.pk)
    assert 7 in [own.hours for own in own_notes(before, timezone.localdate())]

    person = taken_over(cast, cast.member)

    after = Membership.objects.select_related("person", "team__cycle").get(pk=seat.pk)
    assert {own.hours for own in own_notes(after, timezone.localdate())} == {None}
    assert own_scores(cast.team, person) == {}


def test_next_account_reads_no_draft_of_an_offer(cast: Cast) -> None:
    Offer.objects.create(
        call=cast.call,
        person=cast.reader,
        way="volunteered",
        state="draft",
        hours=7,
        motivation="Secret of Rana",
        account=cast.reader.account,
    )
    assert _own(cast.call, cast.reader).motivation == "Secret of Rana"

    person = taken_over(cast, cast.reader)

    offer = _own(cast.call, person)
    assert (offer.motivation, offer.hours) == ("", None)


def test_next_account_reads_no_note_of_a_coach(cast: Cast) -> None:
    for shared in (False, True):
        CoachNote.objects.create(
            team=cast.team, by=cast.coach, text="x", shared=shared, account=cast.coach.account
        )

    person = taken_over(cast, cast.coach)

    own = CoachNote.objects.get(shared=False)
    assert [note.shared for note in seen_coach_notes(person, cast.team)] == [True]
    assert not can_edit_coach_note(person, own)


def test_next_account_reads_no_farewell_and_no_hidden_vote(stage: Cast, sign_in: Any) -> None:
    with tenant(stage.organisation):
        seat = Membership.objects.select_related("person").get(person=stage.member)
        Farewell.objects.create(
            membership=seat,
            text="You made it quiet.",
            by=stage.integrator,
            account=stage.member.account,
        )
        check = health_open(team=stage.team, by=stage.coach)
        health_vote(check=check, answers=dict.fromkeys(DIMENSIONS, "red"), by=stage.member)
        assert list(thanked(timezone.now(), stage.member))
    page = stage.path(f"health-checks/{check.pk}/vote/")
    assert "checked" in sign_in(stage.member).get(page).content.decode()

    with tenant(stage.organisation):
        person = taken_over(stage, stage.member)

        assert not list(thanked(timezone.now(), person))
    shown = sign_in(person).get(page)
    assert (shown.status_code, "checked" in shown.content.decode()) == (200, False)


def test_row_without_an_account_is_read_by_nobody(cast: Cast) -> None:
    """Forgetting to say whose it is hides a row, and shows none."""
    Reflection.objects.create(team=cast.team, person=cast.member, audience="me", text="x")

    assert own_reflection(cast.member, cast.team) is None
