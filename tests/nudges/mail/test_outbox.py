import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.outbox import LEASE, State
from core.tenancy import tenant
from nudges.mail import delivery, outbox
from nudges.mail.smtp import Way
from nudges.models import Message, Occasion
from nudges.registry import Due, Nudge, nudges
from nudges.tasks import hand_over, look_after, tick
from orgs.models import Person
from tests.cast import Cast
from tests.sink import Sink


class Death(BaseException):
    """A worker is killed."""


class Dying(Way):
    def hand_over(self, mail: EmailMultiAlternatives) -> tuple[str, str]:
        raise Death


class Watering:
    """A nudge for tests: one person is asked to water the plants until it is done."""

    def __init__(self) -> None:
        self.done = False
        self.person: Person | None = None
        self.due_at = timezone.now() + timedelta(hours=4)
        self.asks = True

    def rows(self, now: datetime, person: Person | None) -> list[Due]:
        if self.done or self.person is None or (person and person != self.person):
            return []
        return [
            Due(
                person_id=self.person.pk,
                about="plants.plant:1",
                title="Would you water the plants?",
                url="/o/lodos/plants/1/",
                due_at=self.due_at,
                action="Water them",
                context=["Third floor"],
                mail_url="/a/plants/token/",
                asks=self.asks,
            )
        ]


@pytest.fixture
def watering(stage: Cast) -> Iterator[Watering]:
    """The only nudge there is."""
    plants = Watering()
    plants.person = stage.member
    kept = nudges._entries
    nudges._entries = {"plants.water": Nudge("plants.water", "sun", plants.rows)}
    yield plants
    nudges._entries = kept


def states(stage: Cast) -> list[str]:
    with tenant(stage.organisation):
        return list(Message.objects.order_by("id").values_list("state", flat=True))


def test_sweep_writes_one_message_an_occasion(stage: Cast, watering: Watering) -> None:
    """T5: two schedulers write one message."""
    with tenant(stage.organisation):
        first = outbox.sweep(timezone.now())
        second = outbox.sweep(timezone.now() + timedelta(minutes=1))

    assert (first, second) == (1, 0)


def test_sweep_reminds_once_when_late(
    stage: Cast, watering: Watering, clock: time_machine.Traveller
) -> None:
    """T4: not done in time brings one reminder, however many sweeps pass."""
    with tenant(stage.organisation):
        outbox.sweep(timezone.now())
        clock.shift(timedelta(days=1, hours=5))
        outbox.sweep(timezone.now())
        clock.shift(timedelta(days=1))
        outbox.sweep(timezone.now())
        told = list(Occasion.objects.values_list("moment", flat=True))

    assert told == ["open", "late"]


def test_mail_arrives_with_link_and_words(stage: Cast, watering: Watering, sink: Sink) -> None:
    """T6: text beside HTML, an absolute link, and the row's own Message-ID."""
    look_after(stage.organisation.pk)
    hand_over()

    (mail,) = sink.mails
    with tenant(stage.organisation):
        message = Message.objects.get()
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    html = mail.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert mail["To"] == stage.member.email
    assert mail["Subject"] == "Would you water the plants?"
    assert mail["Message-ID"] == f"<{message.message_id}@testserver>"
    assert "http://testserver/a/plants/token/" in text
    assert 'href="http://testserver/a/plants/token/"' in html
    assert (message.state, message.subject) == (State.SENT, mail["Subject"])
    said = re.search(r"Please by \w{3} \d+ \w+, .+\.", text)
    assert said is not None
    assert said[0] in html


def test_mail_speaks_one_language(
    stage: Cast, watering: Watering, sink: Sink, clock: time_machine.Traveller
) -> None:
    """T6: while our sentences are English, so are the days and the "tomorrow" in them."""
    watering.due_at = timezone.now() + timedelta(days=2)
    with tenant(stage.organisation):
        Person.objects.filter(pk=stage.member.pk).update(language="tr")
    look_after(stage.organisation.pk)
    clock.shift(timedelta(hours=20))
    hand_over()

    (mail,) = sink.mails
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert re.search(r"Please by [A-Z][a-z]{2} \d+ \w+, tomorrow\.", text)


def test_mail_that_asks_nothing_names_no_day(stage: Cast, watering: Watering, sink: Sink) -> None:
    """T6: a thank-you has no date to answer by."""
    watering.asks = False
    look_after(stage.organisation.pk)
    hand_over()

    (mail,) = sink.mails
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    html = mail.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert re.search(r"Water them\s+http", text)
    assert "Please by" not in text + html


def test_done_meanwhile_sends_nothing(stage: Cast, watering: Watering, sink: Sink) -> None:
    """T2: a thing done in the product never reminds again."""
    look_after(stage.organisation.pk)
    watering.done = True
    hand_over()

    assert sink.mails == []
    assert states(stage) == [State.DROPPED]


def test_stopped_mail_server_keeps_the_mail_waiting(
    stage: Cast, watering: Watering, sink: Sink, settings: object, clock: time_machine.Traveller
) -> None:
    """T5: no mail is lost while the mail server is away."""
    look_after(stage.organisation.pk)
    settings.EMAIL_PORT, port = 1, settings.EMAIL_PORT  # type: ignore[attr-defined]
    hand_over()
    waiting = states(stage)
    settings.EMAIL_PORT = port  # type: ignore[attr-defined]
    clock.shift(timedelta(minutes=3))
    hand_over()

    assert waiting == [State.WAITING]
    assert states(stage) == [State.SENT]
    assert len(sink.mails) == 1


def test_refused_mail_is_failed_with_its_reason_and_can_go_again(
    stage: Cast, watering: Watering, sink: Sink
) -> None:
    """T5: what failed says why, and an administrator can send it again."""
    look_after(stage.organisation.pk)
    sink.answer = "550 No such mailbox"
    hand_over()
    with tenant(stage.organisation):
        failed = Message.objects.get()
        failed.send_again()
    sink.answer = "250 OK"
    hand_over()

    assert failed.state == State.FAILED
    assert "No such mailbox" in failed.reason
    assert states(stage) == [State.SENT]


def test_death_before_handing_over_lets_another_worker_send(
    stage: Cast, watering: Watering, sink: Sink, clock: time_machine.Traveller
) -> None:
    """T5: a claimed message whose worker died waits again."""
    look_after(stage.organisation.pk)
    outbox.claim(timezone.now())
    clock.shift(LEASE + timedelta(seconds=1))
    hand_over()

    assert len(sink.mails) == 1


def test_death_while_handing_over_is_unknown_and_never_sent_twice(
    stage: Cast, watering: Watering, sink: Sink, clock: time_machine.Traveller
) -> None:
    """T5: what may have been sent is parked for an administrator."""
    look_after(stage.organisation.pk)
    with pytest.raises(Death):
        delivery.deliver(outbox.claim(timezone.now()), Dying())
    clock.shift(LEASE + timedelta(seconds=1))
    hand_over()

    assert states(stage) == [State.UNKNOWN]
    assert sink.mails == []


def test_worker_whose_lease_ran_out_sends_nothing(
    stage: Cast, watering: Watering, sink: Sink, clock: time_machine.Traveller
) -> None:
    """T5: it was only slow, not dead; somebody else has sent the mail meanwhile."""
    look_after(stage.organisation.pk)
    claimed = outbox.claim(timezone.now())
    clock.shift(LEASE + timedelta(seconds=1))
    hand_over()
    with Way() as way:
        delivery.deliver(claimed, way)

    assert (states(stage), len(sink.mails)) == ([State.SENT], 1)


def test_server_that_is_busy_gets_the_mail_later(
    stage: Cast, watering: Watering, sink: Sink, clock: time_machine.Traveller
) -> None:
    """T5: "come again" is no refusal."""
    look_after(stage.organisation.pk)
    sink.answer = "451 Greylisted"
    hand_over()
    busy = states(stage)
    sink.answer = "250 OK"
    clock.shift(timedelta(minutes=3))
    hand_over()

    assert (busy, states(stage)) == ([State.WAITING], [State.SENT])


def test_claimed_message_is_not_claimed_again(stage: Cast, watering: Watering) -> None:
    look_after(stage.organisation.pk)

    first, second = outbox.claim(timezone.now()), outbox.claim(timezone.now())

    assert (len(first), second) == (1, [])


def test_tick_reaches_every_organisation(
    stage: Cast, watering: Watering, sink: Sink, settings: object
) -> None:
    from okrsite.celery import app

    app.conf.task_always_eager = True
    try:
        tick.delay()
    finally:
        app.conf.task_always_eager = False

    assert len(sink.mails) == 1


def test_same_occasion_twice_is_refused_by_the_database(cast: Cast) -> None:
    row = {
        "person": cast.member,
        "dedupe_key": "same",
        "due_at": timezone.now(),
    }
    Message.objects.create(**row)

    with pytest.raises(IntegrityError, match="nudges_message_once"), transaction.atomic():
        Message.objects.create(**row)


def test_my_work_says_what_waits(stage: Cast, watering: Watering, sign_in: object) -> None:
    """T1: one page says what waits for me; with nothing it says so."""
    member = sign_in(stage.member).get(stage.path())  # type: ignore[operator]
    nobody = sign_in(stage.reader).get(stage.path())  # type: ignore[operator]

    assert "Would you water the plants?" in member.content.decode()
    assert "One thing waits for you, about one minute in all." in member.content.decode()
    assert "Would you water the plants?" not in nobody.content.decode()
    assert "Nothing waits for you" in nobody.content.decode()
