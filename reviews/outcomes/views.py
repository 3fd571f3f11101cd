"""What goes on after the cycle, and how scores are read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from core.forms.saving import saved
from core.http import href
from okrs.status import team_status
from orgs.http import OrgRequest, requires
from orgs.organisation_settings.setting_page import SettingPage, setting_view
from reviews.outcomes.actions import outcomes_of
from reviews.outcomes.forms import OutcomesForm, ScoreBandsForm
from teams.access import can_work_in
from teams.models import Team
from themes.models import Cycle

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@requires(can_work_in)
def outcomes_say(request: OrgRequest, team: Team) -> HttpResponse:
    """Continue, change or stop: one page for the whole team."""
    form = OutcomesForm(
        request.POST if request.method == "POST" else None,
        team=team,
        results=team_status(team, min(timezone.localdate(), team.cycle.ends_on)).key_results,
        initiatives=team.initiatives.all(),
        outcomes=outcomes_of(team),
    )
    if saved(form, by=request.person):
        messages.success(request, _("It is kept. The next cycle proposes it."))
        return redirect(href("reviews:review_detail", cycle=team.cycle_id))
    context = {
        "form": form,
        "team": team,
        "cycle": team.cycle,
        "open": team.cycle.phase == Cycle.Phase.REVIEWING,
    }
    status = 422 if form.is_bound else 200
    return render(request, "reviews/outcomes/outcomes_say.html", context, status=status)


score_bands_edit = setting_view(
    SettingPage(
        ScoreBandsForm,
        url="reviews:score_bands_edit",
        way="scores",
        title=gettext_lazy("Scores"),
        heading=gettext_lazy("How scores are read"),
        lede=gettext_lazy(
            "A score of a review lies between 0.0 and 1.0. From here on it counts as half-way,"
            " and as good."
        ),
    )
)
