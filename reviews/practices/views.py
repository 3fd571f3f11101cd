"""A practice: who looks after it, where it is written, and how it is doing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.forms.saving import posted, saved
from orgs.http import OrgRequest, requires
from reviews.access import MAY_CHECK, can_check_practice, can_see_practice
from reviews.models import Practice
from reviews.practices.forms import PracticeCheckForm


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_see_practice)
def practice_detail(request: OrgRequest, practice: Practice) -> HttpResponse:
    may_check = can_check_practice(request.person, practice)
    if request.method == "POST" and not may_check:
        raise PermissionDenied(MAY_CHECK)
    form = PracticeCheckForm(posted(request), practice=practice) if may_check else None
    if form and saved(form, by=request.person):
        messages.success(request, _("Thank you. It stands here for everybody."))
        return redirect(request.path)
    context = {
        "practice": practice,
        "cycle": practice.team.cycle,
        "checks": practice.checks.select_related("by"),
        "form": form,
    }
    status = 422 if form and form.is_bound else 200
    return render(request, "reviews/practices/detail.html", context, status=status)
