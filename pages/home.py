"""The front door: who signed in goes on to their organisation."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from core.http import open_to_all
from orgs.models import Account
from orgs.sign_in.entrance import open_to


@open_to_all
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Strangers sign in, people of one organisation are at home, others choose."""
    if not request.user.is_authenticated:
        return redirect("demo_cast" if settings.DEMO else settings.LOGIN_URL)
    organisations = list(open_to(request).order_by("name"))
    if len(organisations) == 1:
        return redirect(organisations[0].get_absolute_url())
    return render(request, "pages/organisations.html", {"organisations": organisations})


@open_to_all
@login_required
@require_POST
def appearance(request: Any) -> HttpResponse:
    """Keep "paper or night sky" for the account, on every device."""
    chosen = request.POST.get("appearance", "")
    if chosen in Account.Appearance.values:
        Account.objects.filter(pk=request.user.pk).update(appearance=chosen)
    if request.htmx or request.headers.get("Sec-Fetch-Mode") == "cors":
        return HttpResponse(status=204)
    return redirect(_came_from(request))


def _came_from(request: Any) -> str:
    referer = request.headers.get("Referer", "")
    whole = referer.startswith(("http://", "https://"))
    own = url_has_allowed_host_and_scheme(referer, {request.get_host()}, request.is_secure())
    return referer if whole and own else "/"
