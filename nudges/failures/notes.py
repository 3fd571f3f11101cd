"""What does not work in the background: noted while it lasts, logged when it changes."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from functools import partial
from traceback import extract_tb

import structlog
from django.db import transaction
from django.db.models import F

from nudges.models import BackgroundFailure
from orgs.closed_days import here

Part = BackgroundFailure.Part
Failures = Mapping[tuple[str, str], BaseException]
LONGEST_PAUSE = timedelta(minutes=15)
log = structlog.get_logger(__name__)


def named(part: str, failed: Mapping[str, Exception]) -> dict[tuple[str, str], Exception]:
    return {(part, name): error for name, error in failed.items()}


def note(failed: Failures, now: datetime, *, parts: Collection[str]) -> None:
    """Note what failed in these parts of the work, and forget what works again."""
    rows = BackgroundFailure.objects.filter(part__in=parts).values_list("part", "name", "error")
    known = {(part, name): error for part, name, error in rows}
    for key, error in failed.items():
        _note_one(key, error, now, known.get(key))
    for part, name in known.keys() - failed.keys():
        BackgroundFailure.objects.filter(part=part, name=name).delete()
        _log("background_works_again", part=part, name=name)


def _note_one(
    key: tuple[str, str], error: BaseException, now: datetime, before: str | None
) -> None:
    """Also where another process notes the same at this moment."""
    part, name = key
    words = type(error).__name__[:100]
    if before != words:
        _log("background_failed", part=part, name=name, error=words, where=_where(error))
    row = BackgroundFailure(part=part, name=name, error=words, since=now, last_at=now, times=0)
    BackgroundFailure.objects.bulk_create([row], ignore_conflicts=True)
    BackgroundFailure.objects.filter(part=part, name=name).update(
        error=words, last_at=now, times=F("times") + 1
    )


def mails_are_slow(error: BaseException, now: datetime, *, pause: bool) -> None:
    """From now on this organisation's mails go one by one; after a time-out, later and later."""
    note({(Part.MAILS, ""): error}, now, parts=[Part.MAILS])
    rows = BackgroundFailure.objects.filter(part=Part.MAILS)
    if pause:
        times = rows.values_list("times", flat=True).first() or 1
        minutes = min(2 ** min(times - 1, 9), LONGEST_PAUSE.total_seconds() // 60)
        rows.update(retry_at=now + timedelta(minutes=minutes))


def _where(error: BaseException) -> str:
    """The place in the code. The words of an error may hold somebody's data and are left out."""
    frames = extract_tb(error.__traceback__)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""


def _log(event: str, **said: str) -> None:
    """Once the change is committed: work that is rolled back and done again is told once."""
    level = log.error if "error" in said else log.info
    transaction.on_commit(partial(level, event, organisation=here().pk, **said))
