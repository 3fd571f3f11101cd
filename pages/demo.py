"""In the demo alone: one click signs in as any of the cast."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from orgs.http import open_to_all
from orgs.models import Account
from tools.demo.cast import CAST

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@open_to_all
@require_GET
def cast(request: HttpRequest) -> HttpResponse:
    """Who there is to be, with what they would do today."""
    _only_in_the_demo()
    return render(request, "pages/demo.html", {"cast": CAST})


@open_to_all
@require_POST
def sign_in(request: Any) -> HttpResponse:
    _only_in_the_demo()
    email = request.POST.get("email", "")
    if email not in {member.email for member in CAST}:
        raise Http404
    login(request, get_object_or_404(Account, email=email), backend=BACKEND)
    UserSession.objects.create_from_request(request)
    return redirect("home")


def _only_in_the_demo() -> None:
    if not settings.DEMO:
        raise Http404
