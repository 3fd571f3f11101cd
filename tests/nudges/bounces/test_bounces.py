"""Bounces and complaints: what mail services really post, and what becomes of an address."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from hmac import new as hmac
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.outbox import State
from core.tenancy import tenant
from nudges.bounces.actions import returned_of
from nudges.models import Message, ReturnedAddress
from nudges.tasks import hand_over, look_after
from orgs.email_changes.actions import address_changes_apply
from orgs.models import AuditEvent, Person
from orgs.people.actions import person_edit
from tests.cast import Cast, Rival
from tests.chat import chat_server
from tests.nudges.conftest import Plants, in_days
from tests.sink import Sink

SECRET = "sunhand:kestane-kebap"
KNOCK = {"Authorization": "Basic c3VuaGFuZDprZXN0YW5lLWtlYmFw"}
BOUNCED, COMPLAINED = ReturnedAddress.Kind.BOUNCED, ReturnedAddress.Kind.COMPLAINED


@pytest.fixture(autouse=True)
def _secret(settings: Any) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET, "MAILGUN_WEBHOOK_SIGNING_KEY": "signs"}


def postmark(email: str, kind: str = "HardBounce") -> dict[str, Any]:
    """As in Postmark's reference of its bounce and spam-complaint webhooks."""
    record = "SpamComplaint" if kind == "SpamComplaint" else "Bounce"
    return {
        "RecordType": record,
        "MessageStream": "outbound",
        "ID": 4323372036854775807,
        "Type": kind,
        "TypeCode": 1,
        "Name": "Hard bounce",
        "Tag": "Test",
        "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
        "Metadata": {},
        "ServerID": 23,
        "Description": "The server was unable to deliver your message.",
        "Details": "smtp;550 5.1.1 The email account does not exist.",
        "Email": email,
        "From": "sunhand@lodos.example",
        "BouncedAt": "2026-05-20T08:00:00Z",
        "DumpAvailable": True,
        "Inactive": True,
        "CanActivate": True,
        "Subject": "2 things",
    }


def mailgun(email: str) -> dict[str, Any]:
    """As in Mailgun's reference: signed, a permanent failure."""
    stamp, token = str(int(time.time())), "be3c"
    return {
        "signature": {
            "timestamp": stamp,
            "token": token,
            "signature": hmac(b"signs", f"{stamp}{token}".encode(), sha256).hexdigest(),
        },
        "event-data": {
            "event": "failed",
            "severity": "permanent",
            "reason": "suppress-bounce",
            "id": "G9Bn5sl1TC6nu79C8C0bwg",
            "timestamp": 1779264000.5,
            "recipient": email,
            "log-level": "error",
            "tags": [],
            "user-variables": {},
            "delivery-status": {"code": 605, "message": "", "description": "Not delivering"},
            "message": {"headers": {"message-id": "1@lodos.example", "to": email}},
        },
    }


def mailjet(*emails: str) -> list[dict[str, Any]]:
    """As in Mailjet's reference: several events in one post."""
    common = {
        "time": 1779264000,
        "MessageID": 13792286917004336,
        "mj_campaign_id": 0,
        "Message_GUID": "883953f4-6105-42a2-a16a-77a8eac79483",
        "mj_contact_id": 0,
        "customcampaign": "",
        "CustomID": "",
        "Payload": "",
    }
    bounce = {
        "event": "bounce",
        "blocked": True,
        "hard_bounce": True,
        "comment": "",
        "error_related_to": "recipient",
        "error": "user unknown",
    }
    delivered = {**common, "event": "sent", "email": "fine@lodos.example", "smtp_reply": "250 OK"}
    return [*({**common, **bounce, "email": email} for email in emails), delivered]


def report(service: str, payload: Any, **headers: str) -> int:
    answer = Client(enforce_csrf_checks=True).post(
        f"/a/returned/{service}/",
        json.dumps(payload),
        "application/json",
        headers=headers or KNOCK,
    )
    return answer.status_code


def marks(stage: Cast) -> dict[str, str]:
    with tenant(stage.organisation):
        return dict(ReturnedAddress.objects.values_list("email", "kind"))


def test_what_services_report_marks_the_address_and_nothing_else(stage: Cast, rival: Rival) -> None:
    """T5: bounces and complaints of three services; letters of the address do not matter."""
    member, coach, sponsor = stage.member.email, stage.coach.email, stage.sponsor.email

    answers = [
        report("postmark", postmark(member.title())),
        report("postmark", postmark(sponsor, "SpamComplaint")),
        report("postmark", postmark(stage.reader.email, "Transient")),
        report("mailgun", mailgun(coach)),
        report("mailjet", mailjet(rival.outsider.email, "nobody@lodos.example")),
        report("postmark", postmark(sponsor)),
    ]

    assert answers == [200] * 6
    assert marks(stage) == {member: BOUNCED, sponsor: COMPLAINED, coach: BOUNCED}
    with tenant(stage.organisation):
        mark, events = returned_of(stage.member), AuditEvent.objects.filter(verb="address.mark")
        assert mark is not None
        assert mark.detail == "smtp;550 5.1.1 The email account does not exist."
        assert mark.at.isoformat() == "2026-05-20T08:00:00+00:00"
        assert events.count() == 3
    with tenant(rival.organisation):
        assert ReturnedAddress.objects.get().person == rival.outsider


@pytest.mark.parametrize("authorization", ["", "Basic c3VuaGFuZDp3cm9uZw=="])
def test_webhook_needs_its_secret(stage: Cast, settings: Any, authorization: str) -> None:
    """T5: without the secret nobody marks anybody; where none is set there is no such address."""
    bounce = postmark(stage.member.email)
    refused = report("postmark", bounce, Authorization=authorization)
    unknown = report("pigeon", bounce)
    settings.ANYMAIL = {"WEBHOOK_SECRET": ""}
    closed = report("postmark", bounce)

    assert (refused, unknown, closed) == (400, 404, 404)
    assert marks(stage) == {}


def test_no_nudge_goes_to_a_returned_address_until_it_is_cleared(
    stage: Cast, kinds: Callable[..., Plants], sink: Sink, sign_in: Any, clock: Any
) -> None:
    """T5, T1: what waits goes nowhere, the person reads why; then everything open comes once."""
    plants = kinds("plants.water", urgent=True)
    plants.ask(stage.member, 1, in_days(3))
    look_after(stage.organisation.pk)
    report("postmark", postmark(stage.member.email))
    plants.ask(stage.member, 2, in_days(3))
    look_after(stage.organisation.pk)
    hand_over()
    told = list(sink.mails)
    page = sign_in(stage.member).get(stage.path()).content.decode()

    sign_in(stage.administrator).post(stage.path(f"people/{stage.member.pk}/address/"))
    look_after(stage.organisation.pk)
    hand_over()

    assert told == []
    assert "Mails to you come back" in page
    assert "Plant 1 is dry" in page
    assert [mail["Subject"] for mail in sink.mails] == ["2 things for you today"]
    assert marks(stage) == {}
    with tenant(stage.organisation):
        cleared = AuditEvent.objects.get(verb="address.clear")
    assert (cleared.actor_id, cleared.about) == (
        stage.administrator.pk,
        f"orgs.person:{stage.member.pk}",
    )


def test_another_address_ends_the_mark(
    stage: Cast, kinds: Callable[..., Plants], sink: Sink
) -> None:
    """T5: the mark is one of the address, not of the person."""
    kinds("plants.water", urgent=True).ask(stage.member, 1, in_days(3))
    report("postmark", postmark(stage.member.email))
    with tenant(stage.organisation):
        person_edit(person=stage.member, by=stage.administrator, email="ayla@lodos.example")
        address_changes_apply(timezone.now() + timedelta(hours=72))
        now = returned_of(stage.member)
    look_after(stage.organisation.pk)
    hand_over()

    assert now is None
    assert "Plant 1 is dry" in [mail["Subject"] for mail in sink.to("ayla@lodos.example")]


def test_administrators_alone_see_it_beside_the_person_and_in_the_list(
    stage: Cast, sign_in: Any
) -> None:
    """T5: with what the mail server said; others read nothing of it and cannot clear it."""
    report("postmark", postmark(stage.member.email))
    person = stage.path(f"people/{stage.member.pk}/")
    with tenant(stage.organisation):
        failed = Message.objects.create(
            person=stage.member, dedupe_key="a", state="failed", due_at=timezone.now()
        )

    browser = sign_in(stage.administrator)
    pages = [browser.get(page).content.decode() for page in (person, stage.path("messages/"))]
    again = browser.post(stage.path(f"messages/{failed.pk}/again/"))
    other = sign_in(stage.reader)
    hidden = other.get(person).content.decode()
    refused = other.post(f"{person}address/").status_code

    assert [page.count("The email account does not exist.") for page in pages] == [1, 1]
    assert "Let mails go there again" in pages[0]
    assert again.headers["Location"] == person
    assert ("The email account does not exist." in hidden, refused) == (False, 403)
    with tenant(stage.organisation):
        failed.refresh_from_db()
    assert failed.state == State.FAILED
    assert marks(stage) == {stage.member.email: BOUNCED}


def test_marks_and_their_list_ask_the_same_for_one_and_for_many(stage: Cast, sign_in: Any) -> None:
    with tenant(stage.organisation):
        emails = list(Person.objects.order_by("pk").values_list("email", flat=True))
    browser, asked = sign_in(stage.administrator), []
    browser.get(stage.path("messages/"))

    for some in (emails[:1], emails[1:4]):
        report("mailjet", mailjet(*some))
        with CaptureQueriesContext(connection) as queries:
            browser.get(stage.path("messages/"))
        asked.append(len(queries))

    assert len(marks(stage)) == 4
    assert asked[0] == asked[1]


def settings_for(**environment: str) -> tuple[str, dict[str, str]]:
    """What the settings make of an operator's environment."""
    code = "from okrsite.settings import *; print(json.dumps([EMAIL_BACKEND, ANYMAIL]))"
    finished = subprocess.run(
        [sys.executable, "-c", f"import json; {code}"],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    backend, options = json.loads(finished.stdout)
    return backend, options


@pytest.mark.parametrize(
    ("status", "state"),
    [(200, "sent"), (429, "waiting"), (503, "waiting"), (401, "failed"), (0, "unknown")],
)
def test_mails_go_through_a_service_where_the_operator_names_one(
    stage: Cast,
    kinds: Callable[..., Plants],
    tmp_path: Path,
    settings: Any,
    monkeypatch: Any,
    status: int,
    state: str,
) -> None:
    """T5: handed to Postmark's interface as its reference says, under the row's own name."""
    kinds("plants.water", urgent=True).ask(stage.member, 1, in_days(3))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "chat.pem"))
    with chat_server(tmp_path) as service:
        service.status = status
        service.words = json.dumps({"ErrorCode": 0, "Message": "OK", "MessageID": "b7bc2f4a"})
        settings.EMAIL_BACKEND, settings.ANYMAIL = settings_for(
            EMAIL_URL="anymail://postmark",
            ANYMAIL_POSTMARK_SERVER_TOKEN="token",
            ANYMAIL_POSTMARK_API_URL=f"{service.url.partition('/services')[0]}/",
        )
        look_after(stage.organisation.pk)
        hand_over()

    ((path, posted),) = service.posts
    with tenant(stage.organisation):
        message = Message.objects.get()
    assert (path, posted["To"], posted["Subject"]) == (
        "/email",
        stage.member.email,
        "Plant 1 is dry",
    )
    names = {header["Name"]: header["Value"] for header in posted["Headers"]}
    assert names["Message-ID"] == f"<{message.message_id}@testserver>"
    assert message.state == state
