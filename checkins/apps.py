from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CheckinsConfig(AppConfig):
    name = "checkins"
    verbose_name = _("Check-ins")

    def ready(self) -> None:
        from checkins.actions.impediments import asks_escalate
        from checkins.actions.live import values_renewed
        from checkins.actions.rounds import answers_forget
        from checkins.guards import GUARDS
        from checkins.news import NEWS
        from checkins.nudges import NUDGES
        from nudges.registry import nudges
        from nudges.tasks import chores
        from okrs.actions.measurements import followers
        from themes.chat.news import news
        from themes.phases import guards

        for nudge in NUDGES:
            nudges.add(nudge.kind, nudge)
        for name, guard in GUARDS.items():
            guards.add(name, guard)
        chores.add("checkins.escalate", asks_escalate)
        chores.add("checkins.forget_answers", answers_forget)
        followers.add("checkins.room", values_renewed)
        for item in NEWS:
            news.add(item.kind, item)
