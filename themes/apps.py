from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThemesConfig(AppConfig):
    name = "themes"
    verbose_name = _("Themes")

    def ready(self) -> None:
        from nudges.registry import nudges
        from nudges.tasks import chores
        from themes.guards import GUARDS
        from themes.nudges import NUDGES
        from themes.phases import guards
        from themes.tasks import chats_speak

        for nudge in NUDGES:
            nudges.add(nudge.kind, nudge)
        for name, guard in GUARDS.items():
            guards.add(name, guard)
        chores.add("themes.chats", chats_speak)
