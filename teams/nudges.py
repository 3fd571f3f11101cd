"""What this app asks of people. `rows(now, person)` is one set-based query each."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from nudges.registry import Due, Nudge
from orgs.closed_days import answer_due, countries_of
from orgs.http import href
from orgs.models import Person
from teams.focus_nudges import FOCUS
from teams.forming_nudges import FORMING
from teams.hours_nudges import HOURS, of
from teams.models import AgreementConfirmation, Membership
from teams.session_nudges import SESSIONS
from themes.models import Cycle

DAYS_TO_CONFIRM = 5  # working days


def confirm_agreement(now: datetime, person: Person | None) -> Iterable[Due]:
    """Members who have not said yes to the working agreement as it is now."""
    said = AgreementConfirmation.objects.filter(
        agreement=OuterRef("team__agreements"), person=OuterRef("person"),
        version=OuterRef("team__agreements__version"),
    )  # fmt: skip
    rows = (
        Membership.objects.current()
        .filter(~Exists(said), team__agreements__isnull=False)
        .exclude(team__cycle__phase=Cycle.Phase.CLOSED)
        .annotate(agreement=F("team__agreements"), written_at=F("team__agreements__changed_at"))
        .select_related("team__cycle", "person__site")
    )
    return [_confirm(row) for row in of("person", person, rows)]


def _confirm(row: Any) -> Due:
    return Due(
        person_id=row.person_id,
        about=f"teams.workingagreement:{row.agreement}",
        title=_("Is this how you want to work together?"),
        url=href("teams:agreement_detail", team=row.team_id),
        due_at=answer_due(row.written_at, DAYS_TO_CONFIRM, countries_of(row.person)),
        action=_("Read and confirm"),
        context=[_("the working agreement of %(team)s") % {"team": row.team}],
        minutes=3,
    )


NUDGES: list[Nudge] = [
    *FORMING,
    *SESSIONS,
    *HOURS,
    Nudge(kind="teams.confirm_agreement", icon="chat", rows=confirm_agreement),
    *FOCUS,
]
