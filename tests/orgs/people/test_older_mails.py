"""W6: what was mailed to somebody acts no more once their e-mail is another's, or they left."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from core.tenancy import tenant
from orgs.email_changes.actions import address_changes_apply
from orgs.links import SALT
from orgs.models import Person
from orgs.people.actions import person_deactivate, person_edit, person_reactivate
from orgs.people.standing import ends, trusts
from orgs.roster.actions import roster_import
from reviews.models import Pulse
from reviews.pulse.nudges import answer_url
from teams.calendar_feeds.actions import feed_make
from tests.cast import Cast
from tests.reviews.pulse.pulses import opened
from tests.teams.hours.test_link import mailed

NEW = "somebody.else@mail.example"
COLUMNS = "employee_number,email,given_name,family_name,division,level,active\n"


def other_email(cast: Cast, person: Person) -> None:
    person_edit(person=person, by=cast.administrator, email=NEW)
    address_changes_apply(timezone.now() + timedelta(hours=72))
    assert Person.objects.get(pk=person.pk).email == NEW


def other_email_without_account(cast: Cast, person: Person) -> None:
    """Nobody signs in as them: it is another at once."""
    Person.objects.filter(pk=person.pk).update(account=None)
    person_edit(person=Person.objects.get(pk=person.pk), by=cast.administrator, email=NEW)
    assert Person.objects.get(pk=person.pk).email == NEW


def leaves_and_returns(cast: Cast, person: Person) -> None:
    person_deactivate(person=person, by=cast.administrator)
    person_reactivate(person=person, by=cast.administrator)


def leaves_and_returns_by_files(cast: Cast, person: Person) -> None:
    for active in ("no", "yes"):
        named = f"{person.email},{person.given_name},{person.family_name}"
        place = f"{person.division.name},{person.level.name}"
        report = roster_import(text=f"{COLUMNS}E9,{named},{place},{active}\n", by=None)
        assert report.problems == []


DEEDS = [
    other_email,
    other_email_without_account,
    leaves_and_returns,
    leaves_and_returns_by_files,
]


def feed(stage: Cast, person: Person) -> str:
    with tenant(stage.organisation):
        return f"/a/calendar/{feed_make(person=person).token}.ics"


@pytest.mark.parametrize("deed", DEEDS)
def test_signed_link_of_an_older_mail_decides_nothing(
    stage: Cast, client: Client, deed: Callable[[Cast, Person], None]
) -> None:
    """W6: of a home leader, who answers by mail whether they have an account or not."""
    old = mailed(stage)
    before = client.get(old).status_code

    with tenant(stage.organisation):
        deed(stage, stage.home_leader)

    answers = [client.get(old), client.post(old, {"answer": "agree", "seen": "0"})]
    assert (before, [answer.status_code for answer in answers]) == (200, [410, 410])
    assert "The mail is from before" in answers[0].content.decode()
    assert client.get(mailed(stage)).status_code == 200


def test_link_from_before_versions_were_counted_goes_on(stage: Cast, client: Client) -> None:
    """Who has had no other e-mail can use the mails they have."""
    path = mailed(stage)
    held = signing.loads(path.split("/")[-2], salt=f"{SALT}teams.hours")
    older = signing.dumps(held[:5], salt=f"{SALT}teams.hours")

    assert client.get(f"/a/hours/{older}/").status_code == 200
    with tenant(stage.organisation):
        leaves_and_returns(stage, stage.home_leader)
    assert client.get(f"/a/hours/{older}/").status_code == 410


@pytest.mark.parametrize("deed", DEEDS)
def test_calendar_address_ends(
    stage: Cast, client: Client, deed: Callable[[Cast, Person], None]
) -> None:
    old, others = feed(stage, stage.member), feed(stage, stage.reader)

    with tenant(stage.organisation):
        deed(stage, stage.member)

    urls = [old, others, feed(stage, stage.member)]
    assert [client.get(url).status_code for url in urls] == [404, 200, 200]


@pytest.mark.parametrize("deed", DEEDS)
def test_link_to_a_pulse_ends_and_the_next_mail_has_another(
    stage: Cast, client: Client, clock: Any, deed: Callable[[Cast, Person], None]
) -> None:
    with tenant(stage.organisation):
        pulse = opened(stage, clock)
        old, others = (answer_url(pulse, who) for who in (stage.member, stage.other_member))
        deed(stage, stage.member)
        new = answer_url(Pulse.objects.get(), Person.objects.get(pk=stage.member.pk))

    answers = [client.get(url) for url in (old, others, new)]
    assert [answer.status_code for answer in answers] == [410, 200, 200]


def test_what_ends_and_what_is_trusted_is_this() -> None:
    """What acts without a sign-in, and which roles let an e-mail wait."""
    assert ends.names() == ["teams.feeds", "reviews.pulse_links"]
    assert trusts.names() == ["themes.roles", "teams.coaches"]
