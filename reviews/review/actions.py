"""The review: opened for a cycle, scored by its teams, reflected by its members, closed."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from core.live.channels import of_account, revoked
from okrs.models import KeyResult
from okrs.status import key_result_status
from orgs.audit import log as audit
from orgs.models import Person
from reviews.closing_events.actions import LENGTHS
from reviews.health_checks.actions import health_count
from reviews.models import ClosingEvent, Reflection, Review, Score, ScoreRound
from reviews.scoring.actions import scores_reveal
from teams.models import Membership, Team
from themes.cycles import phases
from themes.models import Cycle, PhaseChange

Phase = Cycle.Phase


@transaction.atomic
def review_open(
    *,
    cycle: Cycle,
    by: Person,
    starts_at: datetime,
    answers_until: date,
    place: str = "",
    score_hours: int = 24,
    note: str = "",
) -> Review:
    """Open the review of a running cycle and ask everybody whether, why and how they go on.

    Its date is that of the planned event, which comes into being or is moved with it.
    """
    phases.take(cycle, "review", by=by, note=note)
    review, _made = Review.objects.update_or_create(
        cycle=cycle,
        defaults={
            "starts_at": starts_at,
            "answers_until": answers_until,
            "place": place,
            "score_hours": score_hours,
            "opened_by": by,
        },
    )
    kind = ClosingEvent.Kind.REVIEW
    planned, made = ClosingEvent.objects.get_or_create(
        cycle=cycle,
        kind=kind,
        defaults={"starts_at": starts_at, "place": place, "minutes": LENGTHS[kind][1]},
    )
    if not made and (planned.starts_at, planned.place) != (starts_at, place):
        planned.starts_at, planned.place = starts_at, place
        planned.version += 1
        planned.save()
    return review


def proposed_score(key_result: KeyResult, today: date) -> Decimal | None:
    """What the data proposes, 0.00–1.00; None for a baseline and where nothing was measured."""
    contribution = key_result_status(key_result, today).contribution
    if contribution is None:
        return None
    return contribution.quantize(Decimal("0.01"), ROUND_HALF_UP)


@transaction.atomic
def score_give(*, key_result: KeyResult, by: Person, given: Decimal, reason: str = "") -> Score:
    """The team's own word on a key result; another score than the proposed one needs a reason."""
    cycle = Cycle.objects.select_for_update(of=("self",)).get(
        pk=key_result.objective.okr_set.team.cycle_id
    )
    if cycle.phase != Phase.REVIEWING:
        raise ValidationError(_("Key results are scored while the cycle is in review."))
    if key_result.kind == KeyResult.Kind.BASELINE:
        raise ValidationError(_("A starting value is learned, not scored."))
    if not ScoreRound.objects.filter(key_result=key_result, revealed_at__isnull=False).exists():
        raise ValidationError(
            _("First everybody scores alone, and the scores are revealed. Then agree on one.")
        )
    if not 0 <= given <= 1:
        raise ValidationError(_("A score lies between 0.0 and 1.0."))
    proposed = proposed_score(key_result, min(timezone.localdate(), cycle.ends_on))
    if proposed is not None and given != proposed and not reason.strip():
        raise ValidationError(
            _("The data proposes %(proposed)s. Say why the team sees it differently.")
            % {"proposed": proposed}
        )
    score, _made = Score.objects.update_or_create(
        key_result=key_result,
        defaults={"proposed": proposed, "given": given, "reason": reason.strip(), "by": by},
    )
    return score


@transaction.atomic
def reflection_write(*, team: Team, by: Person, text: str, audience: str) -> Reflection:
    """A member's own words about the cycle; writing again replaces them, audience included.

    The record says that somebody chose who reads theirs, and not who: a quote has no name.
    """
    if not Membership.objects.filter(team=team, person=by).exists():
        raise ValidationError(_("Members of the team can write a reflection for it."))
    if team.cycle.phase not in {Phase.RUNNING, Phase.REVIEWING}:
        raise ValidationError(_("Reflections are written before the cycle is closed."))
    if not text.strip():
        raise ValidationError(_("Write a sentence, or leave the page without saving."))
    before = Reflection.objects.filter(team=team, person=by).values("audience").first() or {}
    reflection, _made = Reflection.objects.update_or_create(
        team=team,
        person=by,
        defaults={"text": text.strip(), "audience": audience, "account": by.account},
    )
    after = {"audience": audience}
    if before != after:
        verb = "reflection.audience"
        audit.record(actor=None, verb=verb, about=team.cycle, before=before, after=after)
    return reflection


@transaction.atomic
def cycle_close(*, cycle: Cycle, by: Person, note: str = "") -> PhaseChange:
    """Close a cycle: its values stay as they are and its memberships end.

    The theme stays. Who goes on has said so in the continuation.
    """
    change = phases.take(cycle, "close", by=by, note=note)
    scores_reveal(teams=cycle.teams.all())  # no private score outlives the review
    health_count(teams=cycle.teams.all())
    members = Membership.objects.filter(team__cycle=cycle)
    accounts = members.current().filter(person__account__isnull=False)
    revoked(*map(of_account, accounts.values_list("person__account_id", flat=True)))
    members.current().update(left_on=Greatest("joined_on", Value(cycle.ends_on)), closing=change)
    went = Person.objects.filter(pk=OuterRef("person")).values("left_on")
    members.filter(left_on=None).update(left_on=Greatest("joined_on", Subquery(went)))
    return change


@transaction.atomic
def cycle_reopen(*, cycle: Cycle, by: Person, note: str) -> PhaseChange:
    """Open a closed cycle again, for corrections; whom closing ended is there again."""
    if not note.strip():
        raise ValidationError({"note": _("Say why the cycle is opened again.")})
    change = phases.take(cycle, "reopen", by=by, note=note.strip())
    ended = Membership.objects.filter(team__cycle=cycle, closing__isnull=False)
    ended.update(left_on=None, closing=None)
    return change
