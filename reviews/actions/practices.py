"""What the company keeps of a cycle."""

import calendar
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from checkins.models import Learning
from orgs import audit
from orgs.models import Person
from reviews.models import Practice
from teams.models import Team


@transaction.atomic
def practice_adopt(
    *, team: Team, by: Person, title: str, owner: Person, written_in: str, since: date,
    learning: Learning | None = None,
) -> Practice:  # fmt: skip
    """Make a learning a practice with an owner in the line organisation; look again in 3 months."""
    if not owner.active:
        raise ValidationError(_("Choose an owner who still works here."))
    if learning is not None and learning.team_id != team.pk:
        raise ValidationError(_("That learning belongs to another team."))
    practice = Practice.objects.create(
        team=team, learning=learning, title=title.strip(), owner=owner,
        written_in=written_in.strip(), since=since, look_again_on=months_after(since, 3),
        created_by=by,
    )  # fmt: skip
    audit.record(actor=by, verb="practice.adopt", about=practice)
    return practice


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the month's last day where it has fewer."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(
        year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1])
    )
