"""The coach of a team: not a member of it, and better not a boss of its members."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.live.channels import of_account, revoked
from core.tenancy import current_organisation_id
from orgs.audit import log as audit
from orgs.models import Person
from teams.forming.actions import hold
from teams.models import Coaching, Membership, Offer, Team
from themes.models import RoleChange
from themes.roles.history import role_given, role_taken

# From each member up the tree of leaders; UNION ends it even where the tree would turn in a circle.
LED_BY = """
WITH RECURSIVE above (member_id, leader_id) AS (
    SELECT id, leader_id FROM orgs_person
    WHERE organisation_id = %(organisation)s AND id = ANY (%(people)s)
    UNION
    SELECT above.member_id, person.leader_id FROM above
    JOIN orgs_person person
      ON person.organisation_id = %(organisation)s AND person.id = above.leader_id
)
SELECT member_id FROM above WHERE leader_id = %(leader)s
"""


class LeadsMembersError(ValidationError):
    """The coach stands above a member in the line; say `all_the_same` to go on."""

    def __init__(self, coach: Person, led: list[Person]) -> None:
        names = ", ".join(person.name for person in led)
        super().__init__(
            _(
                "%(names)s: %(coach)s leads them at home, directly or further up. People speak more"
                " freely with a coach who is not their boss."
            )
            % {"names": names, "coach": coach},
            code="leads",
        )
        self.led = led


@transaction.atomic
def coach_assign(*, team: Team, coach: Person, by: Person, all_the_same: bool = False) -> Coaching:
    """Let somebody coach a team from today; whoever coached it before stops."""
    hold(team.cycle)
    _refuse_member(team, coach)
    if not coach.active:
        raise ValidationError(
            _("%(person)s has left the organisation.") % {"person": coach}, code="left"
        )
    now = Coaching.objects.filter(team=team, until=None).first()
    if now is not None and now.coach_id == coach.pk:
        return now
    led = members_led(team, coach)
    if led and not all_the_same:
        raise LeadsMembersError(coach, led)
    _end(team, by)
    coaching = Coaching.objects.create(team=team, coach=coach, since=timezone.localdate())
    role_given(theme=team.cycle.theme, person=coach, by=by, **_as_coach(team))
    audit.record(actor=by, verb="coach.assign", about=coaching)
    return coaching


@transaction.atomic
def coach_release(*, team: Team, by: Person) -> None:
    """The team has no coach for now."""
    hold(team.cycle)
    if _end(team, by):
        audit.record(actor=by, verb="coach.release", about=team)


@transaction.atomic
def coaching_hours(*, coaching: Coaching, hours: Decimal | None, by: Person) -> Coaching:
    """The coach says how many hours a week this team takes; `None` takes it back."""
    if coaching.coach_id != by.pk or coaching.until is not None:
        raise ValidationError(_("Only who coaches the team now can say how long it takes."))
    coaching.hours = hours
    coaching.full_clean(validate_constraints=False)
    coaching.save(update_fields=["hours"])
    return coaching


def members_led(team: Team, coach: Person) -> list[Person]:
    """The team's people whose line of leaders the coach is in, found by one walk up the tree."""
    people = _people(team)
    given = {
        "organisation": current_organisation_id(),
        "people": list(people),
        "leader": coach.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(LED_BY, given)
        led = [row[0] for row in cursor.fetchall()]
    return list(Person.objects.filter(pk__in=led))


def _people(team: Team) -> set[int]:
    """Its members, and before the teams are confirmed the people who are placed in it."""
    members = Membership.objects.current().filter(team=team).values_list("person_id", flat=True)
    placed = Offer.objects.filter(placed_in=team, state=Offer.State.ACCEPTED)
    left = Membership.objects.filter(team=team).exclude(left_on=None).values("person_id")
    return set(members) | set(placed.exclude(person__in=left).values_list("person_id", flat=True))


def _refuse_member(team: Team, coach: Person) -> None:
    if coach.pk in _people(team):
        raise ValidationError(
            _("%(person)s is in this team. Somebody who stands outside it coaches it.")
            % {"person": coach},
            code="member",
        )


def _end(team: Team, by: Person) -> int:
    running = Coaching.objects.filter(team=team, until=None)
    for coaching in running.select_related("coach"):
        role_taken(theme=team.cycle.theme, person=coaching.coach, by=by, **_as_coach(team))
        revoked(of_account(coaching.coach.account_id))
    return running.update(until=timezone.localdate())


def _as_coach(team: Team) -> dict[str, str]:
    return {"kind": RoleChange.Kind.COACH, "team": team.name}
