"""What happens in a room makes its next version, of which everybody who looks on is told."""

from checkins.models import CheckIn
from orgs.live import changed
from teams.models import Team


def channel(check_in: CheckIn) -> str:
    return f"check-in-{check_in.pk}"


def renew(check_in: CheckIn) -> None:
    """The room has changed; whoever says so has the check-in locked."""
    check_in.version += 1
    check_in.save(update_fields=["version"])
    changed(channel(check_in), "room", check_in.version)


def renew_for(team: Team) -> None:
    """Something that a room shows of this team has changed; only open rooms have to know."""
    rows = CheckIn.objects.select_for_update(of=("self",))
    for check_in in rows.filter(state=CheckIn.State.LIVE, slots__team=team):
        renew(check_in)
