from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = _("Reviews")

    def ready(self) -> None:
        from core.http import href
        from nudges.at_hand import enter
        from nudges.registry import nudges
        from nudges.tasks import Chore, chores
        from orgs.people.standing import ends
        from reviews.at_hand import AT_HAND
        from reviews.health_checks.actions import health_checks_keep_time
        from reviews.news import NEWS
        from reviews.next_cycle.steps import wished_before
        from reviews.nudges import NUDGES
        from reviews.phase_checks import GUARDS
        from reviews.pulse.actions import pulse_links_change
        from reviews.pulse.nudges import PULSE_NUDGES
        from reviews.pulse.timed_actions import pulses_keep_time, unused_keys_go
        from teams.calls.feedback import wishes
        from themes.chat.news import news
        from themes.cycles.phases import doors, guards
        from themes.models import Cycle

        enter(AT_HAND)
        for nudge in [*NUDGES, *PULSE_NUDGES]:
            nudges.add(nudge.kind, nudge)
        for guard in GUARDS:
            guards.add(f"reviews.{guard.transition}", guard)
        ends.add("reviews.pulse_links", pulse_links_change)
        chores.add("reviews.pulse_keys", Chore(unused_keys_go))
        pulses = (Cycle.Phase.REVIEWING, "reviews.pulses")
        chores.add("reviews.pulse", Chore(pulses_keep_time, only=pulses))
        chores.add(
            "reviews.health", Chore(health_checks_keep_time, only=("reviews.health_checks",))
        )
        wishes.add("reviews.how", wished_before)
        doors.add("review", lambda cycle: href("reviews:review_open", cycle=cycle.pk))
        doors.add("reopen", lambda cycle: href("reviews:cycle_reopen", cycle=cycle.pk))
        doors.add("close", lambda cycle: href("reviews:cycle_close", cycle=cycle.pk))
        for item in NEWS:
            news.add(item.kind, item)
