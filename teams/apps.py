from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TeamsConfig(AppConfig):
    name = "teams"
    verbose_name = _("Teams")

    def ready(self) -> None:
        from nudges.registry import at_hand, nudges
        from nudges.tasks import chores
        from orgs.standing import ends, trusts
        from teams.access import now_coaching
        from teams.actions.calendar_feeds import feeds_end
        from teams.actions.hours_follow import hours_follow_roster
        from teams.at_hand import at_hand as states
        from teams.forming_guards import DOORS
        from teams.guards import GUARDS
        from teams.news import NEWS
        from teams.nudges import NUDGES
        from themes.chat.news import news
        from themes.phases import doors, guards

        ends.add("teams.feeds", feeds_end)
        trusts.add("teams.coaches", now_coaching)
        for nudge in NUDGES:
            nudges.add(nudge.kind, nudge)
        for name, guard in GUARDS.items():
            guards.add(name, guard)
        for step, address in DOORS.items():
            doors.add(step, address)
        at_hand.add("teams.states", states)
        chores.add("teams.follow_roster", hours_follow_roster)
        for item in NEWS:
            news.add(item.kind, item)
