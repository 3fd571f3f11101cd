from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CheckinsConfig(AppConfig):
    name = "checkins"
    verbose_name = _("Check-ins")

    def ready(self) -> None:
        from checkins.at_hand import AT_HAND
        from checkins.impediments.actions import asks_escalate
        from checkins.live_check_in.changes import values_renewed
        from checkins.meetings.round_actions import answers_forget
        from checkins.news import NEWS
        from checkins.nudges import NUDGES
        from checkins.phase_checks import GUARDS
        from nudges.at_hand import enter
        from nudges.registry import nudges
        from nudges.tasks import Chore, chores
        from okrs.measurements.actions import on_measured
        from themes.chat.news import news
        from themes.cycles.phases import guards

        enter(AT_HAND)
        for nudge in NUDGES:
            nudges.add(nudge.kind, nudge)
        for name, guard in GUARDS.items():
            guards.add(name, guard)
        chores.add("checkins.escalate", Chore(asks_escalate, only=("checkins.asks",)))
        chores.add("checkins.forget_answers", Chore(answers_forget, only=("checkins.old_answers",)))
        on_measured.add("checkins.room", values_renewed)
        for item in NEWS:
            news.add(item.kind, item)
