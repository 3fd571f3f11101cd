from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NudgesConfig(AppConfig):
    name = "nudges"
    verbose_name = _("Nudges")

    def ready(self) -> None:
        from nudges.forgetting import mails_forget
        from nudges.invitations import INVITATION
        from nudges.registry import nudges
        from nudges.tasks import chores

        nudges.add(INVITATION.kind, INVITATION)
        chores.add("nudges.forget", mails_forget)
