"""Sign-in at an organisation's identity provider: its settings, the way there and the way back."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.forms.saving import saved
from core.http import fragment, href, open_to_all
from core.outgoing.addresses import UNKNOWN_NAME
from orgs.access import can_administer
from orgs.http import OrgRequest, requires
from orgs.identity.actions import domains_of, provider_of
from orgs.identity.discovery import provider_want
from orgs.identity.forms import OrganisationSignInForm, ProviderForm
from orgs.identity.openid.flow import ProviderFlow, refusal
from orgs.identity.tasks import refresh_soon
from orgs.models import IdentityProvider
from orgs.reauthentication.recent import recently_signed_in

UNVERIFIED = gettext_lazy(
    "Your organisation's sign-in has changed, and whoever operates this site has to verify it."
    " Until then use a code by mail."
)
NOT_FETCHED = gettext_lazy(
    "Your organisation's sign-in is not ready yet. Use a code by mail, or try again in a minute."
)


@require_http_methods(["GET", "POST"])
@requires(can_administer)
@recently_signed_in
def provider_edit(request: OrgRequest) -> HttpResponse:
    """U2: issuer, client and domains, and what the provider has to know of us."""
    provider = IdentityProvider.objects.first()
    form = ProviderForm(request.POST or None, provider=provider)
    if request.method == "POST" and saved(form, by=request.person):
        messages.success(request, _("Saved."))
        return redirect(href("orgs:provider_edit"))
    slug = request.organisation.slug
    callback = reverse("openid_connect_callback", kwargs={"provider_id": slug})
    verified = dict(request.organisation.verified_domains.values_list("domain", "issuer"))
    context = {
        "form": form,
        "provider": provider,
        "domains": [(name, verified.get(name)) for name in (provider.domains if provider else [])],
        "works": bool(provider and provider.fetched_at and domains_of(provider)),
        "unknown_host": _unknown_host(provider),
        "callback": request.build_absolute_uri(callback),
    }
    status = 422 if request.method == "POST" else 200
    return fragment(
        request, "orgs/identity/provider_edit.html", "discovery", context, status=status
    )


def _unknown_host(provider: IdentityProvider | None) -> str:
    """The issuer's host, where its name was not found."""
    if provider is None or provider.problem_detail != UNKNOWN_NAME:
        return ""
    return urlsplit(provider.issuer).hostname or ""


@require_POST
@requires(can_administer)
def provider_ask(request: OrgRequest) -> HttpResponse:
    """W3: have the provider asked again, for whoever has just put it right."""
    provider_want()
    refresh_soon(request.organisation.pk)
    messages.success(request, _("We are asking your provider, once a minute at most."))
    return redirect(href("orgs:provider_edit"))


@open_to_all
@require_http_methods(["GET", "POST"])
def organisation_sign_in(request: HttpRequest) -> HttpResponse:
    """U2: which organisation? Then a link leads on: no form of ours ends at another site (CSP)."""
    form = OrganisationSignInForm(request.POST or None)
    found = form.organisation if request.method == "POST" and form.is_valid() else None
    status = 422 if request.method == "POST" and not found else 200
    context = {"form": form, "found": found, "next": request.GET.get("next", "")}
    return render(request, "account/organisation_sign_in.html", context, status=status)


def _part_of_the_dance(view: Any) -> Callable[..., HttpResponse]:
    """allauth's view, where the provider's row says all that it needs; else why it goes no way."""

    @require_GET
    def answered(request: HttpRequest, provider_id: str) -> HttpResponse:
        provider = provider_of(provider_id)
        if provider is None:
            raise Http404
        if sentence := _not_ready(provider):
            return refusal(request, sentence)
        answer: HttpResponse = view.adapter_view(ProviderFlow(request, provider_id))(request)
        return answer

    return open_to_all(answered)


def _not_ready(provider: IdentityProvider) -> str | Promise:
    if not domains_of(provider):
        return UNVERIFIED
    return NOT_FETCHED if provider.discovery is None else ""


urls = [
    path("login/", _part_of_the_dance(OAuth2LoginView), name="openid_connect_login"),
    path("login/callback/", _part_of_the_dance(OAuth2CallbackView), name="openid_connect_callback"),
]
