from orgs.models.account import Account, OrganisationAccount
from orgs.models.address_change import AddressChange
from orgs.models.audit import AuditEvent
from orgs.models.identity import IdentityProvider, VerifiedDomain
from orgs.models.invitation import Invitation
from orgs.models.organisation import Division, Level, Organisation, Site
from orgs.models.person import Person, Role

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
