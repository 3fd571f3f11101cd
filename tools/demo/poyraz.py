"""A second small organisation: the walls can be seen, and a workshop is about to begin.

Its one team of three has its hours and no OKR set yet. Three visitors can hold the definition
workshop together, each in a browser of their own.
"""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from core.tenancy import tenant
from okrs.workshop.actions import workshop_open
from orgs.accounts.actions import account_for
from orgs.invitations.actions import invitation_accept, invite
from orgs.models import Person, Role
from orgs.organisations.actions import organisation_create
from orgs.roles.actions import role_give
from orgs.roster.actions import roster_import
from teams.calls.actions import call_open
from teams.forming.actions import offer_place, teams_confirm, teams_make
from teams.hours.actions import hours_answer, hours_commit
from teams.members.actions import representative_choose
from teams.models import Membership
from teams.offers.actions import offer_make
from themes.cycles import phases
from themes.focus.actions import Area, focus_record
from themes.models import Cycle, Theme
from themes.theme.actions import theme_create

ROSTER = """email,given_name,family_name,title,division,level,manager_email,weekly_hours
rana.demir@example.org,Rana,Demir,Managing director,Management,executive,,40
tom.berg@example.org,Tom,Berg,Depot manager,Depots,manager,rana.demir@example.org,40
lea.voss@example.org,Lea,Voss,Driver trainer,Depots,specialist,tom.berg@example.org,35
ada.wolff@example.org,Ada,Wolff,Route planner,Planning,specialist,rana.demir@example.org,40
"""
HANDS = {
    "tom.berg@example.org": "My drivers hear it at the door every day.",
    "lea.voss@example.org": "I train them, and nobody trains for a closed door.",
    "ada.wolff@example.org": "I plan the second try. I would rather not have to.",
}
HOURS = Decimal(3)


def load() -> None:
    organisation = organisation_create(
        name="Poyraz Logistics", slug="poyraz", time_zone="Europe/Berlin", countries=["DE"]
    )
    with tenant(organisation):
        roster_import(text=ROSTER, by=None)
        for invitation in invite(people=Person.objects.all(), by=None):
            invitation_accept(invitation=invitation, account=account_for(invitation.email))
        sponsor = Person.objects.get(email="rana.demir@example.org")
        role_give(person=sponsor, kind=Role.Kind.ADMINISTRATOR, by=None)
        planner = Person.objects.get(email="ada.wolff@example.org")
        _form(_theme(sponsor, planner), planner)


def _theme(sponsor: Person, planner: Person) -> Theme:
    today = timezone.localdate()
    theme = theme_create(
        by=sponsor,
        sponsor=sponsor,
        integration=planner,
        name="Deliveries without a second try",
        strategy_sentence="Our customers plan their day around us, not around a parcel.",
        why_now="Every fifth parcel travels twice.",
        why_no_team="Drivers, planners, dealers and software sit in four places.",
        horizon_months=12,
        starts_on=today,
        in_strategy=True,
        has_team=False,
        needs_divisions=True,
        first_day=today + timedelta(days=28 - today.weekday()),
    )
    focus_record(
        theme=theme,
        by=planner,
        held_on=today,
        participants=[sponsor],
        diagnosis="We plan for addresses. People are not always where their address is.",
        direction="We ask before we drive.",
        areas=[Area("Knowing who is at home")],
    )
    return theme


def _form(theme: Theme, planner: Person) -> None:
    cycle: Cycle = theme.cycles.get()
    call = call_open(
        cycle=cycle,
        by=planner,
        text="Three hours a week for thirteen weeks, from wherever.",
        hours_from=Decimal(2),
        hours_to=HOURS,
        deadline=cycle.starts_on - timedelta(days=7),
    )
    area = theme.focus_areas.get()
    hands = [
        offer_make(
            call=call,
            by=Person.objects.get(email=email),
            motivation=why,
            hours=HOURS,
            first_choice=area,
        )
        for email, why in HANDS.items()
    ]
    cycle.refresh_from_db()
    phases.take(cycle, "form", by=planner)
    (team,) = teams_make(cycle=cycle, by=planner)
    for offer in hands:
        offer_place(offer=offer, team=team, seen=None, by=planner)
    note = "Three who know the doors are a good beginning."
    teams_confirm(cycle=cycle, by=planner, notes={team.pk: note})
    members = Membership.objects.select_related("person__leader", "commitment").order_by("id")
    for member in members:
        _agree(member)
    representative_choose(membership=members[0], by=planner)
    workshop_open(team=team, by=members[0].person)


def _agree(member: Membership) -> None:
    commitment = hours_commit(commitment=member.commitment, hours=HOURS, by=member.person)
    hours_answer(commitment=commitment, leader=member.person.leader, answer="agree")
