"""What may stand in a log: what happened, where in the code, and numbers. No secret and no person.

Values come from browsers and from the database: paths hold signed links, and messages of exceptions
hold rows, addresses and tokens. So nothing is written unless it is known to be harmless: of our own
events the fields that `FIELDS` names, of a library's line the words around its values, of an
exception its kind and where it was raised.
"""

import logging
import logging.config
import re
import sys
import threading
import traceback
from collections.abc import Mapping, MutableMapping
from types import TracebackType
from typing import Any

import psycopg
import structlog
from django.core.exceptions import ImproperlyConfigured

HIDDEN = "***"
FIELDS = {
    "level",
    "timestamp",
    "exception",
    "request_id",
    "method",
    "route",
    "task",
    "kind",
    "error",
}
"""Fields of our own events that hold words; `error` is the name of a class."""
EVENT = re.compile(r"[a-z][a-z0-9_.]*")
TASK_FIELDS = {"name", "id", "runtime", "description"}
"""What a worker may say of a task; neither its arguments nor what it gave back."""
OF_THE_PROGRAM = ("uvicorn.error", "celery.beat", "celery.apps")
"""Loggers of ports, processes and names of tasks, whose lines are written as they are."""
WORDS_ONLY = (*OF_THE_PROGRAM, "celery.worker", "kombu")
"""Loggers whose lines without values are plain words; others put values into them beforehand."""

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

log = structlog.get_logger(__name__)


def config(level: str) -> dict[str, Any]:
    """One handler, which writes to the process' own output; no mails, no second formatter."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {
                "()": "core.logs.Formatter",
                "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            "django.request": {"level": "ERROR"},  # the request's own line says 403 and 404
        },
        "root": {"handlers": ["console"], "level": level},
    }


def configure(chosen: dict[str, Any]) -> None:
    """Whatever a process says goes through the formatter, also what Python itself would print."""
    logging.config.dictConfig(chosen)
    logging.captureWarnings(True)
    logging.raiseExceptions = False  # the report on a line that cannot be written holds its values
    sys.unraisablehook = lambda found: _uncaught(found.exc_value)
    threading.excepthook = lambda found: _uncaught(found.exc_value)
    if not sys.stderr.isatty():  # who types at a terminal reads the whole of it there
        sys.excepthook = lambda _kind, fault, _trace: _uncaught(fault)


def _uncaught(fault: BaseException | None) -> None:
    log.error("uncaught", exc_info=fault)


class Line(str):
    """A line of ours, of which nothing is left to hide."""

    __slots__ = ()


def hide_words(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """A processor of structlog: words in a field that `FIELDS` does not name are hidden."""
    shown = {name: value if name in FIELDS else _number(value) for name, value in event.items()}
    said = str(event.get("event", ""))
    return {**shown, "event": said if EVENT.fullmatch(said) else HIDDEN}


def write_line(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> Line:
    """The last processor."""
    return Line(_as_json(_logger, _name, event))


_as_json: Any = structlog.processors.JSONRenderer()


def describe(fault: BaseException | None) -> str:
    """Kinds and places of an exception and of what led to it; never what they say."""
    return "\n".join(_told(fault, set()))


def _told(fault: BaseException | None, seen: set[int]) -> list[str]:
    if fault is None or id(fault) in seen:
        return []
    seen.add(id(fault))
    frames = traceback.StackSummary.extract(
        traceback.walk_tb(fault.__traceback__), lookup_lines=False
    )
    places = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    before = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    several = fault.exceptions if isinstance(fault, BaseExceptionGroup) else ()
    rest = [line for one in (*several, before) for line in _told(one, seen)]
    return [_kind(fault), *places, *rest]


render_exception = structlog.processors.ExceptionRenderer(lambda found: describe(found[1]))
"""A processor of structlog, in place of the one that writes what exceptions say."""


def _kind(fault: BaseException) -> str:
    """Of an error of the database also its code and which rule it broke."""
    diagnosis = getattr(fault, "diag", None)
    more = [getattr(diagnosis, name, None) for name in ("sqlstate", "constraint_name")]
    words = [f"{type(fault).__module__}.{type(fault).__qualname__}", *filter(None, more)]
    if _for_operators(fault):
        words.append(str(fault).partition("\n")[0])
    return " ".join(words)


def _for_operators(fault: BaseException) -> bool:
    """It says what is set wrongly, or why the database let nobody in; no statement was sent yet."""
    refused = isinstance(fault, psycopg.OperationalError) and fault.sqlstate is None
    return refused or isinstance(fault, ImproperlyConfigured)


class Formatter(logging.Formatter):
    """For every line there is: ours as it is, of others what is harmless."""

    def format(self, record: logging.LogRecord) -> str:
        if isinstance(record.msg, Line):
            return super().format(record)
        shown = logging.makeLogRecord(record.__dict__)
        shown.exc_text = shown.stack_info = shown.args = None
        shown.msg = _words(record).strip().partition("\n")[0]
        number = structlog.contextvars.get_contextvars().get("request_id")
        if number:
            shown.name = f"{record.name} [{number}]"
        return super().format(shown)

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802  (logging's own name)
        return describe(ei[1])


def _words(record: logging.LogRecord) -> str:
    """Without values beside them, the words themselves may hold some."""
    if record.name.startswith(OF_THE_PROGRAM):
        return record.getMessage()
    if not record.args and not record.name.startswith(WORDS_ONLY):
        return f"{HIDDEN} {record.pathname}:{record.lineno} {record.funcName}"
    try:
        return str(record.msg) % _harmless(record.args) if record.args else str(record.msg)
    except (TypeError, ValueError, KeyError):  # it wanted a number, and that is hidden
        return str(record.msg)


def _harmless(args: Any) -> Any:
    if isinstance(args, Mapping):
        return {
            name: value if name in TASK_FIELDS else _number(value) for name, value in args.items()
        }
    return tuple(map(_number, args))


def _number(value: Any) -> Any:
    return value if isinstance(value, int | float | None) else HIDDEN
