"""All that waits for somebody comes in one mail a morning; what is urgent comes at once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from django.utils import timezone

from core.outbox import State
from core.tenancy import tenant
from nudges.mail import outbox
from nudges.models import Message, Occasion
from nudges.registry import DAY, LATE, OPEN
from nudges.tasks import hand_over, look_after
from orgs.models import Person
from tests.cast import ISTANBUL, Cast
from tests.nudges.conftest import MORNING, Plants, in_days
from tests.sink import Sink


def test_everything_of_a_morning_is_one_mail_sorted_as_my_work(
    stage: Cast, kinds: Callable[..., Plants], sink: Sink, clock: time_machine.Traveller
) -> None:
    """T3, T1: twelve things, one mail; at eight by the person's own clock, what is due first."""
    water, prune = kinds("plants.water"), kinds("plants.prune")
    for number in range(1, 7):
        water.ask(stage.member, number, in_days(20 - number))
        prune.ask(stage.member, 10 + number, in_days(20.5 - number))
    for moment in (timezone.now(), MORNING - timedelta(minutes=1), MORNING):
        assert sink.mails == []
        clock.move_to(moment)
        look_after(stage.organisation.pk)
        hand_over()

    (mail,) = sink.to(stage.member.email)
    text, html = (part.get_content() for part in mail.iter_parts())
    assert mail["Subject"] == "12 things for you today"
    order = [6, 16, 5, 15, 4, 14, 3, 13, 2, 12, 1, 11]
    for part in (text, html):
        assert sorted(order, key=lambda n: part.index(f"Plant {n} is dry")) == order
        assert all(f"http://testserver/o/lodos/plants/{n}/" in part for n in order)


def test_what_was_done_by_the_morning_is_left_out(
    stage: Cast, kinds: Callable[..., Plants], sink: Sink, clock: time_machine.Traveller
) -> None:
    """T2: one thing left is a mail about that thing, none left is no mail."""
    water = kinds("plants.water")
    for person in (stage.member, stage.representative):
        for number in (1, 2):
            water.ask(person, number, in_days(3))
    look_after(stage.organisation.pk)
    water.dry = [due for due in water.dry if due.person_id == stage.member.pk][:1]
    clock.move_to(MORNING)

    hand_over()

    assert [mail["Subject"] for mail in sink.mails] == ["Plant 1 is dry"]
    with tenant(stage.organisation):
        states = dict(Message.objects.values_list("person", "state"))
    assert states == {stage.member.pk: State.SENT, stage.representative.pk: State.DROPPED}


def test_urgent_comes_at_once_but_never_at_night(
    stage: Cast, kinds: Callable[..., Plants], sink: Sink, clock: time_machine.Traveller
) -> None:
    """T3: urgent kinds, and what is due before the next morning; at night all waits until seven."""
    urgent, calm = kinds("plants.burning", urgent=True), kinds("plants.water")
    urgent.ask(stage.member, 1, in_days(9))
    calm.ask(stage.member, 2, timezone.now() + timedelta(hours=6))
    calm.ask(stage.member, 3, in_days(9))
    look_after(stage.organisation.pk)
    hand_over()
    assert [mail["Subject"] for mail in sink.mails] == ["2 things for you today"]

    clock.move_to(datetime(2026, 5, 20, 23, 0, tzinfo=ISTANBUL))
    urgent.ask(stage.member, 4, in_days(9))
    look_after(stage.organisation.pk)
    hand_over()
    assert len(sink.mails) == 1
    clock.move_to(MORNING - timedelta(hours=1))
    hand_over()

    assert [mail["Subject"] for mail in sink.mails[1:]] == ["Plant 4 is dry"]


def test_worker_that_was_away_wakes_nobody_up(
    stage: Cast, kinds: Callable[..., Plants], sink: Sink, clock: time_machine.Traveller
) -> None:
    """T3, T5: a mail that is handed over late waits for the next decent hour, and is not lost."""
    kinds("plants.water").ask(stage.member, 1, in_days(9))
    look_after(stage.organisation.pk)

    for hour, sent in ((MORNING + timedelta(hours=14), 0), (MORNING + timedelta(hours=23), 1)):
        clock.move_to(hour)
        hand_over()
        assert len(sink.mails) == sent


def test_before_on_and_after_the_day(
    stage: Cast, kinds: Callable[..., Plants], sink: Sink, clock: time_machine.Traveller
) -> None:
    """T3, T4: when it opens, on the day, once when it is late; however often the worker runs."""
    due_at = datetime(2026, 5, 28, 18, 0, tzinfo=ISTANBUL)
    kinds("plants.water", moments=(OPEN, DAY, LATE)).ask(stage.member, 1, due_at)
    sent: dict[int, datetime] = {}
    for hours in range(0, 24 * 20, 4):
        clock.move_to(datetime(2026, 5, 20, 12, 0, tzinfo=ISTANBUL) + timedelta(hours=hours))
        look_after(stage.organisation.pk)
        hand_over()
        sent.setdefault(len(sink.mails), timezone.now().astimezone(ISTANBUL))

    # in Türkiye 27 to 30 May are holidays: the day itself is one, and nobody is reminded on it
    assert [f"{at:%a %d %b %H:%M}" for n, at in sent.items() if n] == [
        "Thu 21 May 08:00",
        "Mon 01 Jun 08:00",
    ]


def test_each_person_has_a_morning_of_their_own(
    stage: Cast, kinds: Callable[..., Plants], sink: Sink, clock: time_machine.Traveller
) -> None:
    """T3: by the person's own zone."""
    with tenant(stage.organisation):
        Person.objects.filter(pk=stage.member.pk).update(time_zone="Pacific/Apia")
    water = kinds("plants.water")
    for person in (stage.member, stage.representative):
        water.ask(person, 1, in_days(9))
    look_after(stage.organisation.pk)

    with tenant(stage.organisation):
        due = dict(Message.objects.values_list("person", "due_at"))
    assert due == {
        stage.member.pk: datetime(2026, 5, 21, 8, 0, tzinfo=ZoneInfo("Pacific/Apia")),
        stage.representative.pk: MORNING,
    }


def test_line_that_comes_too_late_goes_with_the_next_morning(
    stage: Cast, kinds: Callable[..., Plants], sink: Sink, clock: time_machine.Traveller
) -> None:
    """T5: a mail that is on its way gets no more lines; what came meanwhile is not lost."""
    water = kinds("plants.water")
    water.ask(stage.member, 1, in_days(9))
    look_after(stage.organisation.pk)
    clock.move_to(MORNING)
    outbox.claim(timezone.now())
    water.ask(stage.member, 2, in_days(9))
    with tenant(stage.organisation):
        assert outbox.sweep(timezone.now()) == 0  # the mail of this minute is being prepared
    clock.shift(timedelta(minutes=1))
    with tenant(stage.organisation):
        assert outbox.sweep(timezone.now()) == 1
        told = list(Occasion.objects.values_list("about", "message__due_at"))

    assert told == [
        ("plants.plant:1", MORNING),
        ("plants.plant:2", MORNING + timedelta(days=1)),
    ]


def test_sweep_asks_the_same_questions_for_one_and_for_many(
    stage: Cast, kinds: Callable[..., Plants], django_assert_max_num_queries: Any
) -> None:
    """T5: constant statements, whoever is asked."""
    water, counted = kinds("plants.water"), []
    people = [stage.member, stage.representative, stage.coach, stage.sponsor, stage.reader]
    for number, asked in enumerate((people[:1], people[1:])):
        for person in asked:
            water.ask(person, number, in_days(9))
        with tenant(stage.organisation), django_assert_max_num_queries(24) as captured:
            outbox.sweep(timezone.now())
        counted.append(len(captured))

    assert counted[0] == counted[1]


def test_mail_that_cannot_be_written_fails_alone(
    stage: Cast, kinds: Callable[..., Plants], sink: Sink, clock: time_machine.Traveller
) -> None:
    """T5: it says why, and keeps nobody else's mail back."""
    plants = kinds("plants.water", urgent=True)
    broken = plants.ask(stage.member, 1, in_days(3))
    broken.context.append(None)  # type: ignore[arg-type]
    plants.ask(stage.coach, 2, in_days(3))

    look_after(stage.organisation.pk)
    hand_over()

    with tenant(stage.organisation):
        told = {row.person: (row.state, row.reason) for row in Message.objects.all()}
    assert told[stage.coach] == ("sent", "")
    assert told[stage.member][0] == "failed"
    assert "could not be written" in told[stage.member][1]
    assert [mail["To"] for mail in sink.mails] == [stage.coach.email]
