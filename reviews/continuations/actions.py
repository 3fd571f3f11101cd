"""Whether, why and how each member goes on; by name, and only by themselves."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from orgs.models import Person
from reviews.models import Continuation
from teams.hours.arithmetic import weekly
from teams.models import Membership
from themes.models import Cycle, FocusArea

Answer = Continuation.Answer


@transaction.atomic
def continuation_answer(
    *,
    membership: Membership,
    by: Person,
    answer: str,
    why: str = "",
    how: str = "",
    hours: Decimal | None = None,
    focus_area: FocusArea | None = None,
) -> Continuation:
    """Record the member's own answer; it can be changed until the cycle is closed.

    "Other hours" needs the hours, "another team" needs the area of the same theme.
    """
    if membership.person_id != by.pk:
        raise ValidationError(_("Everybody answers for themselves whether they go on."))
    cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=membership.team.cycle_id)
    if cycle.phase != Cycle.Phase.REVIEWING:
        raise ValidationError(_("This is asked while the cycle is in review."))
    hours, focus_area = _details(answer, hours, focus_area)
    if focus_area is not None and focus_area.theme_id != cycle.theme_id:
        raise ValidationError(_("Choose an area of this theme."))
    continuation, _made = Continuation.objects.update_or_create(
        membership=membership,
        defaults={
            "answer": answer,
            "why": why.strip(),
            "how": how.strip(),
            "hours": hours,
            "focus_area": focus_area,
        },
    )
    return continuation


def _details(
    answer: str, hours: Decimal | None, focus_area: FocusArea | None
) -> tuple[Decimal | None, FocusArea | None]:
    """Only what belongs to the answer is kept."""
    if answer not in Answer.values:
        raise ValidationError(_("Choose one of the answers."))
    if answer == Answer.OTHER_HOURS and hours is None:
        raise ValidationError({"hours": _("Say how many hours a week you can give.")})
    if answer == Answer.OTHER_TEAM and focus_area is None:
        raise ValidationError({"focus_area": _("Choose the area you would like to join.")})
    goes_on = answer in {Answer.AS_NOW, Answer.OTHER_HOURS, Answer.OTHER_TEAM}
    if hours is not None:
        try:
            weekly(hours)
        except ValueError as wrong:
            raise ValidationError({"hours": str(wrong)}) from wrong
    return (hours if goes_on else None), (focus_area if answer == Answer.OTHER_TEAM else None)


def unanswered(cycle: Cycle) -> list[Membership]:
    """The current members of a cycle who have not answered yet and still can."""
    members = Membership.objects.current().filter(
        team__cycle=cycle, continuation=None, person__left_on=None
    )
    return list(members.select_related("person", "team").order_by("team__number", "id"))
