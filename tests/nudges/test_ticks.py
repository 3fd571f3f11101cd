"""What beat brings about: ids, each once, each with an end."""

from typing import Any

import pytest
from celery.app import app_or_default
from django.core.cache import cache
from kombu.utils.json import loads

from core.background import EXPIRES, enqueue
from core.tenancy import tenant
from nudges.models import Occasion
from nudges.tasks import look_after, tick
from okrsite.celery import app
from orgs.models import Organisation
from tests.cast import Cast, Rival
from tests.nudges.conftest import in_days
from tests.nudges.failures.test_failures import Kinds


@pytest.fixture
def queue() -> Any:
    """The real queue, of which no worker takes anything."""
    with app.connection_for_read() as connection:
        channel: Any = connection.default_channel
        client = channel.client
        client.delete("default")
        yield client
        client.delete("default")


def waiting(queue: Any) -> list[tuple[str, str, Any]]:
    found = [loads(row)["headers"] for row in queue.lrange("default", 0, -1)]
    return [(row["task"], row["argsrepr"], row["expires"]) for row in found]


def test_tick_brings_ids_that_expire(stage: Cast, rival: Rival, queue: Any) -> None:
    """W16: however long no worker was there, no old task is done."""
    tick()

    tasks = {(name, args) for name, args, _expires in waiting(queue)}
    assert tasks == {
        *(
            ("nudges.look_after", f"({one.pk},)")
            for one in (stage.organisation, rival.organisation)
        ),
        ("nudges.hand_over", "()"),
    }
    assert all(expires for _name, _args, expires in waiting(queue))
    assert (
        app.conf.beat_schedule["tick"]["options"]["expires"]
        < app.conf.beat_schedule["tick"]["schedule"]
    )
    assert app.conf.broker_transport_options["visibility_timeout"] > EXPIRES


def test_two_schedulers_bring_each_task_once(stage: Cast, rival: Rival, queue: Any) -> None:
    tick()
    tick()

    assert len(waiting(queue)) == Organisation.objects.count() + 1


def test_lost_queue_is_filled_by_the_next_tick(stage: Cast, kinds: Kinds, queue: Any) -> None:
    """The database holds the truth: what Redis had can be lost."""
    kinds("plants.water").ask(stage.member, 1, in_days(1))
    tick()
    queue.delete("default")
    cache.clear()

    tick()
    found = {name for name, _args, _expires in waiting(queue)}
    look_after(stage.organisation.pk)

    assert found == {"nudges.look_after", "nudges.hand_over"}
    with tenant(stage.organisation):
        assert Occasion.objects.count() == 1


def test_task_that_has_begun_makes_room_for_the_next(stage: Cast, queue: Any) -> None:
    """What happens while it runs is not missed."""
    enqueue(look_after, stage.organisation.pk)
    enqueue(look_after, stage.organisation.pk)
    before = len(waiting(queue))
    look_after.apply(args=(stage.organisation.pk,))

    enqueue(look_after, stage.organisation.pk)

    names = [name for name, _args, _expires in waiting(queue)]
    assert (before, names.count("nudges.look_after")) == (1, 2)


def test_every_task_has_a_limit_that_works() -> None:
    """W2: in a pool of threads Celery's limits do nothing."""
    conf = app_or_default().conf

    assert conf.worker_pool == "prefork"
    assert not conf.task_reject_on_worker_lost
    for task in app.tasks.values():
        assert (task.time_limit or conf.task_time_limit) < 5 * 60 / 2  # a lease is never outlived
