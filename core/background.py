"""How tasks are enqueued: at most one of the same waits, and what is too old is dropped."""

from typing import Any

from celery.signals import task_prerun
from django.core.cache import cache

EXPIRES = 120
"""Seconds after which a task that still waits is dropped: the next tick brings a new one."""


def enqueue(task: Any, *args: int) -> None:
    """Enqueue a task, unless the same one waits already for the same row."""
    key = _key(task.name, args)
    if not cache.add(key, 1, EXPIRES):
        return
    try:
        task.apply_async(args, expires=EXPIRES)
    except Exception:
        cache.delete(key)
        raise


@task_prerun.connect
def _begins(sender: Any, args: Any = (), **kwargs: Any) -> None:
    """From now on the next one may wait."""
    cache.delete(_key(sender.name, tuple(args)))


def _key(name: str, args: tuple[int, ...]) -> str:
    return ":".join(["waits", name, *map(str, args)])
