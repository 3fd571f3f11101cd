"""Sign-in at an organisation's identity provider: its settings, the way there and the way back."""

from collections.abc import Callable
from typing import Any

from allauth.socialaccount.providers.openid_connect import views as openid
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from requests import RequestException

from orgs.access import can_administer
from orgs.forms.identity import OrganisationSignInForm, ProviderForm
from orgs.forms.saving import saved
from orgs.http import OrgRequest, href, open_to_all, requires
from orgs.models import IdentityProvider
from orgs.signin import refusal


@require_http_methods(["GET", "POST"])
@requires(can_administer)
def provider_edit(request: OrgRequest) -> HttpResponse:
    """U2: issuer, client and domains, and what the provider has to know of us."""
    provider = IdentityProvider.objects.first()
    form = ProviderForm(request.POST or None, provider=provider)
    if request.method == "POST" and saved(form, by=request.person):
        messages.success(request, _("Saved."))
        return redirect(href("orgs:provider_edit"))
    verified = set(request.organisation.verified_domains.values_list("domain", flat=True))
    slug = request.organisation.slug
    callback = reverse("openid_connect_callback", kwargs={"provider_id": slug})
    context = {
        "form": form,
        "domains": [(name, name in verified) for name in (provider.domains if provider else [])],
        "callback": request.build_absolute_uri(callback),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "orgs/provider_edit.html", context, status=status)


@open_to_all
@require_http_methods(["GET", "POST"])
def organisation_sign_in(request: HttpRequest) -> HttpResponse:
    """U2: which organisation? Then a link leads on: no form of ours ends at another site (CSP)."""
    form = OrganisationSignInForm(request.POST or None)
    found = form.organisation if request.method == "POST" and form.is_valid() else None
    status = 422 if request.method == "POST" and not found else 200
    context = {"form": form, "found": found, "next": request.GET.get("next", "")}
    return render(request, "account/organisation_sign_in.html", context, status=status)


def _answered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """allauth's view; what a provider that is away or wrongly set makes of it is said."""

    @require_GET
    def answered(request: Any, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except (RequestException, KeyError, TypeError, ValueError):
            sentence = _(
                "Your organisation's identity provider does not answer as it should."
                " Try again later, or sign in with a code."
            )
            return refusal(request, sentence)

    return open_to_all(answered)


urls = [
    path("login/", _answered(openid.login), name="openid_connect_login"),
    path("login/callback/", _answered(openid.callback), name="openid_connect_callback"),
]
