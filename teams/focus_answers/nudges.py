"""Once a month the leaders in the teams are asked what questions the focus (B5)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.days import morning_of
from core.http import href
from nudges.registry import OPEN, Due, Nudge
from orgs.audit.log import row_id
from orgs.closed_days import today_here, zone
from orgs.models import Person
from teams.focus_answers.actions import month_of
from teams.models import FocusAnswer, Membership
from themes.models import Cycle


def question_focus(now: datetime, person: Person | None) -> Iterable[Due]:
    """Leaders in a running team who have not answered for this month.

    A cycle's first month is left out. The question goes when the month goes: nobody is ever late.
    """
    month = month_of(today_here(now))
    said = FocusAnswer.objects.filter(
        theme=OuterRef("team__cycle__theme"), person=OuterRef("person"), month=month
    )
    rows = Membership.objects.current().filter(
        ~Exists(said),
        person__left_on=None,
        person__level__leads=True,
        joined_on__lt=month,
        team__cycle__phase=Cycle.Phase.RUNNING,
        team__cycle__starts_on__lt=month,
    )
    if person is not None:
        rows = rows.filter(person=person)
    named = rows.order_by().annotate(
        theme=F("team__cycle__theme"), name=F("team__cycle__theme__name")
    )
    for person_id, theme, name in named.values_list("person_id", "theme", "name"):
        yield _question(person_id, theme, name, month)


def panels(rows: list[Due], person: Person) -> dict[str, dict[str, Any]]:
    """One tap passes the month over."""
    return {due.about: {"theme": row_id(due.about)} for due in rows}


def _question(person_id: int, theme: int, name: str, month: date) -> Due:
    opens_at = morning_of(month, zone())
    next_month = morning_of(month_of(month + timedelta(days=31)), zone())
    return Due(
        person_id=person_id,
        about=f"themes.theme:{theme}",
        title=_("What have we learned that questions our focus?"),
        url=href("teams:focus_answer_list", theme=theme),
        due_at=next_month - timedelta(minutes=1),
        action=_("Answer or pass"),
        context=[name, _("asked once a month, %(month)s") % {"month": _named(month)}],
        minutes=3,
        opens_at=opens_at,
    )


def _named(month: date) -> str:
    return date_format(month, "YEAR_MONTH_FORMAT")


FOCUS = [
    Nudge(
        "teams.question_focus",
        "compass",
        question_focus,
        template="teams/focus_answers/_nudge.html",
        panels=panels,
        moments=(OPEN,),
        name=gettext_lazy("What questions our focus"),
        serves="B5",
        who="leaders in the teams",
        when="once a month",
        late="nobody: not answering is not held against anybody",
        ends="they answer or pass, or the month ends",
        only=("teams.teams",),
    ),
]
