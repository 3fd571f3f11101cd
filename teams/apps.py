from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TeamsConfig(AppConfig):
    name = "teams"
    verbose_name = _("Teams")

    def ready(self) -> None:
        from nudges.registry import at_hand, nudges
        from nudges.tasks import chores
        from orgs.people.standing import ends, trusts
        from teams.access import now_coaching
        from teams.active_kinds import at_hand as states
        from teams.calendar_feeds.actions import feeds_end
        from teams.calls.news import NEWS
        from teams.forming.phase_checks import DOORS
        from teams.hours.leader_changes import hours_follow_roster
        from teams.nudges import NUDGES
        from teams.phase_checks import GUARDS
        from themes.chat.news import news
        from themes.cycles.phases import doors, guards

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
