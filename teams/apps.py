from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TeamsConfig(AppConfig):
    name = "teams"
    verbose_name = _("Teams")

    def ready(self) -> None:
        from nudges.at_hand import at_hand, enter
        from nudges.registry import nudges
        from nudges.tasks import Chore, chores
        from orgs.people.standing import ends, trusts
        from teams.access import now_coaching
        from teams.at_hand import AT_HAND, hours, states_of_hours, states_of_offers
        from teams.calendar_feeds.actions import feeds_end
        from teams.calls.news import NEWS
        from teams.forming.phase_checks import DOORS
        from teams.hours.leader_changes import hours_follow_roster
        from teams.models import Commitment
        from teams.nudges import NUDGES
        from teams.phase_checks import GUARDS
        from themes.chat.news import news
        from themes.cycles.phases import doors, guards

        enter(AT_HAND)
        at_hand.add("teams.hours", states_of_hours)
        at_hand.add("teams.offers", states_of_offers)
        ends.add("teams.feeds", feeds_end)
        trusts.add("teams.coaches", now_coaching)
        for nudge in NUDGES:
            nudges.add(nudge.kind, nudge)
        for name, guard in GUARDS.items():
            guards.add(name, guard)
        for step, address in DOORS.items():
            doors.add(step, address)
        said = hours(*set(Commitment.State) - {Commitment.State.PROPOSED})
        chores.add("teams.follow_roster", Chore(hours_follow_roster, only=said))
        for item in NEWS:
            news.add(item.kind, item)
