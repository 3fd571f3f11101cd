"""Locking a workshop while it is changed, and telling every screen that shows it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.live.channels import changed
from okrs.models import Workshop

TOLD, SIDE, BOARD = "told", "side", "board"
"""The parts of the room: where it is; clock and agenda; what the step that runs has brought."""


def lock_unfinished(workshop: Workshop) -> Workshop:
    """The workshop, locked until the transaction ends. Refuses one that is over."""
    rows = Workshop.objects.select_for_update(of=("self",)).select_related("team__cycle")
    locked: Workshop = rows.get(pk=workshop.pk)
    if locked.ended:
        raise ValidationError(_("This workshop is over; what came out of it stays as it is."))
    return locked


def lock_running(workshop: Workshop) -> Workshop:
    locked = lock_unfinished(workshop)
    if not locked.running:
        raise ValidationError(_("The workshop has not begun yet."))
    return locked


def tell(locked: Workshop, *parts: str) -> None:
    """There is something new to see in these parts."""
    locked.version += 1
    locked.save(update_fields=["version"])
    for part in parts:
        changed(room_channel(locked), part, locked.version)


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
