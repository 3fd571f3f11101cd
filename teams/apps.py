from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TeamsConfig(AppConfig):
    name = "teams"
    verbose_name = _("Teams")

    def ready(self) -> None:
        from nudges.registry import nudges
        from teams.guards import GUARDS
        from teams.nudges import NUDGES
        from themes.phases import guards

        for nudge in NUDGES:
            nudges.add(nudge.kind, nudge)
        for name, guard in GUARDS.items():
            guards.add(name, guard)
