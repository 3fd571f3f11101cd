"""A workshop held while something is done in it, and everybody's screen that follows."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.live.channels import changed
from okrs.models import Workshop

TOLD, SIDE, BOARD = "told", "side", "board"
"""The parts of the room: where it is; clock and agenda; what the step that runs has brought."""


def held_now(workshop: Workshop) -> Workshop:
    """The workshop as it is, held until the transaction ends; refused once it is over."""
    rows = Workshop.objects.select_for_update(of=("self",)).select_related("team__cycle")
    held: Workshop = rows.get(pk=workshop.pk)
    if held.ended:
        raise ValidationError(_("This workshop is over; what came out of it stays as it is."))
    return held


def held_running(workshop: Workshop) -> Workshop:
    held = held_now(workshop)
    if not held.running:
        raise ValidationError(_("The workshop has not begun yet."))
    return held


def tell(held: Workshop, *parts: str) -> None:
    """There is something new to see in these parts."""
    held.version += 1
    held.save(update_fields=["version"])
    for part in parts:
        changed(room_channel(held), part, held.version)


def tell_of_set(team_id: int) -> None:
    """What the team's OKR set says is new, to see on the board of the workshop it sits in.

    The workshop is not held and keeps its version: whoever writes the set holds rows of it, and in
    the room those are held after the workshop.
    """
    running = Workshop.objects.filter(team=team_id, started_at__isnull=False, ended_at=None).first()
    if running is not None:
        changed(room_channel(running), BOARD, running.version + 1)


def room_channel(workshop: Workshop) -> str:
    return f"workshop-{workshop.pk}"
