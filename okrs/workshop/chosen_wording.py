"""A form opened out of a definition workshop: `?wording=12` says with which words it begins.

Without a number it is only the way back to the room.
"""

from core.http import href
from core.numbers import row_number
from okrs.models import Wording, Workshop
from orgs.http import OrgRequest
from teams.models import Team

CAME_WITH = "wording"


def wording_of(request: OrgRequest, team: Team) -> str:
    """The words of a suggestion of this team, as long as nothing was typed."""
    number = row_number(request.GET.get(CAME_WITH, ""))
    if number is None or request.method == "POST":
        return ""
    wording = Wording.objects.filter(pk=number, workshop__team=team).first()
    return wording.text if wording else ""


def back_of(request: OrgRequest, team: Team) -> str:
    """Where the form was opened: the room of the team, or its OKR set."""
    if CAME_WITH in request.GET:
        workshop = Workshop.objects.filter(team=team).first()
        if workshop is not None:
            return href("okrs:workshop_detail", workshop=workshop.pk)
    return href("okrs:set_edit", team=team.pk)
