from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NudgesConfig(AppConfig):
    name = "nudges"
    verbose_name = _("Nudges")

    def ready(self) -> None:
        from nudges.address_changes import ADDRESS_CHANGE
        from nudges.invitations import INVITATION
        from nudges.mail.retention import mails_forget
        from nudges.registry import nudges
        from nudges.rights import RIGHTS_CHANGED
        from nudges.tasks import chores
        from orgs.email_changes.actions import address_changes_apply
        from orgs.identity.tasks import provider_stays_fresh

        for nudge in (ADDRESS_CHANGE, INVITATION, RIGHTS_CHANGED):
            nudges.add(nudge.kind, nudge)
        chores.add("orgs.addresses", address_changes_apply)
        chores.add("orgs.provider", provider_stays_fresh)
        chores.add("nudges.forget", mails_forget)
