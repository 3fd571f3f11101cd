"""Forming teams: candidate teams of the focus areas, moves, and the integration team's word.

Whatever changes the teams of a cycle holds the cycle's row, so that two people who form at once
wait for each other; a move says where its author saw the person, so that none is lost silently.
"""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.audit import log as audit
from orgs.models import Person
from teams.forming.board import forming_rules, seat
from teams.forming.mix_rules import broken
from teams.models import (
    Acceptance,
    Coaching,
    Commitment,
    FormingRules,
    Membership,
    Offer,
    Team,
    TeamConfirmation,
)
from themes.cycles.phases import take
from themes.models import Cycle, FocusArea, Theme

OPEN_TO_FORM = (Cycle.Phase.CALLING, Cycle.Phase.FORMING)


class StaleMoveError(ValidationError):
    """Somebody else has moved the person in the meantime; `offer` says where they are now."""

    def __init__(self, offer: Offer) -> None:
        super().__init__(_moved_meanwhile(offer), code="stale")
        self.offer = offer


class NotesMissingError(ValidationError):
    """Teams that break a rule need a note; `teams` says by id which ones and what is asked."""

    def __init__(self, teams: dict[int, str]) -> None:
        super().__init__(list(teams.values()), code="notes")
        self.teams = teams


@transaction.atomic
def team_make(*, cycle: Cycle, focus_area: FocusArea, by: Person, name: str = "") -> Team:
    """Make a focus area a candidate team; it continues the area's team of the cycle before."""
    held = hold(cycle)
    refuse_formed(held)
    if focus_area.theme_id != held.theme_id or focus_area.retired_on:
        raise ValidationError(_("This focus area is not in the theme's focus."), code="area")
    if held.teams.filter(focus_area=focus_area).exists():
        raise ValidationError(_("This focus area has a team already."), code="twice")
    return Team.objects.create(
        cycle=held,
        focus_area=focus_area,
        name=name or focus_area.name,
        number=_next_number(held, focus_area),
        previous=_previous(held, focus_area),
    )


@transaction.atomic
def teams_make(*, cycle: Cycle, by: Person) -> list[Team]:
    """One candidate team for each focus area that has none."""
    hold(cycle)
    free = FocusArea.objects.filter(theme=cycle.theme_id, retired_on=None)
    areas = free.exclude(teams__cycle=cycle).order_by("position", "id")
    return [team_make(cycle=cycle, focus_area=area, by=by) for area in areas]


@transaction.atomic
def team_drop(*, team: Team, by: Person) -> None:
    """Give up a candidate team in which nobody is."""
    held = hold(team.cycle)
    refuse_formed(held)
    if team.placed.exists():
        raise ValidationError(
            _("There are people in this team. Place them elsewhere first."), code="people"
        )
    team.delete()


@transaction.atomic
def offer_place(*, offer: Offer, team: Team | None, seen: int | None, by: Person) -> Offer:
    """Place a person with a team, or with none; `seen` is where the author saw them.

    Raises `StaleMoveError` when they are somewhere else by now.
    """
    cycle = hold(offer.call.cycle)
    held = (
        Offer.objects.select_for_update(of=("self",))
        .select_related("person", "placed_in", "placed_by")
        .get(pk=offer.pk)
    )
    refuse_formed(cycle)
    if held.placed_in_id != seen:
        raise StaleMoveError(held)
    if held.state != Offer.State.ACCEPTED:
        raise ValidationError(_("Without their own yes nobody is placed."), code="no_yes")
    if team is not None:
        _refuse_team(held, team, cycle)
    held.placed_in, held.placed_by = team, by
    held.save(update_fields=["placed_in", "placed_by", "changed_at"])
    return held


@transaction.atomic
def teams_confirm(
    *, cycle: Cycle, by: Person, notes: Mapping[int, str] | None = None
) -> list[TeamConfirmation]:
    """Say that the teams are formed: whoever is placed becomes a member, their hours proposed.

    A team that breaks a rule needs a note, by team id. The cycle goes on to "preparing". Said
    twice, it makes nothing twice.
    """
    held = hold(cycle)
    done = list(TeamConfirmation.objects.filter(team__cycle=held))
    if done and held.phase not in OPEN_TO_FORM:
        return done
    if held.phase != Cycle.Phase.FORMING:
        raise ValidationError(_("Close the call first: people may still put up their hand."))
    placed = _placed(held)
    confirmations = _confirmations(held, placed, notes or {}, by)
    _make_members(held, placed)
    take(held, "prepare", by=by)
    cycle.phase = held.phase
    return confirmations


@transaction.atomic
def rules_save(*, theme: Theme, by: Person, **rules: int) -> FormingRules:
    """Set what the theme asks of the mix of its teams."""
    saved, _new = FormingRules.objects.update_or_create(theme=theme, defaults=rules)
    audit.record(actor=by, verb="rules.save", about=saved, after=dict(rules))
    return saved


def hold(cycle: Cycle) -> Cycle:
    """The cycle's row, locked: one change of its teams after the other."""
    return Cycle.objects.select_for_update(of=("self",)).select_related("theme").get(pk=cycle.pk)


def refuse_formed(cycle: Cycle) -> None:
    if cycle.phase == Cycle.Phase.PLANNED:
        raise ValidationError(_("Open the call for volunteers first."), code="planned")
    if cycle.phase not in OPEN_TO_FORM:
        raise ValidationError(
            _("The teams are confirmed. People now join and leave one by one."), code="formed"
        )


def _refuse_team(offer: Offer, team: Team, cycle: Cycle) -> None:
    if team.cycle_id != cycle.pk:
        raise ValidationError(_("This team belongs to another cycle."), code="cycle")
    if Coaching.objects.filter(team=team, coach=offer.person_id, until=None).exists():
        raise ValidationError(
            _("%(person)s coaches this team, so they cannot be a member of it.")
            % {"person": offer.person},
            code="coach",
        )


def _next_number(cycle: Cycle, area: FocusArea) -> int:
    """The area's own position where it is free, so that a team keeps its number."""
    taken = set(cycle.teams.values_list("number", flat=True))
    return area.position if area.position not in taken else max(taken) + 1


def _previous(cycle: Cycle, area: FocusArea) -> Team | None:
    earlier = Team.objects.filter(focus_area=area, cycle__number__lt=cycle.number)
    return earlier.order_by("-cycle__number").first()


def _placed(cycle: Cycle) -> list[Offer]:
    """Everybody placed in the cycle's teams, locked: stepping back now waits for us."""
    rows = Offer.objects.select_for_update(of=("self",)).select_related(
        "person__level", "placed_in"
    )
    return list(
        rows.filter(
            placed_in__cycle=cycle, state=Offer.State.ACCEPTED, person__left_on=None
        ).order_by("id")
    )


def _confirmations(
    cycle: Cycle, placed: list[Offer], notes: Mapping[int, str], by: Person
) -> list[TeamConfirmation]:
    rules, made, missing = forming_rules(cycle.theme), [], {}
    for team in cycle.teams.all():
        inside = [seat(offer) for offer in placed if offer.placed_in_id == team.pk]
        if not inside:
            raise ValidationError(_refused_empty(team), code="empty")
        codes = [warned.code for warned in broken(inside, rules)]
        note = notes.get(team.pk, "").strip()
        if codes and not note:
            missing[team.pk] = _("Say why you form “%(team)s” all the same.") % {"team": team}
        made.append(TeamConfirmation(team=team, by=by, warnings=codes, note=note))
    if missing:
        raise NotesMissingError(missing)
    for confirmation in TeamConfirmation.objects.bulk_create(made):
        audit.record(actor=by, verb="team.confirm", about=confirmation.team)
    return made


def _make_members(cycle: Cycle, placed: list[Offer]) -> None:
    yes = dict(Acceptance.objects.filter(offer__in=placed).values_list("offer_id", "pk"))
    joined_on = max(cycle.starts_on, timezone.localdate())
    members = Membership.objects.bulk_create(
        Membership(
            team=offer.placed_in,
            person=offer.person,
            acceptance_id=yes[offer.pk],
            way=offer.way,
            joined_on=joined_on,
        )
        for offer in placed
    )
    Commitment.objects.bulk_create(
        Commitment(membership=member, hours=offer.promised)
        for member, offer in zip(members, placed, strict=True)
    )


def _refused_empty(team: Team) -> str:
    return _("Nobody is in “%(team)s”. Place somebody there, or give the team up.") % {"team": team}


def _moved_meanwhile(offer: Offer) -> str:
    said = {"person": offer.person, "team": offer.placed_in, "by": offer.placed_by or _("somebody")}
    if offer.placed_in is None:
        sentence = _("%(person)s is without a team by now, moved by %(by)s. Nothing was changed.")
    else:
        sentence = _("%(person)s is in “%(team)s” by now, placed by %(by)s. Nothing was changed.")
    return sentence % said
