"""The retrospective of a team: what became of the last improvements, and the next ones."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.models import Person
from reviews.models import Improvement
from reviews.retrospectives.models import MOST
from teams.models import Membership, Team
from themes.models import Cycle


@transaction.atomic
def improvement_add(
    *, team: Team, topic: str, text: str, owner: Person, due_on: date
) -> Improvement:
    """One of at most three, for a member of the team."""
    held = _held(team)
    if not Membership.objects.current().filter(team=held, person=owner).exists():
        raise ValidationError({"owner": _("Choose somebody who is in the team.")})
    free = set(range(1, MOST + 1)) - {*held.improvements.values_list("position", flat=True)}
    if not free:
        raise ValidationError(_("Three improvements are enough. Take one out first."))
    row = Improvement(
        team=held, position=min(free), topic=topic, text=text.strip(), owner=owner, due_on=due_on
    )
    row.clean_fields(exclude={"organisation", "team", "owner"})
    row.save()
    return row


@transaction.atomic
def improvement_remove(*, improvement: Improvement) -> None:
    _held(improvement.team)
    improvement.delete()


def improvement_done(*, improvement: Improvement) -> None:
    """It is done, also after its cycle; the next retrospective asks whether it stayed."""
    waiting = Improvement.objects.filter(pk=improvement.pk, done_at=None)
    waiting.update(done_at=timezone.now())


@transaction.atomic
def improvement_look(*, team: Team, improvement: Improvement, became: str) -> None:
    """The team of the next cycle says what became of an earlier improvement."""
    _held(team)
    if not earlier_improvements(team).filter(pk=improvement.pk).exists():
        raise ValidationError(_("That is no improvement of this team's last cycle."))
    improvement.became = became
    improvement.clean_fields(exclude={"organisation", "team", "owner"})
    improvement.save(update_fields=["became"])


def earlier_improvements(team: Team) -> QuerySet[Improvement]:
    """What the team that this one continues wanted to do better."""
    return Improvement.objects.filter(team=team.previous_id).select_related("owner")


def recurring_topics(team: Team) -> set[str]:
    """Topics of this team's improvements that the same focus area had in an earlier cycle too."""
    cycle = team.cycle
    before = Improvement.objects.filter(
        team__focus_area=team.focus_area_id,
        team__cycle__theme=cycle.theme_id,
        team__cycle__number__lt=cycle.number,
    )
    topics = {*before.values_list("topic", flat=True)} - {Improvement.Topic.ELSE}
    return topics & {*team.improvements.values_list("topic", flat=True)}


def _held(team: Team) -> Team:
    """The team of an open cycle, and nobody else changes its improvements meanwhile."""
    held = Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    if Cycle.objects.get(pk=held.cycle_id).frozen:
        raise ValidationError(_("This cycle is closed: what was agreed stays as it is."))
    return held
