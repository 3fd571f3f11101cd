"""What somebody chooses for themselves, whatever the organisation."""

from typing import Any

from allauth.account import views as allauth_views
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.http import open_to_all
from orgs.organisations.forms import AccountForm
from orgs.reauthentication.recent import recently_signed_in_to_read
from orgs.sign_in.entrance import proves_address


@open_to_all
@login_required
@require_http_methods(["GET", "POST"])
def account_settings(request: Any) -> HttpResponse:
    """Language, paper or night sky, and the way to the password."""
    form = AccountForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("account_settings")
    status = 422 if request.method == "POST" else 200
    return render(request, "orgs/accounts/settings.html", {"form": form}, status=status)


@open_to_all
@require_GET
def email_stays(request: HttpRequest) -> HttpResponse:
    """Stands before allauth's page: nobody changes their own e-mail.

    Rosters find accounts by e-mail, so somebody who could write another's there would be let into
    that person's organisation. An administrator changes it on the roster.
    """
    return redirect("account_settings")


# Stand before allauth's pages: a password would outlast what an identity provider may open.
password_change = open_to_all(proves_address(allauth_views.password_change))
password_set = open_to_all(
    login_required(proves_address(recently_signed_in_to_read(allauth_views.password_set)))
)
