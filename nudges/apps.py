from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NudgesConfig(AppConfig):
    name = "nudges"
    verbose_name = _("Nudges")

    def ready(self) -> None:
        from nudges.address_changes import ADDRESS_CHANGE
        from nudges.at_hand import enter
        from nudges.invitations import INVITATION
        from nudges.mail.retention import mails_forget
        from nudges.own_at_hand import AT_HAND
        from nudges.registry import nudges
        from nudges.rights import RIGHTS_CHANGED
        from nudges.tasks import Chore, chores
        from orgs.email_changes.actions import address_changes_apply
        from orgs.identity.tasks import provider_stays_fresh

        enter(AT_HAND)
        for nudge in (ADDRESS_CHANGE, INVITATION, RIGHTS_CHANGED):
            nudges.add(nudge.kind, nudge)
        chores.add("orgs.addresses", Chore(address_changes_apply, only=("orgs.address_changes",)))
        chores.add("orgs.provider", Chore(provider_stays_fresh, only=("orgs.providers",)))
        chores.add("nudges.forget", Chore(mails_forget, only=("nudges.old_mails",)))
