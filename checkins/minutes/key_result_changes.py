"""What changed of a key result since the last check-in, in words; nothing measured is no zero."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from core.formatting import points, spoken_date
from okrs.key_results import formatting
from okrs.models import Measurement
from okrs.status import KeyResultStatus
from orgs.closed_days import zone


def change_text(status: KeyResultStatus, since: date | None) -> str:
    """One phrase: the change, or why there is none to tell."""
    return ", ".join(words for words in (_change(status), _correction(status, since)) if words)


def _change(status: KeyResultStatus) -> str:
    latest, before = status.latest, status.before
    if latest is None:
        return _("not measured yet")
    if latest is before:
        return _("no new value")
    if status.change is not None:
        return points(status.change)
    if before is None:
        return _("first value, of %(date)s") % {"date": spoken_date(latest.measured_on)}
    if before.value == latest.value:
        return _("no change")
    return _("was %(value)s") % {"value": status.before_text}


def _correction(status: KeyResultStatus, since: date | None) -> str:
    """What the room saw last time and was corrected since then."""
    before = status.before
    if since is None or before is None or before.replaces_id is None:
        return ""
    if timezone.localtime(before.at, zone()).date() <= since:
        return ""
    shown_then = _seen(status, before, since)
    if shown_then is None or shown_then.value == before.value:
        return ""
    return _("corrected since: %(old)s was %(new)s") % {
        "old": formatting.value_text(status.key_result, shown_then.value),
        "new": status.before_text,
    }


def _seen(status: KeyResultStatus, corrected: Measurement, since: date) -> Measurement | None:
    """The measurement that stood there on that day in place of the corrected one."""
    rows = {row.pk: row for row in status.key_result.measurements.all()}
    at: Measurement | None = corrected
    while at is not None and timezone.localtime(at.at, zone()).date() > since:
        at = rows.get(at.replaces_id or 0)
    return at
