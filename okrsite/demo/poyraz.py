"""A second small organisation, so that the walls can be seen."""

from datetime import timedelta

from django.utils import timezone

from orgs.actions.accounts import account_for
from orgs.actions.invitations import invitation_accept, invite
from orgs.actions.organisations import organisation_create
from orgs.actions.roles import role_give
from orgs.actions.roster import roster_import
from orgs.models import Person, Role
from orgs.tenancy import tenant
from themes.actions.themes import theme_create

ROSTER = """email,given_name,family_name,title,division,level,manager_email,weekly_hours
rana.demir@example.org,Rana,Demir,Managing director,Management,executive,,40
tom.berg@example.org,Tom,Berg,Depot manager,Depots,manager,rana.demir@example.org,40
lea.voss@example.org,Lea,Voss,Driver trainer,Depots,specialist,tom.berg@example.org,35
"""


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
        today = timezone.localdate()
        theme_create(
            by=sponsor, sponsor=sponsor, name="Deliveries without a second try",
            strategy_sentence="Our customers plan their day around us, not around a parcel.",
            why_now="Every fifth parcel travels twice.",
            why_no_team="Drivers, planners, dealers and software sit in four places.",
            horizon_months=12, starts_on=today,
            in_strategy=True, has_team=False, needs_divisions=True,
            first_day=today + timedelta(days=28 - today.weekday()),
        )  # fmt: skip
