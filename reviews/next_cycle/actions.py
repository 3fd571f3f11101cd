"""The next cycle: the theme stays, those who said they go on are carried into the new call.

Everything carried is a proposal: the forming board confirms teams, hours and the working agreement
are asked anew, and the carried key results are a draft. Doing it twice makes nothing twice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from checkins.models import Impediment
from okrs.initiatives.actions import initiative_save
from okrs.key_results.actions import key_result_save
from okrs.models import Initiative, KeyResult, OKRSet
from okrs.sets.actions import objective_save, set_open
from okrs.status import KeyResultStatus, team_statuses
from orgs.models import Person
from reviews.continuations.actions import unanswered
from reviews.models import Continuation, Outcome
from reviews.outcomes.actions import outcomes_of
from teams.agreements.actions import agreement_save
from teams.forming.actions import offer_place, team_make
from teams.models import Membership, Offer, Team, WorkingAgreement
from teams.offers.actions import offer_carry
from themes.cycles.actions import cycle_plan
from themes.models import Cycle, FocusArea

Phase = Cycle.Phase
ROUTINE = (
    "purpose",
    "weekday",
    "starts_at",
    "minutes",
    "place",
    "moderation",
    "channel",
    "response_time",
    "decisions",
    "short_of_time",
    "celebrate",
)


@dataclass(frozen=True)
class Going:
    """One member who goes on: into which area, with how many hours."""

    membership: Membership
    continuation: Continuation
    focus_area: FocusArea

    @property
    def hours(self) -> Decimal:
        """As now, or what the member said instead."""
        return self.continuation.hours or self.membership.commitment.hours


@dataclass(frozen=True)
class Proposal:
    """What would be carried over, for people to look at and confirm."""

    cycle: Cycle
    following: Cycle | None
    starts_on: date
    going: list[Going]
    leaving: list[Membership]
    unanswered: list[Membership]
    wishes: list[str]


def following_cycle(cycle: Cycle) -> Cycle | None:
    return Cycle.objects.filter(theme=cycle.theme_id, number=cycle.number + 1).first()


def next_cycle_propose(cycle: Cycle) -> Proposal:
    """Who goes on where, who leaves, and what the "how" answers wish for the new call."""
    members = list(
        Membership.objects.to_the_end()
        .filter(team__cycle=cycle, person__left_on=None)
        .select_related("person", "commitment", "team__focus_area", "continuation__focus_area")
        .order_by("team__number", "id")
    )
    answered = [m for m in members if hasattr(m, "continuation")]
    return Proposal(
        cycle=cycle,
        following=following_cycle(cycle),
        starts_on=_monday_after(cycle.ends_on),
        going=[_going(m) for m in answered if m.continuation.goes_on],
        leaving=[m for m in answered if not m.continuation.goes_on],
        unanswered=unanswered(cycle),
        wishes=[m.continuation.how for m in answered if m.continuation.how],
    )


def _going(member: Membership) -> Going:
    area = member.continuation.focus_area or member.team.focus_area
    return Going(member, member.continuation, area)


def _monday_after(day: date) -> date:
    return day + timedelta(days=7 - day.weekday())


@transaction.atomic
def next_cycle_plan(
    *, cycle: Cycle, by: Person, starts_on: date | None = None, weeks: int = 13
) -> Cycle:
    """The cycle that follows; planned once, however often this is called."""
    Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    return following_cycle(cycle) or cycle_plan(
        theme=cycle.theme, by=by, starts_on=starts_on or _monday_after(cycle.ends_on), weeks=weeks
    )


@transaction.atomic
def members_carry(*, cycle: Cycle, by: Person) -> list[Offer]:
    """Bring those who go on into the call of the next cycle, into the team of their area.

    Their answer is their own yes. The call must be open; teams stay a proposal until confirmed.
    """
    following = following_cycle(cycle)
    call = following.calls.first() if following else None
    if following is None or call is None or following.phase not in {Phase.CALLING, Phase.FORMING}:
        raise ValidationError(_("Open the call of the next cycle first; then bring members along."))
    return [_carry_member(going, following, by) for going in next_cycle_propose(cycle).going]


def _carry_member(going: Going, following: Cycle, by: Person) -> Offer:
    member, answer = going.membership, going.continuation
    offer = offer_carry(
        call=following.calls.get(),
        person=member.person,
        way=member.way,
        focus_area=going.focus_area,
        hours=going.hours,
        by=member.person,
        answered_at=answer.at,
    )
    team = Team.objects.filter(cycle=following, focus_area=going.focus_area).first()
    if team is None:
        team = team_make(cycle=following, focus_area=going.focus_area, by=by)
    if offer.state == Offer.State.ACCEPTED and offer.placed_in_id is None:
        offer = offer_place(offer=offer, team=team, seen=None, by=by)
    return offer


@dataclass(frozen=True)
class Carriable:
    """What a team may take over from the team it continues."""

    team: Team
    key_results: list[KeyResultStatus]
    agreement: WorkingAgreement | None
    impediments: list[Impediment]
    initiatives: list[Initiative]
    outcomes: dict[KeyResult | Initiative, Outcome]

    def stops(self, row: KeyResult | Initiative) -> bool:
        """The review said that it ends here; it can be taken along all the same."""
        return row in self.outcomes and self.outcomes[row].answer == Outcome.Answer.STOP


def team_carry_propose(team: Team) -> Carriable | None:
    """What is left to carry over; None when there is no earlier team.

    Private impediments stay with the team that raised them: the next one has other members.
    """
    before = team.previous
    if before is None:
        return None
    status = team_statuses([before], before.cycle.ends_on)[before.pk]
    carried = set(
        KeyResult.objects.filter(objective__okr_set__team=team).values_list("previous", flat=True)
    )
    tried = {*team.initiatives.values_list("title", flat=True)}
    has_agreement = team.agreements.exists()
    return Carriable(
        team=team,
        key_results=[row for row in status.key_results if row.key_result.pk not in carried],
        agreement=None if has_agreement else before.agreements.first(),
        impediments=list(Impediment.objects.filter(team=before, ended_at=None, private=False)),
        initiatives=[
            row
            for row in before.initiatives.exclude(state=Initiative.State.STOPPED).prefetch_related(
                "targets"
            )
            if row.title not in tried
        ],
        outcomes={
            row.key_result or row.initiative: row
            for row in outcomes_of(before).select_related("key_result", "initiative")
        },
    )


@transaction.atomic
def team_carry(
    *,
    team: Team,
    by: Person,
    key_results: Iterable[KeyResult] = (),
    agreement: bool = True,
    impediments: Iterable[Impediment] = (),
    initiatives: Iterable[Initiative] = (),
) -> OKRSet:
    """Carry the chosen things over: key results with where they stand as their new baseline."""
    Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    left = team_carry_propose(team)
    if left is None:
        raise ValidationError(_("This team continues no other one."))
    okr_set = set_open(team=team, by=by)
    chosen = {row.pk for row in key_results}
    rows = [row for row in left.key_results if row.key_result.pk in chosen]
    _carry_key_results(rows, okr_set, by, left.outcomes)
    wished = {row.pk for row in initiatives}
    _carry_initiatives([row for row in left.initiatives if row.pk in wished], team, by)
    if agreement and left.agreement is not None:
        routine = {name: getattr(left.agreement, name) for name in ROUTINE}
        if left.agreement.moderator_id is None:  # whoever always moderated may not go on
            routine["turn"] = left.agreement.turn
        agreement_save(team=team, by=by, **routine)
    wanted = {row.pk for row in impediments} & {row.pk for row in left.impediments}
    Impediment.objects.filter(pk__in=wanted).update(team=team)
    return okr_set


def _carry_initiatives(rows: list[Initiative], team: Team, by: Person) -> None:
    """A bet goes on where a key result that it should move does."""
    now = {
        row.previous_id: row
        for row in KeyResult.objects.filter(objective__okr_set__team=team, previous__isnull=False)
    }
    for row in rows:
        moved = [now[to.key_result_id] for to in row.targets.all() if to.key_result_id in now]
        if not moved:
            raise ValidationError(
                _("Take a key result along too that “%(bet)s” should move.") % {"bet": row}
            )
        initiative_save(team=team, by=by, title=row.title, because=row.because, key_results=moved)


def _carry_key_results(
    rows: list[KeyResultStatus], okr_set: OKRSet, by: Person, outcomes: Mapping[Any, Outcome]
) -> None:
    if not rows:
        return
    objective = okr_set.objectives.first() or objective_save(
        okr_set=okr_set, by=by, text=rows[0].key_result.objective.text
    )
    for row in rows:
        key_result_save(
            objective=objective,
            by=by,
            fields=_carried_fields(row, outcomes.get(row.key_result)),
            steps=_steps_left(row.key_result),
        )


def _steps_left(key_result: KeyResult) -> list[tuple[str, int]] | None:
    return [(s.text, s.weight) for s in key_result.steps.all() if s.done_on is None] or None


def _carried_fields(row: KeyResultStatus, outcome: Outcome | None) -> dict[str, object]:
    """As it was, from the baseline the review agreed on or else from where it stands now."""
    before = row.key_result
    kept = ("title", "kind", "unit", "target", "low", "high", "source", "every_weeks", "horizon")
    fields: dict[str, object] = {name: getattr(before, name) for name in (*kept, "counter_metric")}
    fields["previous"] = before
    agreed = outcome.baseline if outcome else None
    stands = before.baseline if row.value is None else row.value
    fields["baseline"] = stands if agreed is None else agreed
    fields["owner"] = None
    return fields
