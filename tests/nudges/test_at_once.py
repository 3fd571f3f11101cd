"""Schedulers, a worker and the person at the same moment, on connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from core.outbox import State
from core.tenancy import tenant
from nudges.mail import outbox
from nudges.models import Message, Occasion, Pace
from nudges.preferences.actions import reminders_save
from nudges.tasks import hand_over, look_after
from tests.cast import Cast
from tests.nudges.conftest import Plants, in_days
from tests.sink import Sink

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], Any]) -> None:
    start = Barrier(len(deeds))

    def do(deed: Callable[[], Any]) -> None:
        try:
            start.wait(timeout=20)
            deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        list(pool.map(do, deeds))


def test_schedulers_at_once_write_each_occasion_once(
    stage: Cast, kinds: Callable[..., Plants]
) -> None:
    """T5: four of them, one mail a person with every line, and no mail without a line."""
    for kind in ("plants.water", "plants.prune"):
        plants = kinds(kind)
        for person in (stage.member, stage.representative, stage.coach):
            for number in range(5):
                plants.ask(person, number, in_days(3))

    at_once(*[lambda: look_after(stage.organisation.pk)] * 4)

    with tenant(stage.organisation):
        held = [message.occasions.count() for message in Message.objects.all()]
    assert held == [10, 10, 10]


def test_nothing_is_lost_between_sweeping_sending_and_choosing(
    stage: Cast, kinds: Callable[..., Plants], sink: Sink, clock: time_machine.Traveller
) -> None:
    """T5: whichever comes first, each thing is told once, and the pace that was chosen holds."""
    water, prune = kinds("plants.water", urgent=True), kinds("plants.prune", urgent=True)

    def choose() -> None:
        with tenant(stage.organisation):
            reminders_save(
                person=stage.member,
                morning=time(8),
                paused_until=None,
                paces={"plants.prune": Pace.MY_WORK},
            )

    for number in range(6):
        water.ask(stage.member, number, in_days(3))
        prune.ask(stage.member, number, in_days(3))
        at_once(
            lambda: look_after(stage.organisation.pk),
            hand_over,
            choose,
            lambda: look_after(stage.organisation.pk),
            hand_over,
        )
        clock.shift(timedelta(minutes=1))
    look_after(stage.organisation.pk)
    hand_over()

    text = "".join(mail.get_body(("plain",)).get_content() for mail in sink.mails)  # type: ignore[union-attr]
    with tenant(stage.organisation):
        left = Message.objects.exclude(state=State.SENT)
        told = Occasion.objects.filter(kind="plants.water", message__state=State.SENT)
        assert (left.count(), told.count()) == (0, 6)
        assert outbox.sweep(timezone.now()) == 0
    for number in range(6):
        assert text.count(f"/plants/{number}/") in (1, 2)  # once for each kind that was sent
