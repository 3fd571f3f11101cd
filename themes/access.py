"""Who may do what with a theme. Rights follow from the theme's own roles."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orgs.access import can_administer
from orgs.http import rule
from orgs.models import Person
from themes.models import ChatChannel, ChatPost, Cycle, FocusArea, Theme, ThemeRole

Kind = ThemeRole.Kind
ORPHANED_AFTER = timedelta(days=7)


def theme_roles(person: Person) -> set[tuple[int, str]]:
    """The (theme, role) pairs of a person, read once a request."""
    if not hasattr(person, "_theme_roles"):
        held = set(person.theme_roles.values_list("theme_id", "kind"))
        held |= {(pk, Kind.SPONSOR) for pk in person.sponsored_themes.values_list("pk", flat=True)}
        person._theme_roles = held  # type: ignore[attr-defined]
    return person._theme_roles  # type: ignore[attr-defined]


def with_theme_role(people: list[Person]) -> set[int]:
    """Who of them has a role in a theme, or is its sponsor, by their numbers."""
    held = set(ThemeRole.objects.filter(person__in=people).values_list("person_id", flat=True))
    return held.union(Theme.objects.filter(sponsor__in=people).values_list("sponsor_id", flat=True))


def forget_roles(*people: Person) -> None:
    """Roles were given or taken: read them again."""
    for person in people:
        person.__dict__.pop("_theme_roles", None)


def is_sponsor(person: Person, theme: Theme) -> bool:
    return (theme.pk, Kind.SPONSOR) in theme_roles(person)


def is_integration(person: Person, theme: Theme) -> bool:
    return (theme.pk, Kind.INTEGRATION) in theme_roles(person)


@rule(_("The theme's integration team can do this."))
def can_steer(person: Person, theme: Theme) -> bool:
    """Run the program: cycles, calls, teams, check-ins, reviews."""
    return is_integration(person, theme)


@rule(_("The theme's integration team can do this."))
def can_steer_cycle(person: Person, cycle: Cycle) -> bool:
    return can_steer(person, cycle.theme)


@rule(_("The theme's sponsor and integration team can do this."))
def can_edit_focus(person: Person, theme: Theme) -> bool:
    """Record the strategic focus workshop and change focus areas."""
    return is_integration(person, theme) or is_sponsor(person, theme)


@rule(_("The theme's sponsor and integration team can do this."))
def can_edit_focus_area(person: Person, focus_area: FocusArea) -> bool:
    return can_edit_focus(person, focus_area.theme)


@rule(_("The theme's facilitators and integration team can do this."))
def can_moderate(person: Person, cycle: Cycle) -> bool:
    """Moderate the check-ins and the review of a cycle."""
    theme = cycle.theme
    return (theme.pk, Kind.FACILITATOR) in theme_roles(person) or is_integration(person, theme)


@rule(_("Everybody in this organisation can see themes."))
def can_see_theme(person: Person, theme: Theme) -> bool:
    return person.active


@rule(_("Everybody in this organisation can see cycles."))
def can_see_cycle(person: Person, cycle: Cycle) -> bool:
    return person.active


@rule(_("Leaders of the level “director” and above, and administrators, can choose a theme."))
def can_choose_theme(person: Person) -> bool:
    """Start a theme: administrators, and whoever the organisation's levels call a leader."""
    return can_administer(person) or person.level.leads


@rule(_("The theme's sponsor and integration team can do this."))
def can_edit_theme(person: Person, theme: Theme) -> bool:
    """Change the theme's words, sponsor and horizon."""
    return can_edit_focus(person, theme)


@rule(
    _(
        "The theme's sponsor and integration team give and take its roles. Administrators can only "
        "name an integration team where there is none."
    )
)
def can_give_roles(person: Person, theme: Theme) -> bool:
    """Whoever runs the theme; roles open what people trusted to the theme, not to the house."""
    return bool(kinds_to_give(person, theme))


def kinds_to_give(person: Person, theme: Theme) -> list[ThemeRole.Kind]:
    """The roles somebody may give; an administrator only keeps a theme from being orphaned."""
    if can_edit_focus(person, theme):
        return list(Kind)
    if can_administer(person) and not theme.closed and not has_integration(theme):
        return [Kind.INTEGRATION]
    return []


def has_integration(theme: Theme) -> bool:
    """Whether somebody of the integration team is in the organisation, or was days ago.

    Who makes people leave cannot fill their place at once, whatever last day they write down; the
    sponsor can.
    """
    here = Q(person__left_on=None) | Q(person__standing_since__gt=timezone.now() - ORPHANED_AFTER)
    return theme.roles.filter(here, kind=Kind.INTEGRATION).exists()


@rule(_("The theme's sponsor and integration team can do this."))
def can_take_role(person: Person, role: ThemeRole) -> bool:
    return can_edit_focus(person, role.theme)


@rule(_("The theme's integration team can do this."))
def can_connect_chat(person: Person, theme: Theme) -> bool:
    """Say which chat hears the theme's news: minutes go there, which are for the theme's people."""
    return is_integration(person, theme)


@rule(_("The theme's integration team, and administrators, can do this."))
def can_see_chat(person: Person, theme: Theme) -> bool:
    """See what became of the news, try a chat again, and take it away."""
    return is_integration(person, theme) or can_administer(person)


@rule(_("The theme's integration team, and administrators, can do this."))
def can_run_chat(person: Person, chat_channel: ChatChannel) -> bool:
    return can_see_chat(person, chat_channel.theme)


@rule(_("The theme's integration team, and administrators, can do this."))
def can_post_again(person: Person, chat_post: ChatPost) -> bool:
    return can_see_chat(person, chat_post.channel.theme)
