from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OkrsConfig(AppConfig):
    name = "okrs"
    verbose_name = _("OKR")

    def ready(self) -> None:
        from nudges.registry import nudges
        from okrs.guards import GUARDS
        from okrs.nudges import NUDGES
        from okrs.unmeasured import UNMEASURED
        from themes.phases import guards

        for nudge in [*NUDGES, UNMEASURED]:
            nudges.add(nudge.kind, nudge)
        for name, guard in GUARDS.items():
            guards.add(name, guard)
