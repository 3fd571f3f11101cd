from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NudgesConfig(AppConfig):
    name = "nudges"
    verbose_name = _("Nudges")

    def ready(self) -> None:
        from nudges.invitations import INVITATION
        from nudges.registry import nudges

        nudges.add(INVITATION.kind, INVITATION)
