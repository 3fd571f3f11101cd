"""A limit on how long something may take in all, however little comes how slowly."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType


class DeadlineError(BaseException):
    """The time is over. Like a cancelled task, it is no error that a library may swallow."""


@contextmanager
def deadline(seconds: float) -> Iterator[Callable[[float], None]]:
    """Raise `DeadlineError` in this block after so many seconds.

    The block gets a function that sets the time anew: so many seconds from then on.

    A time-out of a socket starts anew with each byte. The alarm comes again each second, in case
    the first one meets code that cannot raise, such as a destructor. Alarms reach main threads
    only, such as that of a process of the pool; elsewhere there is no limit.
    """
    if current_thread() is not main_thread():
        yield lambda _seconds: None
        return
    before = signal.signal(signal.SIGALRM, _stop)
    _set(seconds)
    try:
        yield _set
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _set(seconds: float) -> None:
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise DeadlineError
