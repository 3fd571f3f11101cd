from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThemesConfig(AppConfig):
    name = "themes"
    verbose_name = _("Themes")

    def ready(self) -> None:
        from nudges.at_hand import at_hand, enter
        from nudges.registry import nudges
        from nudges.tasks import Chore, chores
        from orgs.people.standing import trusts
        from themes.access import with_theme_role
        from themes.at_hand import AT_HAND, phases
        from themes.chat.tasks import chats_speak, posts_forget
        from themes.cycles.phase_checks import GUARDS
        from themes.cycles.phases import guards
        from themes.nudges import NUDGES
        from themes.roles.nudges import ROLE_CHANGED

        enter(AT_HAND)
        at_hand.add("themes.phases", phases)
        trusts.add("themes.roles", with_theme_role)
        for nudge in [*NUDGES, ROLE_CHANGED]:
            nudges.add(nudge.kind, nudge)
        for name, guard in GUARDS.items():
            guards.add(name, guard)
        chores.add("themes.chats", Chore(chats_speak, only=("themes.chats",)))
        chores.add("themes.forget_posts", Chore(posts_forget, only=("themes.old_posts",)))
