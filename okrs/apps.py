from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OkrsConfig(AppConfig):
    name = "okrs"
    verbose_name = _("OKR")

    def ready(self) -> None:
        from nudges.at_hand import enter
        from nudges.registry import nudges
        from okrs.at_hand import AT_HAND
        from okrs.measurements.stale_key_results import STALE_KEY_RESULTS
        from okrs.nudges import NUDGES
        from okrs.phase_checks import GUARDS
        from themes.cycles.phases import guards

        enter(AT_HAND)
        for nudge in [*NUDGES, STALE_KEY_RESULTS]:
            nudges.add(nudge.kind, nudge)
        for name, guard in GUARDS.items():
            guards.add(name, guard)
