"""The cast: people with names and parts, in an organisation and in a rival one.

Rows are made directly; what makes rows in the product is tested where it lives.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from core.tenancy import tenant
from okrs.models import KeyResult, Objective, OKRSet
from orgs.accounts.actions import account_for
from orgs.invitations.actions import invitation_accept, invite
from orgs.models import (
    Account,
    Division,
    Level,
    Organisation,
    OrganisationAccount,
    Person,
    Role,
    Site,
)
from teams.models import (
    Acceptance,
    Call,
    Coaching,
    Commitment,
    CommitmentChange,
    Membership,
    Offer,
    Team,
)
from themes.models import Cycle, FocusArea, StrategicFocus, Theme, ThemeRole

STARTS_ON = date(2026, 4, 6)
ENDS_ON = date(2026, 7, 5)
ISTANBUL = ZoneInfo("Europe/Istanbul")
NOON = datetime(2026, 5, 20, 12, 0, tzinfo=ISTANBUL)
"""Wednesday of week 7: the time at which tests find the cast."""


@dataclass
class Cast:
    """Lodos, in week 7 of cycle 1 of its theme: two teams, all hours but one agreed."""

    organisation: Organisation
    divisions: dict[str, Division] = field(default_factory=dict)
    levels: dict[str, Level] = field(default_factory=dict)
    administrator: Person = None  # type: ignore[assignment]
    sponsor: Person = None  # type: ignore[assignment]
    integrator: Person = None  # type: ignore[assignment]
    facilitator: Person = None  # type: ignore[assignment]
    coach: Person = None  # type: ignore[assignment]
    home_leader: Person = None  # type: ignore[assignment]
    leader_member: Person = None  # type: ignore[assignment]
    member: Person = None  # type: ignore[assignment]
    representative: Person = None  # type: ignore[assignment]
    waiting_member: Person = None  # type: ignore[assignment]
    other_member: Person = None  # type: ignore[assignment]
    reader: Person = None  # type: ignore[assignment]
    theme: Theme = None  # type: ignore[assignment]
    areas: list[FocusArea] = field(default_factory=list)
    cycle: Cycle = None  # type: ignore[assignment]
    call: Call = None  # type: ignore[assignment]
    team: Team = None  # type: ignore[assignment]
    other_team: Team = None  # type: ignore[assignment]
    key_results: list[KeyResult] = field(default_factory=list)

    def path(self, rest: str = "") -> str:
        return f"/o/{self.organisation.slug}/{rest}"


@dataclass
class Rival:
    """Poyraz, which must never see anything of Lodos, and its administrator."""

    organisation: Organisation
    outsider: Person
    theme: Theme

    def path(self, rest: str = "") -> str:
        return f"/o/{self.organisation.slug}/{rest}"


def make_cast() -> Cast:
    lodos = Organisation.objects.create(
        name="Lodos", slug="lodos", time_zone="Europe/Istanbul", countries=["TR", "DE"]
    )
    cast = Cast(lodos)
    with tenant(lodos):
        _make_people(cast)
        _make_theme(cast)
        _make_teams(cast)
        _make_okr_set(cast)
    return cast


def make_rival() -> Rival:
    poyraz = Organisation.objects.create(name="Poyraz", slug="poyraz")
    with tenant(poyraz):
        division = Division.objects.create(name="Secret division")
        level = Level.objects.create(name="director", rank=1, leads=True)
        outsider = make_person(
            poyraz, "Olga", "Outside", division=division, level=level, email="olga@poyraz.example"
        )
        Role.objects.create(person=outsider, kind=Role.Kind.ADMINISTRATOR)
        theme = make_theme(outsider, name="Secret theme of Poyraz")
        ThemeRole.objects.create(theme=theme, person=outsider, kind=ThemeRole.Kind.INTEGRATION)
    return Rival(poyraz, outsider, theme)


def make_person(organisation: Organisation, given: str, family: str, **fields: Any) -> Person:
    """Somebody with an account, inside the current organisation."""
    email = fields.pop("email", f"{given}.{family}@{organisation.slug}.example".lower())
    account = Account.objects.create_user(email, "kestane-kebap")
    OrganisationAccount.objects.create(organisation=organisation, account=account)
    return Person.objects.create(
        account=account, given_name=given, family_name=family, email=email, **fields
    )


def let_in(people: Iterable[Person]) -> None:
    """Invite people of the roster, and have each of them say yes."""
    for invitation in invite(people=people, by=None):
        invitation_accept(invitation=invitation, account=account_for(invitation.email))


def make_theme(sponsor: Person, **fields: Any) -> Theme:
    return Theme.objects.create(
        **{
            "name": "Quieter kitchens",
            "strategy_sentence": "People buy from us again because our service is quiet.",
            "why_now": "Returns rise.",
            "why_no_team": "It sits in six divisions.",
            "sponsor": sponsor,
            "horizon_months": 18,
            "starts_on": STARTS_ON,
            "created_by": sponsor,
            **fields,
        }
    )


def _make_people(cast: Cast) -> None:
    for name in ("Customer Service", "Sales", "IT", "Finance"):
        cast.divisions[name] = Division.objects.create(name=name)
    for rank, name in enumerate(("executive", "director", "manager", "specialist")):
        cast.levels[name] = Level.objects.create(name=name, rank=rank, leads=rank < 2)
    site = Site.objects.create(name="İstanbul")

    def person(given: str, family: str, division: str, level: str, leader: Any = None) -> Person:
        return make_person(
            cast.organisation,
            given,
            family,
            division=cast.divisions[division],
            level=cast.levels[level],
            leader=leader,
            site=site,
        )

    cast.sponsor = person("Nilgun", "Erdem", "Customer Service", "executive")
    cast.home_leader = person("Burak", "Dogan", "Customer Service", "director", cast.sponsor)
    cast.leader_member = person("Jurgen", "Weiss", "Sales", "director", cast.sponsor)
    cast.administrator = person("Ada", "Amir", "IT", "manager", cast.sponsor)
    cast.integrator = person("Irem", "Isik", "Finance", "manager", cast.sponsor)
    cast.facilitator = person("Anneke", "Vries", "Finance", "specialist", cast.integrator)
    cast.coach = person("Kaya", "Kurt", "IT", "specialist", cast.administrator)
    cast.representative = person("Selin", "Kaya", "Customer Service", "manager", cast.home_leader)
    cast.member = person("Emre", "Sahin", "Customer Service", "specialist", cast.home_leader)
    cast.waiting_member = person(
        "Deniz", "Aydin", "Customer Service", "specialist", cast.home_leader
    )
    cast.other_member = person("Priya", "Raman", "IT", "specialist", cast.administrator)
    cast.reader = person("Rana", "Reader", "Sales", "specialist", cast.leader_member)
    Role.objects.create(person=cast.administrator, kind=Role.Kind.ADMINISTRATOR)


def _make_theme(cast: Cast) -> None:
    cast.theme = make_theme(cast.sponsor)
    for person, kind in (
        (cast.integrator, ThemeRole.Kind.INTEGRATION),
        (cast.facilitator, ThemeRole.Kind.FACILITATOR),
    ):
        ThemeRole.objects.create(theme=cast.theme, person=person, kind=kind)
    StrategicFocus.objects.create(
        theme=cast.theme,
        held_on=STARTS_ON - timedelta(days=60),
        diagnosis="Loud kitchens.",
        direction="Quiet ones.",
        not_in_scope="Product redesign",
    )
    cast.areas = [
        FocusArea.objects.create(theme=cast.theme, position=number, name=name)
        for number, name in enumerate(("Capabilities", "Working conditions", "Belonging"), start=1)
    ]
    cast.cycle = Cycle.objects.create(
        theme=cast.theme, number=1, starts_on=STARTS_ON, ends_on=ENDS_ON, phase=Cycle.Phase.RUNNING
    )
    cast.call = Call.objects.create(
        cycle=cast.cycle,
        text="Meet weekly.",
        hours_from=Decimal(2),
        hours_to=Decimal(6),
        deadline=STARTS_ON - timedelta(days=14),
        opened_by=cast.integrator,
    )


def _make_teams(cast: Cast) -> None:
    cast.team, cast.other_team = (
        Team.objects.create(cycle=cast.cycle, focus_area=area, number=number, name=area.name)
        for number, area in enumerate(cast.areas[:2], start=1)
    )
    for person, hours in (
        (cast.representative, "6"),
        (cast.member, "4"),
        (cast.leader_member, "2"),
        (cast.waiting_member, "5"),
    ):
        join(cast, person, cast.team, hours, speaks=person == cast.representative)
    join(cast, cast.other_member, cast.other_team, "4", speaks=True)
    CommitmentChange.objects.filter(commitment__membership__person=cast.waiting_member).update(
        left=Commitment.State.COMMITTED, entered=Commitment.State.ASKED, agreed_hours=None
    )
    Commitment.objects.filter(membership__person=cast.waiting_member).update(
        state=Commitment.State.ASKED,
        agreed_hours=None,
        leader=cast.home_leader,
        asked_at=datetime(2026, 5, 14, 9, 0, tzinfo=ISTANBUL),
    )
    Coaching.objects.create(team=cast.team, coach=cast.coach, since=STARTS_ON)


def join(cast: Cast, person: Person, team: Team, hours: str, *, speaks: bool = False) -> Membership:
    """A person in a team with their own yes, and their hours agreed."""
    offer = Offer.objects.create(
        call=cast.call,
        person=person,
        way=Offer.Way.VOLUNTEERED,
        state=Offer.State.ACCEPTED,
        first_choice=team.focus_area,
        motivation="I want it quiet.",
        hours=Decimal(hours),
        placed_in=team,
    )
    membership = Membership.objects.create(
        team=team,
        person=person,
        way=offer.way,
        speaks=speaks,
        joined_on=STARTS_ON,
        acceptance=Acceptance.objects.create(offer=offer, person=person),
    )
    commitment = Commitment.objects.create(
        membership=membership,
        hours=Decimal(hours),
        state=Commitment.State.AGREED,
        agreed_hours=Decimal(hours),
        leader=person.leader,
        words_to=person.leader,
    )
    CommitmentChange.objects.create(
        commitment=commitment,
        left=Commitment.State.ASKED,
        entered=Commitment.State.AGREED,
        by=person.leader,
        leader=person.leader,
        hours=Decimal(hours),
        agreed_hours=Decimal(hours),
        at=datetime(2026, 4, 1, 9, 0, tzinfo=ISTANBUL),
    )
    return membership


def _make_okr_set(cast: Cast) -> None:
    agreed = OKRSet.objects.create(
        team=cast.team,
        state=OKRSet.State.AGREED,
        agreed_by=cast.representative,
        agreed_at=datetime(2026, 4, 10, 9, 0, tzinfo=ISTANBUL),
    )
    objective = Objective.objects.create(okr_set=agreed, text="Technicians solve it at once")
    cast.key_results = [
        KeyResult.objects.create(
            objective=objective,
            position=1,
            title="First-visit resolution",
            kind="increase",
            unit="%",
            baseline=Decimal(62),
            target=Decimal(74),
            owner=cast.representative,
        ),
        KeyResult.objects.create(
            objective=objective,
            position=2,
            title="Repeat visits",
            kind="decrease",
            unit="visits",
            baseline=Decimal(84),
            target=Decimal(60),
            owner=cast.member,
        ),
    ]
