"""What a check-in brought, to read, print and take along; for 24 hours it can be corrected."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from checkins.access import can_correct_minutes, can_run, can_see_check_in
from checkins.minutes import actions
from checkins.minutes.forms import MinutesForm
from checkins.models import CheckIn, Minutes
from core.forms.conflict import held, status_of
from core.forms.saving import saved
from core.http import href
from orgs.http import OrgRequest, requires
from teams.access import team_ids

both = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@requires(can_see_check_in)
def minutes_detail(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    minutes = _minutes(check_in)
    opened = minutes.open(timezone.now())
    context = {
        "check_in": check_in,
        "minutes": minutes,
        "content": minutes.content,
        "changes": minutes.changes.select_related("by"),
        "opened": opened,
        "may_correct": opened and can_correct_minutes(request.person, check_in),
        "may_reopen": opened and can_run(request.person, check_in),
    }
    return render(request, "checkins/minutes/detail.html", context)


@require_GET
@requires(can_see_check_in)
def minutes_markdown(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    name = slugify(f"{check_in.cycle.theme} {check_in}") or "check-in"
    return HttpResponse(
        _minutes(check_in).markdown,
        content_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.md"'},
    )


@both
@requires(can_correct_minutes)
def minutes_edit(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    """Other words, for 24 hours: a team for its own lines, whoever may run it for all."""
    minutes, runs = _minutes(held(request, check_in)), can_run(request.person, check_in)
    if request.method != "POST" and not minutes.open(timezone.now()):
        return _back(minutes)
    form = MinutesForm(
        minutes,
        request.POST if request.method == "POST" else None,
        decides=runs,
        mine=lambda team: runs or team in team_ids(request.person),
    )
    if (changes := saved(form, by=request.person)) is not None:
        if changes:
            messages.success(request, _("Corrected. What stood there before is kept below."))
        return _back(minutes)
    context = {"check_in": check_in, "minutes": minutes, "form": form}
    return render(request, "checkins/minutes/edit.html", context, status=status_of(form))


@both
@requires(can_run)
def check_in_reopen(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    """One question, then the check-in goes on."""
    minutes = _minutes(check_in)
    if request.method == "POST":
        try:
            actions.check_in_reopen(minutes=minutes, by=request.person)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        return redirect(href("checkins:check_in_detail", check_in=check_in.pk))
    context = {
        "question": _("Open %(check_in)s again?") % {"check_in": check_in},
        "consequence": _(
            "It goes on with the team that spoke last. When it ends, its minutes are made anew "
            "from what the teams have noted; corrections by hand stay in the log alone."
        ),
        "verb": _("Open the check-in again"),
        "back_url": href("checkins:minutes_detail", check_in=check_in.pk),
    }
    return render(request, "confirm.html", context)


def _minutes(check_in: CheckIn) -> Minutes:
    minutes: Minutes | None = Minutes.objects.filter(check_in=check_in).first()
    if minutes is None:
        raise Http404
    minutes.check_in = check_in
    return minutes


def _back(minutes: Minutes) -> HttpResponse:
    return redirect(href("checkins:minutes_detail", check_in=minutes.check_in_id))
