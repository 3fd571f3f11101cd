from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThemesConfig(AppConfig):
    name = "themes"
    verbose_name = _("Themes")

    def ready(self) -> None:
        from nudges.registry import at_hand, nudges
        from nudges.tasks import chores
        from orgs.people.standing import trusts
        from themes.access import with_theme_role
        from themes.chat.tasks import chats_speak, posts_forget
        from themes.cycles import phases
        from themes.cycles.phase_checks import GUARDS
        from themes.nudges import NUDGES
        from themes.roles.nudges import ROLE_CHANGED

        trusts.add("themes.roles", with_theme_role)
        for nudge in [*NUDGES, ROLE_CHANGED]:
            nudges.add(nudge.kind, nudge)
        for name, guard in GUARDS.items():
            phases.guards.add(name, guard)
        chores.add("themes.chats", chats_speak)
        chores.add("themes.forget_posts", posts_forget)
        at_hand.add("themes.phases", phases.at_hand)
