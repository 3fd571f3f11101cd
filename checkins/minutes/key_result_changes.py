"""What changed of a key result since the last check-in, in words; nothing measured is no zero."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from core.formatting import points, spoken_date
from okrs.key_results import formatting
from okrs.models import Measurement
from okrs.status import KeyResultStatus
from orgs.closed_days import zone


def change_said(found: KeyResultStatus, since: date | None) -> str:
    """One phrase: the change, or why there is none to tell."""
    return ", ".join(words for words in (_change(found), _correction(found, since)) if words)


def _change(found: KeyResultStatus) -> str:
    latest, before = found.latest, found.before
    if latest is None:
        return _("not measured yet")
    if latest is before:
        return _("no new value")
    if found.change is not None:
        return points(found.change)
    if before is None:
        return _("first value, of %(date)s") % {"date": spoken_date(latest.measured_on)}
    if before.value == latest.value:
        return _("no change")
    return _("was %(value)s") % {"value": found.before_text}


def _correction(found: KeyResultStatus, since: date | None) -> str:
    """What the room saw last time and was corrected since then."""
    before = found.before
    if since is None or before is None or before.replaces_id is None:
        return ""
    if timezone.localtime(before.at, zone()).date() <= since:
        return ""
    seen = _seen(found, before, since)
    if seen is None or seen.value == before.value:
        return ""
    return _("corrected since: %(old)s was %(new)s") % {
        "old": formatting.value_text(found.key_result, seen.value),
        "new": found.before_text,
    }


def _seen(found: KeyResultStatus, corrected: Measurement, since: date) -> Measurement | None:
    """The measurement that stood there on that day in place of the corrected one."""
    rows = {row.pk: row for row in found.key_result.measurements.all()}
    at: Measurement | None = corrected
    while at is not None and timezone.localtime(at.at, zone()).date() > since:
        at = rows.get(at.replaces_id or 0)
    return at
