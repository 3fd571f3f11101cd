from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = _("Reviews")

    def ready(self) -> None:
        from nudges.registry import nudges
        from orgs.http import href
        from reviews.guards import GUARDS
        from reviews.nudges import NUDGES
        from themes.phases import doors, guards

        for nudge in NUDGES:
            nudges.add(nudge.kind, nudge)
        for guard in GUARDS:
            guards.add(f"reviews.{guard.transition}", guard)
        doors.add("review", lambda cycle: href("reviews:review_open", cycle=cycle.pk))
        doors.add("reopen", lambda cycle: href("reviews:cycle_reopen", cycle=cycle.pk))
        doors.add("close", lambda cycle: href("reviews:cycle_close", cycle=cycle.pk))
