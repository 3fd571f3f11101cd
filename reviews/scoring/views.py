"""Private scores before the talk, and their reveal."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.forms.saving import saved
from core.http import href
from okrs.status import team_status
from orgs.http import OrgRequest, requires
from reviews.access import can_reflect, can_reveal
from reviews.scoring.actions import hidden_of, own_scores, scores_show
from reviews.scoring.forms import PrivateScoresForm
from reviews.scoring.rounds import open_for
from teams.models import Team

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@requires(can_reflect)
def scores_say(request: OrgRequest, team: Team) -> HttpResponse:
    """One's own scores, on one's own screen."""
    hidden = set(hidden_of([team]))
    planned = hasattr(team.cycle, "review")
    if not planned or (request.method != "POST" and not (hidden and open_for(team.cycle))):
        messages.info(request, _("The time to score alone is over. Say it in the review."))
        return redirect(_review(team))
    status = team_status(team, min(timezone.localdate(), team.cycle.ends_on))
    rows = [row for row in status.key_results if row.key_result in hidden]
    own = own_scores(team, request.person)
    data = request.POST if request.method == "POST" else None
    form = PrivateScoresForm(data, team=team, rows=rows, own=own)
    if saved(form, by=request.person):
        messages.success(request, _("Your scores are kept. Nobody sees them before the reveal."))
        return redirect(_review(team))
    context = {"form": form, "team": team, "cycle": team.cycle, "has_scored": bool(own)}
    code = 422 if form.is_bound else 200
    return render(request, "reviews/scoring/scores_say.html", context, status=code)


@both
@requires(can_reveal)
def scores_reveal_now(request: OrgRequest, team: Team) -> HttpResponse:
    """Show how far the scores lie apart, after a page that says what that means."""
    if request.method == "POST":
        scores_show(team=team, by=request.person)
        messages.success(request, _("The scores are revealed. Now talk, and agree on one."))
        return redirect(_review(team))
    context = {
        "question": _("Reveal the scores of %(team)s?") % {"team": team},
        "consequence": _(
            "Everybody sees how many scored, the lowest and the highest. Single scores are deleted,"
            " and nobody can score alone any more."
        ),
        "verb": _("Reveal the scores"),
        "back_url": _review(team),
    }
    return render(request, "confirm.html", context)


def _review(team: Team) -> str:
    return href("reviews:review_detail", cycle=team.cycle_id)
