"""In the demo alone: one click signs in as any of the cast."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_GET, require_POST

from core.http import open_to_all
from orgs.models import Account

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@open_to_all
@require_GET
def cast(request: HttpRequest) -> HttpResponse:
    """Who there is to be, with what they would do today."""
    return render(request, "pages/demo.html", {"cast": _cast()})


@open_to_all
@require_POST
def sign_in(request: Any) -> HttpResponse:
    email = request.POST.get("email", "")
    if email not in {member.email for member in _cast()}:
        raise Http404
    login(request, get_object_or_404(Account, email=email), backend=BACKEND)
    UserSession.objects.create_from_request(request)
    return redirect("home")


def _cast() -> Any:
    """Whom there is to be. The demo's own code is no part of an installation."""
    if not settings.DEMO:
        raise Http404
    return import_string(settings.DEMO_CAST)
