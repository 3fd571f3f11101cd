"""The first run: what an administrator does from an empty organisation to an open call, and next.

Everything is read off the data: what is done is done wherever it was done, and the guide goes when
the first call is open.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.http import href
from orgs.access import can_administer
from orgs.models import Invitation, Level, Person
from teams.models import Call
from themes.access import can_edit_focus, can_steer
from themes.models import Cycle, Theme


@dataclass
class Step:
    """One step of the guide: done, with what is there, or open, with what to do and where.

    Without `url` it has to wait for an earlier one.
    """

    label: str | Promise
    done: bool
    words: str | Promise
    action: str | Promise = ""
    url: str = ""
    next: bool = False


def guide(person: Person) -> list[Step]:
    """The steps for an administrator until the first call; nothing for anybody else."""
    if not can_administer(person) or Call.objects.exists():
        return []
    theme = Theme.objects.filter(closures=None).order_by("-pk").first()
    cycle = theme.cycles.filter(phase=Cycle.Phase.PLANNED).first() if theme else None
    people = Person.objects.active().count()
    steps = [
        _roster(people),
        _leads(people),
        _invitations(people),
        _theme(theme, cycle),
        _focus(person, theme),
        _call(person, theme, cycle),
    ]
    for step in steps:
        if not step.done and step.url:
            step.next = True
            break
    return steps


def _roster(people: int) -> Step:
    label = gettext_lazy("Bring in your roster")
    if people > 1:
        told = ngettext("%(n)s person is on it.", "%(n)s people are on it.", people)
        return Step(label, True, told % {"n": people})
    return Step(
        label,
        False,
        gettext_lazy(
            "A file of your HR system, or a few pasted lines: names, e-mails, divisions, "
            "levels and home leaders. Teams are mixed from it."
        ),
        gettext_lazy("Bring in the roster"),
        href("orgs:roster_import"),
    )


def _leads(people: int) -> Step:
    label = gettext_lazy("Say which levels lead")
    leading = list(Level.objects.filter(leads=True, people__left_on=None).distinct())
    if leading and people > 1:
        return Step(label, True, ", ".join(level.name for level in leading))
    return Step(
        label,
        False,
        gettext_lazy(
            "A team wants somebody who leads in the line organisation. The levels come "
            "with the roster; which of them lead, only you know."
        ),
        gettext_lazy("Choose the levels"),
        href("orgs:levels_lead") if people > 1 else "",
    )


def _invitations(people: int) -> Step:
    label = gettext_lazy("Invite people")
    asked = Invitation.objects.filter(revoked_at=None).count()
    if asked:
        told = ngettext("%(n)s person is invited.", "%(n)s people are invited.", asked)
        return Step(label, True, told % {"n": asked})
    return Step(
        label,
        False,
        gettext_lazy(
            "They come in by a mail, with a code and no password. Whoever is not invited "
            "still gets the mails that ask for a decision."
        ),
        gettext_lazy("Invite them"),
        href("orgs:invitation_list") if people > 1 else "",
    )


def _theme(theme: Theme | None, cycle: Cycle | None) -> Step:
    label = gettext_lazy("Choose a theme")
    if theme and cycle:
        return Step(label, True, f"{theme} · {cycle}")
    if theme:
        return Step(
            label,
            False,
            _("“%(theme)s” has no cycle yet. A cycle is about three months long.")
            % {"theme": theme},
            gettext_lazy("Plan the first cycle"),
            href("themes:cycle_plan", theme=theme.pk),
        )
    return Step(
        label,
        False,
        gettext_lazy(
            "A topic of the long-term strategy that no single department can answer, with "
            "a sponsor, somebody who runs the program, and the first day of cycle 1."
        ),
        gettext_lazy("Choose a theme"),
        href("themes:theme_create"),
    )


def _focus(person: Person, theme: Theme | None) -> Step:
    label = gettext_lazy("Write down its focus areas")
    areas = list(theme.areas_in_focus()) if theme else []
    if areas:
        return Step(label, True, ", ".join(area.name for area in areas))
    step = Step(
        label,
        False,
        gettext_lazy(
            "What the leaders' strategic focus workshop decided: the direction, what is "
            "not in scope, and one to five focus areas around which teams form."
        ),
    )
    if theme:
        step.action = gettext_lazy("Write down the focus")
        step.url = href("themes:focus_edit", theme=theme.pk)
        if not can_edit_focus(person, theme):
            _needs_role(step, theme)
    return step


def _call(person: Person, theme: Theme | None, cycle: Cycle | None) -> Step:
    step = Step(
        gettext_lazy("Open the call for volunteers"),
        False,
        gettext_lazy(
            "It says what members do and how much time it takes. Joining is voluntary: "
            "whoever wants to be part of it puts up their hand."
        ),
    )
    if theme and cycle and theme.areas_in_focus():
        step.action = gettext_lazy("Write the call")
        step.url = href("teams:call_open", cycle=cycle.pk)
        if not can_steer(person, theme):
            _needs_role(step, theme)
    return step


def _needs_role(step: Step, theme: Theme) -> None:
    """What the integration team does is not the administrator's to take."""
    step.words = _("The integration team of “%(theme)s” does this. Ask them.") % {"theme": theme}
    step.action = gettext_lazy("See who has which role")
    step.url = href("themes:role_list", theme=theme.pk)
