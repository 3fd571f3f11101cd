from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NudgesConfig(AppConfig):
    name = "nudges"
    verbose_name = _("Nudges")

    def ready(self) -> None:
        from nudges.forgetting import mails_forget
        from nudges.invitations import INVITATION
        from nudges.registry import nudges
        from nudges.rights import RIGHTS_CHANGED
        from nudges.tasks import chores

        for nudge in (INVITATION, RIGHTS_CHANGED):
            nudges.add(nudge.kind, nudge)
        chores.add("nudges.forget", mails_forget)
