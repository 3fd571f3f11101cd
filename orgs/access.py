"""Who may do what with the organisation itself."""

from django.utils.translation import gettext_lazy as _

from orgs.http import rule
from orgs.models import AddressChange, Division, Invitation, Level, Person, Role, Site
from orgs.roles.queries import has_role


@rule(_("Everybody in this organisation can see this page."))
def is_insider(person: Person) -> bool:
    return person.active


@rule(_("Administrators of the organisation can do this. Ask one of them."))
def can_administer(person: Person) -> bool:
    return has_role(person, Role.Kind.ADMINISTRATOR)


@rule(_("Everybody in this organisation can see its people."))
def can_see_person(viewer: Person, person: Person) -> bool:
    return viewer.active


@rule(_("Administrators of the organisation can change the roster. Ask one of them."))
def can_edit_person(editor: Person, person: Person) -> bool:
    return can_administer(editor)


@rule(_("Administrators of the organisation can change e-mails. Ask one of them."))
def can_settle_address(editor: Person, change: AddressChange) -> bool:
    return can_administer(editor)


@rule(_("Administrators of the organisation invite people. Ask one of them."))
def can_edit_invitation(editor: Person, invitation: Invitation) -> bool:
    return can_administer(editor)


@rule(_("Administrators of the organisation give and take roles. Ask one of them."))
def can_take_role(person: Person, role: Role) -> bool:
    return can_administer(person)


@rule(_("Administrators of the organisation can change divisions. Ask one of them."))
def can_edit_division(person: Person, division: Division) -> bool:
    return can_administer(person)


@rule(_("Administrators of the organisation can change levels. Ask one of them."))
def can_edit_level(person: Person, level: Level) -> bool:
    return can_administer(person)


@rule(_("Administrators of the organisation can change sites. Ask one of them."))
def can_edit_site(person: Person, site: Site) -> bool:
    return can_administer(person)


@rule(_("Administrators and auditors of the organisation can read this."))
def can_audit(person: Person) -> bool:
    return can_administer(person) or has_role(person, Role.Kind.AUDITOR)
