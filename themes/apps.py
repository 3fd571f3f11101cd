from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThemesConfig(AppConfig):
    name = "themes"
    verbose_name = _("Themes")

    def ready(self) -> None:
        from nudges.registry import at_hand, nudges
        from nudges.tasks import chores
        from orgs.standing import trusts
        from themes import phases
        from themes.access import with_theme_role
        from themes.guards import GUARDS
        from themes.nudges import NUDGES
        from themes.role_nudges import ROLE_CHANGED
        from themes.tasks import chats_speak, posts_forget

        trusts.add("themes.roles", with_theme_role)
        for nudge in [*NUDGES, ROLE_CHANGED]:
            nudges.add(nudge.kind, nudge)
        for name, guard in GUARDS.items():
            phases.guards.add(name, guard)
        chores.add("themes.chats", chats_speak)
        chores.add("themes.forget_posts", posts_forget)
        at_hand.add("themes.phases", phases.at_hand)
