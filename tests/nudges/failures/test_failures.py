"""W16: what fails in one kind, row or chore is noted and shown, and the rest goes on."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from core.outbox import LEASE
from core.tenancy import tenant
from nudges import tasks
from nudges.mail import outbox
from nudges.mail.deadline import DeadlineError, deadline
from nudges.models import BackgroundFailure, Message, Occasion
from nudges.registry import nudges
from nudges.tasks import Chore, chores, hand_over, look_after
from orgs.models import Person
from tests.cast import Cast, Rival
from tests.nudges.conftest import MORNING, Plants, in_days
from tests.sink import Sink

Kinds = Callable[..., Plants]
SECRET = "The cooling launch of Ayse"
MINUTE = timedelta(minutes=1)


class Broken(Plants):
    """Raises where one person's row is read, with words that nobody may see elsewhere."""

    def __init__(self, poisoned: Person) -> None:
        super().__init__()
        self.poisoned = poisoned
        self.error: Exception | None = ValueError(SECRET)

    def rows(self, now: datetime, person: Person | None) -> list[Any]:
        if self.error and person in (None, self.poisoned):
            raise self.error
        return super().rows(now, person)


@pytest.fixture
def broken(stage: Cast, kinds: Kinds, monkeypatch: pytest.MonkeyPatch) -> Broken:
    """Two kinds, of which the second cannot be read for the member."""
    made = Broken(stage.member)
    monkeypatch.setattr("tests.nudges.conftest.Plants", lambda: made)
    kinds("plants.broken", name="broken plants")
    monkeypatch.undo()
    return made


def noted(stage: Cast) -> list[tuple[str, str, str, int]]:
    with tenant(stage.organisation):
        rows = BackgroundFailure.objects.order_by("part", "name")
        return list(rows.values_list("part", "name", "error", "times"))


def told(stage: Cast) -> set[tuple[str, int]]:
    with tenant(stage.organisation):
        return set(Occasion.objects.values_list("kind", "person_id"))


def status(*arguments: str) -> str:
    out = StringIO()
    call_command("background_status", *arguments, stdout=out)
    return out.getvalue()


def test_one_broken_row_keeps_nothing_from_the_others(
    stage: Cast, kinds: Kinds, broken: Broken
) -> None:
    kinds("plants.water").ask(stage.member, 1, in_days(1))
    broken.ask(stage.member, 2, in_days(1))
    broken.ask(stage.coach, 3, in_days(1))

    look_after(stage.organisation.pk)

    assert told(stage) == {("plants.water", stage.member.pk), ("plants.broken", stage.coach.pk)}
    assert noted(stage) == [("nudge", "plants.broken", "ValueError", 1)]


def test_failure_is_counted_and_forgotten_when_it_works_again(
    stage: Cast, kinds: Kinds, broken: Broken, clock: time_machine.Traveller
) -> None:
    broken.ask(stage.member, 2, in_days(1))
    began = timezone.now()

    for _tick in range(3):
        look_after(stage.organisation.pk)
        clock.shift(MINUTE)
    with tenant(stage.organisation):
        row = BackgroundFailure.objects.get()
    broken.error = None
    look_after(stage.organisation.pk)

    assert (row.since, row.last_at, row.times) == (began, began + 2 * MINUTE, 3)
    assert noted(stage) == []
    assert told(stage) == {("plants.broken", stage.member.pk)}


def test_error_of_the_database_leaves_the_other_kinds(
    stage: Cast, kinds: Kinds, broken: Broken
) -> None:
    """A statement that fails spoils its transaction, unless each kind has a savepoint."""
    kinds("plants.water").ask(stage.member, 1, in_days(1))

    def ask_too_long(now: datetime, person: Person | None) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '50ms'")
            cursor.execute("SELECT pg_sleep(60)")
        return []

    broken.rows = ask_too_long  # type: ignore[method-assign]
    object.__setattr__(nudges["plants.broken"], "rows", ask_too_long)

    look_after(stage.organisation.pk)

    assert told(stage) == {("plants.water", stage.member.pk)}
    assert noted(stage) == [("nudge", "plants.broken", "OperationalError", 1)]


@pytest.fixture
def chore(stage: Cast) -> Iterator[None]:
    def fail(now: datetime) -> None:
        raise KeyError(SECRET)

    kept, chores._entries = chores._entries, {"tests.fail": Chore(fail), **chores._entries}
    yield
    chores._entries = kept


def test_chore_that_fails_leaves_the_reminders(stage: Cast, kinds: Kinds, chore: None) -> None:
    kinds("plants.water").ask(stage.member, 1, in_days(1))

    look_after(stage.organisation.pk)

    assert told(stage) == {("plants.water", stage.member.pk)}
    assert noted(stage) == [("chore", "tests.fail", "KeyError", 1)]


def test_administrators_see_what_it_means(
    stage: Cast, kinds: Kinds, broken: Broken, sign_in: Any, rival: Rival
) -> None:
    look_after(stage.organisation.pk)
    page = stage.path("messages/")

    shown = sign_in(stage.administrator).get(page).content.decode()
    elsewhere = sign_in(rival.outsider).get(rival.path("messages/")).content.decode()

    assert "Reminders of the kind “broken plants” could not be prepared." in shown
    assert "Since " in shown
    assert "ValueError" in shown
    assert SECRET not in shown
    assert "could not be prepared" not in elsewhere


def test_person_sees_that_something_is_missing(
    stage: Cast, kinds: Kinds, broken: Broken, sign_in: Any
) -> None:
    """An empty list would say that nothing waits."""
    page = sign_in(stage.member).get(stage.path()).content.decode()

    assert "Not all that is asked of you is shown" in page
    assert "broken plants" in page
    assert "Nothing waits for you" not in page
    assert SECRET not in page


def test_operator_sees_all_organisations_and_no_words_of_people(
    stage: Cast, kinds: Kinds, broken: Broken, rival: Rival
) -> None:
    look_after(stage.organisation.pk)
    look_after(rival.organisation.pk)

    found, words = json.loads(status("--json")), status()

    assert {row["organisation"] for row in found["failures"]} == {"lodos", "poyraz"}
    assert {(row["name"], row["error"]) for row in found["failures"]} == {
        ("plants.broken", "ValueError")
    }
    assert "lodos: a kind of reminder plants.broken, ValueError, since 2026-05-20" in words
    assert SECRET not in json.dumps(found) + words


def test_broken_kind_holds_back_no_mail_that_tells_another(
    stage: Cast, kinds: Kinds, broken: Broken, sink: Sink, clock: time_machine.Traveller
) -> None:
    """A mail with two lines, of which one cannot be read when it goes out."""
    kinds("plants.water").ask(stage.member, 1, in_days(3))
    broken.ask(stage.member, 2, in_days(3))
    broken.error, error = None, broken.error
    look_after(stage.organisation.pk)
    broken.error = error
    clock.move_to(MORNING)

    hand_over()

    (mail,) = sink.to(stage.member.email)
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Plant 1 is dry" in body.get_content()
    assert "Plant 2 is dry" not in body.get_content()


def test_whoever_takes_long_comes_less_often(
    stage: Cast, kinds: Kinds, monkeypatch: pytest.MonkeyPatch
) -> None:
    water = kinds("plants.water")
    monkeypatch.setattr(tasks, "LONG", 0)

    look_after(stage.organisation.pk)
    water.ask(stage.member, 1, in_days(1))
    look_after(stage.organisation.pk)
    resting = told(stage)
    cache.clear()  # as when Redis lost all it had
    look_after(stage.organisation.pk)

    assert resting == set()
    assert told(stage) == {("plants.water", stage.member.pk)}


def test_mail_that_kills_its_worker_is_tried_alone_and_at_last_left(
    stage: Cast, kinds: Kinds, sink: Sink, clock: time_machine.Traveller
) -> None:
    """T5: a worker that died says nothing; what it had comes back by its lease."""
    water = kinds("plants.water", any_hour=True)
    water.ask(stage.member, 1, in_days(9))
    water.ask(stage.coach, 2, in_days(9))
    look_after(stage.organisation.pk)
    sizes = []

    while claimed := outbox.claim(timezone.now()):
        sizes.append(len(claimed))
        while claimed and len(sizes) > 1 and (more := outbox.claim(timezone.now())):
            sizes.append(len(more))
        clock.shift(LEASE + MINUTE)
        outbox.release(timezone.now())

    with tenant(stage.organisation):
        states = list(Message.objects.values_list("state", "attempts"))
    assert sizes == [2, *[1] * 14]
    assert states == [("failed", 8), ("failed", 8)]


def test_clock_that_was_wrong_for_a_moment_holds_nothing_for_years(
    stage: Cast, kinds: Kinds, sink: Sink, clock: time_machine.Traveller
) -> None:
    kinds("plants.water", any_hour=True).ask(stage.member, 1, in_days(900))
    look_after(stage.organisation.pk)
    right = timezone.now()
    clock.shift(timedelta(days=700))
    outbox.claim(timezone.now())
    with tenant(stage.organisation):
        BackgroundFailure.objects.create(
            part="mails",
            error="TimeoutError",
            since=right,
            last_at=right,
            retry_at=timezone.now() + timedelta(minutes=15),
        )
    clock.move_to(right)

    hand_over()

    assert len(sink.mails) == 1
    assert noted(stage) == []


def test_deadline_ends_what_never_ends() -> None:
    def swallow() -> None:
        while True:
            try:
                while True:
                    pass
            except Exception:  # noqa: S112
                continue

    with pytest.raises(DeadlineError), deadline(0.01):
        swallow()
