from orgs.accounts.models import Account, OrganisationAccount
from orgs.audit.models import AuditEvent
from orgs.email_changes.models import AddressChange
from orgs.identity.models import IdentityProvider, VerifiedDomain
from orgs.invitations.models import Invitation
from orgs.organisations.models import Division, Level, Organisation, Site
from orgs.people.models import Person, Role

__all__ = [
    "Account",
    "AddressChange",
    "AuditEvent",
    "Division",
    "IdentityProvider",
    "Invitation",
    "Level",
    "Organisation",
    "OrganisationAccount",
    "Person",
    "Role",
    "Site",
    "VerifiedDomain",
]
