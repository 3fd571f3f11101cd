"""Recording what the strategic focus workshop decided, and rewording its areas later."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.audit import log as audit
from orgs.models import Person
from themes.models import (
    FocusArea,
    FocusAreaVersion,
    FocusParticipant,
    FocusVersion,
    MidTermGoal,
    StrategicFocus,
    Theme,
)


@dataclass(frozen=True)
class Area:
    """A focus area as the workshop words it; `focus_area` is the one it words anew."""

    name: str
    description: str = ""
    wanted: str = ""
    focus_area: FocusArea | None = None
    retired: bool = False


@dataclass(frozen=True)
class Goal:
    """A mid-term goal and the sign by which people will notice it."""

    text: str
    sign: str = ""


@transaction.atomic
def focus_record(
    *,
    theme: Theme,
    by: Person,
    held_on: date,
    diagnosis: str,
    direction: str,
    not_in_scope: str = "",
    participants: Iterable[Person] = (),
    areas: Sequence[Area] = (),
    goals: Sequence[Goal] = (),
) -> StrategicFocus:
    """Keep the result of the workshop; a second time changes it and keeps the old wordings.

    Focus areas that are not named stay as they are; goals and participants are replaced.
    """
    held = _locked(theme)
    focus = held.focuses.first() or StrategicFocus(theme=held)
    before = focus.wording if focus.pk else None
    focus.held_on, focus.not_in_scope = held_on, not_in_scope.strip()
    focus.diagnosis, focus.direction = diagnosis.strip(), direction.strip()
    focus.full_clean()
    focus.save()
    _keep_areas(held, areas, by)
    _keep_goals(focus, goals)
    if before is not None and before != focus.wording:
        FocusVersion.objects.create(focus=focus, by=by, **before)
    _keep_participants(focus, participants)
    in_focus = [area.name for area in held.areas_in_focus()]
    audit.record(actor=by, verb="focus.record", about=focus, after={"areas": in_focus})
    return focus


@transaction.atomic
def focus_area_add(
    *, theme: Theme, by: Person, name: str, description: str = "", wanted: str = ""
) -> FocusArea:
    """Take another area into focus, the fifth at most; a former one of this name comes back."""
    held = _locked(theme)
    wording = Area(name, description, wanted)
    former = held.focus_areas.filter(name=name.strip()).exclude(retired_on=None).first()
    area = former or FocusArea(theme=held)
    if former is not None:
        _keep_version(former, wording, by)
    area.position, area.retired_on = _free_position(held), None
    _word(area, wording)
    audit.record(actor=by, verb="focus_area.add", about=area)
    return area


@transaction.atomic
def focus_area_edit(
    *, focus_area: FocusArea, by: Person, name: str, description: str, wanted: str
) -> FocusArea:
    """Word a focus area anew; the old wording is kept with who and when."""
    area: FocusArea = FocusArea.objects.select_for_update(of=("self",)).get(pk=focus_area.pk)
    wording = Area(name, description, wanted)
    if _keep_version(area, wording, by):
        _word(area, wording)
        audit.record(
            actor=by,
            verb="focus_area.edit",
            about=area,
            before={"name": focus_area.name},
            after={"name": area.name},
        )
    return area


def _locked(theme: Theme) -> Theme:
    held: Theme = Theme.objects.select_for_update(of=("self",)).get(pk=theme.pk)
    if held.closed:
        raise ValidationError(_("This theme is closed. Its focus stays as it is."))
    return held


def _keep_areas(theme: Theme, areas: Sequence[Area], by: Person) -> None:
    for area in areas:
        if area.focus_area is not None and area.retired:
            _retire(area.focus_area, by)
    for area in areas:
        if area.focus_area is None:
            words = {"name": area.name, "description": area.description, "wanted": area.wanted}
            focus_area_add(theme=theme, by=by, **words)
        elif not area.retired:
            focus_area_edit(
                focus_area=area.focus_area,
                by=by,
                name=area.name,
                description=area.description,
                wanted=area.wanted,
            )
    if not theme.areas_in_focus().exists():
        raise ValidationError(_("Name at least one focus area: teams form around them."))


def _retire(area: FocusArea, by: Person) -> None:
    area.retired_on = timezone.localdate()
    area.save(update_fields=["retired_on"])
    audit.record(actor=by, verb="focus_area.retire", about=area)


def _word(area: FocusArea, wording: Area) -> None:
    area.name, area.description = wording.name.strip(), wording.description.strip()
    area.wanted = wording.wanted.strip()
    if FocusArea.objects.filter(theme=area.theme_id, name=area.name).exclude(pk=area.pk).exists():
        raise ValidationError(
            _("There is a focus area named “%(name)s” already.") % {"name": area.name}
        )
    area.full_clean()
    area.save()


def _keep_version(area: FocusArea, wording: Area, by: Person) -> bool:
    """Put the old wording aside, if the new one is another."""
    old = (area.name, area.description, area.wanted)
    if old == (wording.name.strip(), wording.description.strip(), wording.wanted.strip()):
        return False
    FocusAreaVersion.objects.create(
        focus_area=area, name=area.name, description=area.description, wanted=area.wanted, by=by
    )
    return True


def _free_position(theme: Theme) -> int:
    taken = set(theme.areas_in_focus().values_list("position", flat=True))
    free = set(range(1, FocusArea.MOST + 1)) - taken
    if not free:
        raise ValidationError(_("A focus has five areas at most. Take one out of it first."))
    return min(free)


def _keep_goals(focus: StrategicFocus, goals: Sequence[Goal]) -> None:
    focus.goals.all().delete()
    for position, goal in enumerate(goals, start=1):
        row = MidTermGoal(
            focus=focus, position=position, text=goal.text.strip(), sign=goal.sign.strip()
        )
        row.full_clean()
        row.save()


def _keep_participants(focus: StrategicFocus, participants: Iterable[Person]) -> None:
    focus.participants.all().delete()
    FocusParticipant.objects.bulk_create(
        FocusParticipant(focus=focus, person=person) for person in dict.fromkeys(participants)
    )
