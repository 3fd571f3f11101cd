from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.forms.saving import posted, saved
from core.http import href
from orgs.http import OrgRequest, requires
from teams.forming.actions import OPEN_TO_FORM
from teams.forming.board import read_board
from teams.forming.forms import TakeOverForm
from teams.forming.proposal_actions import Taken
from teams.forming.suggestion import suggest
from themes.access import can_steer_cycle
from themes.models import Cycle


@require_http_methods(["GET", "POST"])
@requires(can_steer_cycle)
def forming_suggest(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    """Show the proposal with its reasons; taken over, what is ticked is done and no more."""
    board = href("teams:forming_board", cycle=cycle.pk)
    if cycle.phase not in OPEN_TO_FORM:
        return redirect(board)
    form = TakeOverForm(posted(request))
    if request.method == "POST":
        taken = saved(form, cycle, by=request.person)
        if taken is not None:
            _say(request, taken)
            return redirect(board)
    context = {
        "cycle": cycle,
        "theme": cycle.theme,
        "form": form,
        "suggestion": suggest(read_board(cycle)),
    }
    status = 422 if form.errors else 200
    return render(request, "teams/forming/suggest.html", context, status=status)


def _say(request: OrgRequest, taken: Taken) -> None:
    if taken.placed:
        people = ngettext("%(n)s person is placed.", "%(n)s people are placed.", len(taken.placed))
        messages.success(request, people % {"n": len(taken.placed)})
    if taken.skipped:
        names = ", ".join(str(offer) for offer in taken.skipped)
        messages.warning(
            request,
            _("Something changed in the meantime, so these stay where they are: %(names)s.")
            % {"names": names},
        )
