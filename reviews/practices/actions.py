"""What the company keeps of a cycle."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from checkins.models import Learning
from core.days import months_after
from orgs.audit import log as audit
from orgs.closed_days import today_here
from orgs.models import Person
from reviews.models import Practice, PracticeCheck
from teams.models import Team


@transaction.atomic
def practice_adopt(
    *,
    team: Team,
    by: Person,
    title: str,
    owner: Person,
    written_in: str,
    since: date,
    learning: Learning | None = None,
) -> Practice:
    """Make a learning a practice with an owner in the line organisation; look again in 3 months."""
    if not owner.active:
        raise ValidationError(_("Choose an owner who still works here."))
    if learning is not None and learning.team_id != team.pk:
        raise ValidationError(_("That learning belongs to another team."))
    practice = Practice.objects.create(
        team=team,
        learning=learning,
        title=title.strip(),
        owner=owner,
        written_in=written_in.strip(),
        since=since,
        look_again_on=months_after(since, 3),
        created_by=by,
    )
    audit.record(actor=by, verb="practice.adopt", about=practice)
    return practice


@transaction.atomic
def practice_check(*, practice: Practice, by: Person, **seen: Any) -> PracticeCheck:
    """Say whether it lives; `seen` are use, used_by, effect, benefit, unit, source, measured_on and
    estimate. What is in use is looked at again in three months."""
    held = Practice.objects.select_for_update(of=("self",)).get(pk=practice.pk)
    check = PracticeCheck(practice=held, by=by, **seen)
    _refuse_bare_number(check)
    check.full_clean()
    check.save()
    if check.use != PracticeCheck.Use.NO:
        held.look_again_on = months_after(today_here(), 3)
        held.save(update_fields=["look_again_on"])
    audit.record(actor=by, verb="practice.check", about=held, after={"use": check.use})
    return check


def _refuse_bare_number(check: PracticeCheck) -> None:
    if check.benefit is None:
        return
    missing = {
        "unit": (check.unit, _("Say what is counted, for example hours a month.")),
        "source": (check.source, _("Say where the number comes from.")),
        "measured_on": (check.measured_on, _("Say of which day the number is.")),
    }
    refused = {name: [sentence] for name, (given, sentence) in missing.items() if not given}
    if check.measured_on and check.measured_on > today_here():
        refused["measured_on"] = [_("That day is still to come.")]
    if refused:
        raise ValidationError(refused)
