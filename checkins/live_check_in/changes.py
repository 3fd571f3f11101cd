"""What happens in a room is told to all who look on, by the part of the page that shows it."""

from checkins.models import CheckIn
from core.live.channels import changed
from teams.models import Team

CLOCK, STAGE, NOTES, VOTE = "clock", "stage", "notes", "vote"
"""Clock, order and who speaks; how the team on stage stands; what it reports; its hidden vote."""


def channel(check_in: CheckIn) -> str:
    return f"check-in-{check_in.pk}"


def renew(check_in: CheckIn, *parts: str) -> None:
    """These parts of the room have changed; without one all of them, because the stage has."""
    for part in parts or (CLOCK, STAGE, NOTES, VOTE):
        changed(channel(check_in), part)


def renew_for(team: Team, *parts: str) -> None:
    """Something that a room shows of this team has changed. Only open rooms have to know.

    Nothing is locked: two who write at once wait for nobody, and a step of the clock not for them.
    """
    for check_in in CheckIn.objects.filter(state=CheckIn.State.LIVE, slots__team=team):
        renew(check_in, *parts)


def values_renewed(team: Team) -> None:
    renew_for(team, STAGE)
