"""The quick form on *My work*, in place of the row that asks for a value."""

from typing import Any

from core.http import href
from nudges.registry import Due
from okrs.measurements.forms import MeasureForm
from okrs.status import team_statuses
from orgs.audit.log import key, row_id
from orgs.closed_days import today_here
from orgs.models import Person
from teams.models import Team


def measure_panels(rows: list[Due], person: Person) -> dict[str, dict[str, Any]]:
    """The quick form of each row; the first one stands open."""
    abouts = {row.about for row in rows}
    today = today_here()
    teams = Team.objects.filter(
        okr_set__objectives__key_results__in=[row_id(about) for about in abouts]
    )
    statuses = team_statuses(teams.select_related("cycle").distinct(), today)
    forms = {
        key(s.key_result): MeasureForm.about(
            s, target=f"ask-{s.key_result.pk}", back=href("pages:my_work")
        )
        for status in statuses.values()
        for s in status.key_results
        if key(s.key_result) in abouts
    }
    first = min(rows, key=lambda row: (row.due_at, row.about)).about
    return {about: {"form": form, "open": about == first} for about, form in forms.items()}
