"""A mail server that does not answer for some people costs their organisation alone."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from core.outbox import State
from core.tenancy import tenant
from nudges.mail import delivery, outbox
from nudges.mail import smtp as way
from nudges.models import BackgroundFailure, Message
from nudges.tasks import hand_over, look_after
from orgs.models import Person
from tests.cast import Cast, Rival
from tests.nudges.conftest import Plants, in_days
from tests.nudges.failures.test_failures import Kinds
from tests.sink import Sink


@pytest.fixture
def water(stage: Cast, rival: Rival, kinds: Kinds, monkeypatch: pytest.MonkeyPatch) -> Plants:
    """Three mails for Lodos and one for Poyraz; what takes longer than a moment is too slow."""
    monkeypatch.setattr(way, "HAND_OVER_SECONDS", 0.3)
    monkeypatch.setattr(way, "ENVELOPE_SECONDS", 0.3)
    monkeypatch.setattr(delivery, "ENVELOPE_SECONDS", 0.3)
    monkeypatch.setattr(delivery, "SLOW", 0.2)
    plants = kinds("plants.water", any_hour=True)
    people = [stage.member, stage.coach, stage.reader, rival.outsider]
    for number, person in enumerate(people):
        plants.ask(person, number, in_days(9))
    for organisation in (stage.organisation, rival.organisation):
        # each sees its own rows alone, as a kind of the product would
        dry = plants.dry
        with tenant(organisation):
            here = set(Person.objects.values_list("pk", flat=True))
        plants.dry = [due for due in dry if due.person_id in here]
        look_after(organisation.pk)
        plants.dry = dry
    return plants


def states(organisation: object) -> list[str]:
    with tenant(organisation):  # type: ignore[arg-type]
        return sorted(Message.objects.values_list("state", flat=True))


def failure(stage: Cast) -> BackgroundFailure:
    with tenant(stage.organisation):
        return BackgroundFailure.objects.get(part="mails")


def test_server_that_does_not_take_the_recipient_is_left_in_time(
    stage: Cast, rival: Rival, water: Plants, sink: Sink
) -> None:
    """W2: nothing was taken, so it waits; the others of that organisation wait too, a minute."""
    sink.stalls = {stage.member.email, stage.coach.email, stage.reader.email}

    hand_over()

    assert states(stage.organisation) == [State.WAITING] * 3
    assert states(rival.organisation) == [State.SENT]
    row = failure(stage)
    assert (row.error, row.retry_at) == ("TimeoutError", timezone.now() + timedelta(minutes=1))


def test_server_that_swallows_the_text_leaves_it_unknown(
    stage: Cast, rival: Rival, water: Plants, sink: Sink
) -> None:
    """T5: it may have been sent, so it is not sent again by itself."""
    sink.swallows = {stage.member.email, stage.coach.email, stage.reader.email}

    hand_over()

    assert states(stage.organisation) == [State.UNKNOWN, State.WAITING, State.WAITING]
    assert states(rival.organisation) == [State.SENT]


def test_slow_organisations_share_one_process(
    stage: Cast, rival: Rival, water: Plants, sink: Sink
) -> None:
    now = timezone.now()
    for organisation in (stage.organisation, rival.organisation):
        with tenant(organisation):
            BackgroundFailure.objects.create(
                part="mails", error="SlowMailServerError", since=now, last_at=now
            )

    first, second = outbox.claim(now), outbox.claim(now)

    assert (len(first), second) == (1, [])


def test_all_is_well_again_when_the_server_answers(
    stage: Cast, water: Plants, sink: Sink, clock: time_machine.Traveller
) -> None:
    sink.stalls = {stage.member.email, stage.coach.email, stage.reader.email}
    hand_over()
    sink.stalls = set()
    clock.shift(timedelta(minutes=3))

    hand_over()

    assert states(stage.organisation) == [State.SENT] * 3
    with tenant(stage.organisation):
        assert not BackgroundFailure.objects.exists()


def test_mails_that_take_long_to_write_are_left_in_time(
    stage: Cast, rival: Rival, water: Plants, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kind that hangs when its mail is written, in code that swallows errors."""
    monkeypatch.setattr(delivery, "PREPARE_SECONDS", 0.3)
    usual = delivery._still_open

    def hang(message: Message, *others: Any) -> object:
        while message.person.organisation_id == stage.organisation.pk:
            pass
        return usual(message, *others)

    monkeypatch.setattr(delivery, "_still_open", hang)

    hand_over()

    assert states(rival.organisation) == [State.SENT]
    assert states(stage.organisation) == [State.CLAIMED] * 3
    assert failure(stage).error == "DeadlineError"
