"""U2: people come in by invitation, with their own yes at their own address."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from core.outbox import LEASE, State
from core.tenancy import tenant
from nudges.mail import outbox
from nudges.models import Message
from nudges.tasks import hand_over, look_after
from orgs.invitations.actions import (
    invitation_accept,
    invitation_revoke,
    invitation_send_again,
    invite,
)
from orgs.models import Account, AuditEvent, Invitation, OrganisationAccount, Person
from orgs.people.actions import person_add, person_deactivate, person_edit, person_reactivate
from orgs.roster.actions import roster_import
from teams.models import Commitment, Membership
from tests.cast import Cast, Rival, join
from tests.sink import Sink

HEAD = "email,given_name,family_name,division,level\n"


@pytest.fixture
def newcomer(stage: Cast) -> Person:
    """Somebody on the roster without an account."""
    with tenant(stage.organisation):
        return person_add(
            by=stage.administrator,
            given_name="Zoë",
            family_name="Özdemir",
            email="zoe@lodos.example",
            division=stage.divisions["IT"],
            level=stage.levels["manager"],
        )


@pytest.fixture
def invitation(stage: Cast, newcomer: Person) -> Invitation:
    with tenant(stage.organisation):
        return invite(people=[newcomer], by=stage.administrator)[0]


def address(invitation: Invitation) -> str:
    return f"/a/join/{invitation.token}/"


def the_worker_runs(stage: Cast) -> None:
    look_after(stage.organisation.pk)
    hand_over()


def text_to(sink: Sink, email: str) -> str:
    body = sink.to(email)[-1].get_body(("plain",))
    assert body
    return str(body.get_content())


def came_in(stage: Cast, person: Person) -> bool:
    with tenant(stage.organisation):
        held = Person.objects.select_related("account").get(pk=person.pk)
    inside = OrganisationAccount.objects.filter(
        organisation=stage.organisation, account__email=person.email
    )
    return held.account is not None and inside.exists()


def test_mail_leads_to_the_page_and_the_code_leads_in(
    stage: Cast, invitation: Invitation, newcomer: Person, sink: Sink, client: Client
) -> None:
    """U2: a mail, a page that says who invites to what, a code, a yes, and one is at home."""
    the_worker_runs(stage)
    mail = text_to(sink, newcomer.email)
    link = re.search(r"http://\S+?(/a/join/\S+/)", mail)
    assert link

    page = client.get(link[1]).content.decode()
    asked = client.post(link[1])
    code = str(sink.to(newcomer.email)[-1]["Subject"]).split()[0]
    confirmed = client.post(asked.headers["Location"], {"code": code})
    before = came_in(stage, newcomer)
    joined = client.post(confirmed.headers["Location"])

    assert "Ada Amir invites you to Lodos" in page
    assert sink.to(newcomer.email)[0]["Subject"] == "Ada Amir invites you to Lodos"
    assert "works until Wed 3 June" in mail
    assert (confirmed.headers["Location"], before) == (link[1], False)
    assert joined.headers["Location"] == "/o/lodos/"
    assert client.get("/o/lodos/").status_code == 200
    assert came_in(stage, newcomer)


@pytest.mark.parametrize("way", ["get", "head"])
def test_looking_at_the_page_changes_nothing(
    stage: Cast, invitation: Invitation, newcomer: Person, client: Client, way: str
) -> None:
    """U2: mail scanners open links."""
    with tenant(stage.organisation):
        before = Invitation.objects.values().get()

    getattr(client, way)(address(invitation))

    with tenant(stage.organisation):
        assert Invitation.objects.values().get() == before
    assert not Account.objects.filter(email=newcomer.email).exists()


def test_row_does_not_hold_the_token(stage: Cast, invitation: Invitation, client: Client) -> None:
    """U2: whoever reads the table cannot come in with it."""
    secret = invitation.token.partition("-")[2]
    with tenant(stage.organisation):
        row = Invitation.objects.values().get()

    assert secret not in str(row)
    wrong = f"{stage.organisation.pk}-{row['token_hash']}"
    assert client.get(f"/a/join/{wrong}/").status_code == 404


def test_token_opens_nothing_in_another_organisation(
    rival: Rival, stage: Cast, invitation: Invitation, client: Client
) -> None:
    elsewhere = f"{rival.organisation.pk}-{invitation.token.partition('-')[2]}"

    assert client.get(f"/a/join/{elsewhere}/").status_code == 404


def test_known_and_unknown_address_get_the_same_page(
    stage: Cast, rival: Rival, invitation: Invitation, client: Client
) -> None:
    """U2: nobody learns from an invitation whether an address has an account."""
    with tenant(stage.organisation):
        known = person_add(
            by=stage.administrator,
            given_name="Zoë",
            family_name="Özdemir",
            email="olga@poyraz.example",
            division=stage.divisions["IT"],
            level=stage.levels["manager"],
        )
        other = invite(people=[known], by=stage.administrator)[0]

    pages = [
        re.sub(r'value="[^"]*"|"X-CSRFToken":"[^"]*"|nonce="[^"]*"', "", page).replace(
            row.email, "E-MAIL"
        )
        for row in (invitation, other)
        for page in [Client().get(address(row)).content.decode()]
    ]

    assert pages[0] == pages[1]


def test_another_account_is_told_what_to_do(
    stage: Cast, invitation: Invitation, newcomer: Person, sign_in: Any
) -> None:
    """U2: the invitation is for one address, whoever holds the link."""
    browser = sign_in(stage.member)

    page = browser.get(address(invitation)).content.decode()
    posted = browser.post(address(invitation))

    assert "You are signed in as emre.sahin@lodos.example, and it is for zoe@lodos.example." in page
    assert "Sign out and go on" in page
    assert (posted.status_code, came_in(stage, newcomer)) == (200, False)


def test_another_account_is_refused_by_the_action(
    stage: Cast, invitation: Invitation, rival: Rival
) -> None:
    with tenant(stage.organisation), pytest.raises(ValidationError, match="another address"):
        invitation_accept(
            invitation=invitation, account=Account.objects.get(email="olga@poyraz.example")
        )


def test_somebody_of_another_organisation_belongs_to_both(
    stage: Cast, rival: Rival, client: Client
) -> None:
    """U1: one account, two organisations; the switcher shows these and no others."""
    with tenant(stage.organisation):
        guest = person_add(
            by=stage.administrator,
            given_name="Olga",
            family_name="Outside",
            email="olga@poyraz.example",
            division=stage.divisions["IT"],
            level=stage.levels["manager"],
        )
        row = invite(people=[guest], by=stage.administrator)[0]
    client.force_login(Account.objects.get(email="olga@poyraz.example"))
    client.post(address(row))

    shown = client.get("/o/lodos/").content.decode()
    chosen = client.get("/").content.decode()
    client.force_login(Account.objects.get(email=stage.member.email))
    alone = client.get("/o/lodos/").content.decode()

    assert 'href="/o/poyraz/"' in shown
    assert "/o/lodos/" in chosen
    assert "/o/poyraz/" in chosen
    assert "poyraz" not in alone


@pytest.mark.parametrize(
    ("end", "says", "status"),
    [
        ("revoked", "This invitation was taken back", 410),
        ("ran out", "It worked until Wed 3 June", 410),
        ("left", "You are no longer on the roster of Lodos", 410),
        ("in", "You are in already", 200),
    ],
)
def test_invitation_that_is_over_says_why(
    stage: Cast,
    invitation: Invitation,
    newcomer: Person,
    client: Client,
    clock: time_machine.Traveller,
    end: str,
    says: str,
    status: int,
) -> None:
    """U2: a link that no longer works says why and what to do, and posts nothing."""
    with tenant(stage.organisation):
        if end == "revoked":
            invitation_revoke(invitation=invitation, by=stage.administrator)
        elif end == "left":
            person_deactivate(person=newcomer, by=stage.administrator)
        elif end == "in":
            let_in_by(invitation)
    if end == "ran out":
        clock.shift(timedelta(days=14, minutes=1))

    shown = client.get(address(invitation))
    posted = client.post(address(invitation))

    assert (says in shown.content.decode(), shown.status_code) == (True, status)
    assert posted.status_code == status
    assert came_in(stage, newcomer) == (end == "in")


def let_in_by(invitation: Invitation) -> None:
    account = Account.objects.create_user(invitation.email)
    invitation_accept(invitation=invitation, account=account)


def test_code_is_not_mailed_without_end(
    stage: Cast, invitation: Invitation, mailoutbox: list[Any]
) -> None:
    """U1, U2: the limits of sign-in hold here too."""
    answers = [Client().post(address(invitation)).status_code for _time in range(5)]

    assert answers == [302, 302, 302, 422, 422]
    assert len(mailoutbox) == 3


def test_inviting_twice_is_one_invitation(cast: Cast) -> None:
    text = HEAD + "a@b.example,Can,Ak,IT,manager\nb@b.example,Ece,Er,IT,manager"
    roster_import(text=text, by=cast.administrator)
    people = list(Person.objects.not_in())

    first = invite(people=people[:1], by=cast.administrator)
    second = invite(people=[*people, cast.member], by=cast.administrator)

    assert [len(first), len(second)] == [1, 1]
    assert Invitation.objects.count() == 2


def test_one_open_invitation_a_person_is_held_by_the_database(
    stage: Cast, invitation: Invitation
) -> None:
    with tenant(stage.organisation):
        twin = Invitation.objects.get()
        twin.pk, twin.token_hash = None, "other"

        with pytest.raises(IntegrityError, match="one_open"), transaction.atomic():
            twin.save()


def test_sent_again_is_another_mail_with_the_same_link(
    stage: Cast,
    invitation: Invitation,
    newcomer: Person,
    sink: Sink,
    clock: time_machine.Traveller,
) -> None:
    """U2: whichever of the mails somebody finds, it works."""
    the_worker_runs(stage)
    with tenant(stage.organisation):
        with pytest.raises(ValidationError, match="went out a moment ago"):
            invitation_send_again(invitation=invitation, by=stage.administrator)
        clock.shift(timedelta(days=20))
        again = invitation_send_again(invitation=invitation, by=stage.administrator)
    the_worker_runs(stage)

    assert len(sink.to(newcomer.email)) == 2
    assert invitation.token in text_to(sink, newcomer.email)
    assert again.expires_at == timezone.now() + timedelta(days=14)


def test_invitation_that_was_taken_back_is_mailed_to_nobody(
    stage: Cast, invitation: Invitation, newcomer: Person, sink: Sink
) -> None:
    with tenant(stage.organisation):
        outbox.sweep(timezone.now())
        invitation_revoke(invitation=invitation, by=stage.administrator)
    hand_over()

    assert sink.to(newcomer.email) == []


def test_invitation_goes_out_again_when_nobody_knows_whether_it_did(
    stage: Cast, invitation: Invitation, clock: time_machine.Traveller, sink: Sink
) -> None:
    """T5, U2: a worker died between handing over and knowing; twice is better than never."""
    with tenant(stage.organisation):
        outbox.sweep(timezone.now())
    outbox.claim(timezone.now())
    with tenant(stage.organisation):
        Message.objects.filter(occasions__kind="orgs.invitation").update(state=State.HANDING_OVER)
    clock.shift(LEASE + timedelta(seconds=1))

    hand_over()

    assert len(sink.to(invitation.email)) == 1


def test_any_mail_leads_somebody_without_an_account_past_an_invitation(
    stage: Cast, newcomer: Person, sink: Sink, clock: time_machine.Traveller
) -> None:
    """U2: a mail that asks for more than a decision is no dead end for who is not in."""
    with tenant(stage.organisation):
        membership = join(stage, newcomer, stage.team, "3")
        Membership.objects.filter(pk=membership.pk).update(joined_on=timezone.localdate())
        Commitment.objects.filter(membership=membership).update(
            state=Commitment.State.PROPOSED, agreed_hours=None
        )
    look_after(stage.organisation.pk)
    clock.shift(timedelta(hours=20))
    hand_over()

    held = [mail.get_body(("plain",)).get_content() for mail in sink.to(newcomer.email)]  # type: ignore[union-attr]
    with tenant(stage.organisation):
        row = Invitation.objects.get(person=newcomer)
    assert [f"/a/join/{row.token}/" in text for text in held] == [True] * len(held)
    assert held


def test_person_without_an_account_is_on_the_pages_of_the_team(
    stage: Cast, newcomer: Person, sign_in: Any
) -> None:
    """U2: on the roster is enough to be seen in a team."""
    with tenant(stage.organisation):
        join(stage, newcomer, stage.team, "3")

    page = sign_in(stage.member).get(stage.path(f"teams/{stage.team.pk}/people/"))

    assert "Zoë Özdemir" in page.content.decode()


def test_reactivation_brings_back_only_who_was_in(cast: Cast) -> None:
    """U3: coming back is no way around the own yes."""
    roster_import(text=HEAD + "a@b.example,Can,Ak,IT,manager", by=cast.administrator)
    outside = Person.objects.not_in().get()
    for person in (outside, cast.member):
        person_deactivate(person=person, by=cast.administrator)

        person_reactivate(person=person, by=cast.administrator)

    entered = OrganisationAccount.objects.filter(organisation=cast.organisation)
    assert not entered.filter(account__email="a@b.example").exists()
    assert entered.filter(account__email=cast.member.email).exists()


def test_new_address_takes_the_open_invitation_along(cast: Cast) -> None:
    roster_import(text=HEAD + "a@b.example,Can,Ak,IT,manager", by=cast.administrator)
    person = Person.objects.not_in().get()
    old = invite(people=[person], by=cast.administrator)[0]

    person_edit(person=person, by=cast.administrator, email="new@b.example")

    old.refresh_from_db()
    assert old.revoked_at is not None
    assert Invitation.objects.open().get(person=person).email == "new@b.example"


def test_administrator_invites_one_several_and_all(stage: Cast, sign_in: Any) -> None:
    """U2: those ticked, then everybody who is left."""
    rows = "".join(f"p{n}@b.example,P{n},Person,IT,manager\n" for n in range(5))
    with tenant(stage.organisation):
        roster_import(text=HEAD + rows, by=stage.administrator)
        people = list(Person.objects.not_in().order_by("email"))
    browser, page = sign_in(stage.administrator), stage.path("people/invitations/")

    browser.post(stage.path(f"people/{people[0].pk}/invite/"))
    browser.post(page, {"person": [people[1].pk, people[2].pk]})
    with tenant(stage.organisation):
        few = Invitation.objects.count()
    browser.post(page, {"all": "1"})

    with tenant(stage.organisation):
        assert (few, Invitation.objects.count()) == (3, 5)
        assert AuditEvent.objects.filter(verb="people.invite").count() == 3


def test_nobody_ticked_invites_nobody(stage: Cast, newcomer: Person, sign_in: Any) -> None:
    browser = sign_in(stage.administrator)

    answer = browser.post(stage.path("people/invitations/"), {"person": ["x", ""]}, follow=True)

    assert "Tick whom you want to invite" in answer.content.decode()
    with tenant(stage.organisation):
        assert not Invitation.objects.exists()


def test_somebody_new_is_added_and_invited(stage: Cast, sign_in: Any) -> None:
    """U2: one form for who is not on the roster yet."""
    form = {
        "given_name": "Can",
        "family_name": "Ak",
        "email": "Can@b.example",
        "division": stage.divisions["IT"].pk,
        "level": stage.levels["manager"].pk,
        "weekly_hours": "40",
        "language": "en",
    }
    browser = sign_in(stage.administrator)

    browser.post(stage.path("people/add/"), {**form, "invite": "on"})
    browser.post(stage.path("people/add/"), {**form, "email": "ece@b.example"})

    with tenant(stage.organisation):
        assert [row.email for row in Invitation.objects.all()] == ["can@b.example"]
        assert Person.objects.filter(email="ece@b.example").exists()


def test_sending_again_and_taking_back_on_the_page(
    stage: Cast, invitation: Invitation, sign_in: Any, clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(hours=1))
    browser = sign_in(stage.administrator)

    again = browser.post(stage.path(f"invitations/{invitation.pk}/again/"), follow=True)
    back = browser.post(stage.path(f"invitations/{invitation.pk}/revoke/"), follow=True)
    twice = browser.post(stage.path(f"invitations/{invitation.pk}/revoke/"), follow=True)

    said = [answer.content.decode() for answer in (again, back, twice)]
    assert "goes out again within a minute" in said[0]
    assert "Its link no longer works" in said[1]
    assert "This invitation was taken back." in said[2]


def test_list_takes_the_same_statements_for_many(
    stage: Cast, sign_in: Any, django_assert_max_num_queries: Any
) -> None:
    browser, page = sign_in(stage.administrator), stage.path("people/invitations/")
    took = []
    for first, last in ((0, 1), (1, 40)):
        rows = "".join(f"p{n}@b.example,P{n},Person,IT,manager\n" for n in range(first, last))
        with tenant(stage.organisation):
            roster_import(text=HEAD + rows, by=stage.administrator)
            invite(people=Person.objects.not_in(), by=stage.administrator)
        with django_assert_max_num_queries(100) as queries:
            browser.get(page)
        took.append(len(queries))

    assert took[0] == took[1]


def test_statements_of_inviting_do_not_grow(cast: Cast, django_assert_max_num_queries: Any) -> None:
    took = []
    for first, last in ((0, 2), (2, 60)):
        rows = "".join(f"p{n}@b.example,P{n},Person,IT,manager\n" for n in range(first, last))
        roster_import(text=HEAD + rows, by=cast.administrator)
        with django_assert_max_num_queries(100) as queries:
            invite(people=Person.objects.not_in(), by=cast.administrator)
        took.append(len(queries))

    assert took[0] == took[1]
