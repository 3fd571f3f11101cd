"""An organisation is founded on screen, where the operator allows it."""

from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.forms.saving import attempt, saved
from core.http import fragment, open_to_all
from orgs.founding.forms import FoundForm, SignUpForm
from orgs.organisations.actions import free_slug
from orgs.sign_in.entrance import mail_code, proves_address

TOO_OFTEN = "signup"  # allauth's limit of sign-ups from one place


@open_to_all
@require_http_methods(["GET", "POST"])
def sign_up(request: Any) -> HttpResponse:
    """U1: prove one's address by a mailed code; whoever is signed in has done so."""
    if not settings.SIGN_UP:
        return render(request, "account/signup_closed.html")
    if request.user.is_authenticated:
        return redirect("organisation_found")
    form = SignUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _may_mail(request, form):
        email, then = form.cleaned_data["email"], reverse("organisation_found")
        if way := attempt(form, lambda: mail_code(request, email, then=then)):
            return redirect(way)
    status = 422 if form.is_bound else 200
    return render(request, "account/sign_up.html", {"form": form}, status=status)


@open_to_all
@login_required
@proves_address
@require_http_methods(["GET", "POST"])
def organisation_found(request: Any) -> HttpResponse:
    """U1: the organisation and its founder, who becomes its administrator."""
    if not settings.SIGN_UP:
        raise PermissionDenied(_("New organisations are made by whoever operates this site."))
    if request.method != "POST":
        return _page(request, FoundForm(initial=_proposed(request)))
    form = FoundForm(request.POST)
    if form.is_valid() and _in_time(request, form) and (made := saved(form, request.user)):
        return redirect(made.get_absolute_url())
    return _page(request, form, status=422)


def _may_mail(request: Any, form: SignUpForm) -> bool:
    if ratelimit.consume(request, action="sign_up_mail"):
        return True
    form.add_error(None, _("Too many codes were asked for from here. Wait an hour, please."))
    return False


def _in_time(request: Any, form: FoundForm) -> bool:
    if ratelimit.consume(request, action=TOO_OFTEN):
        return True
    form.add_error(None, _("That were many new organisations. Wait a few minutes."))
    return False


def _proposed(request: Any) -> dict[str, str]:
    """What the page begins with; the address part follows the name as soon as it is typed."""
    name, slug = request.GET.get("name", ""), request.GET.get("slug", "")
    return {
        "time_zone": "Europe/Berlin",
        "language": get_language() or settings.LANGUAGE_CODE,
        "name": name,
        "slug": slug or (free_slug(name) if name else ""),
    }


def _page(request: Any, form: FoundForm, status: int = 200) -> HttpResponse:
    template = "orgs/founding/found.html"
    return fragment(request, template, "address", {"form": form}, status=status)
