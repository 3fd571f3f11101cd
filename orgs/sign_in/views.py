"""Sign-in and security: second factor, passkeys, recovery codes, and where one is signed in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from core.http import open_to_all
from orgs.reauthentication.recent import recently_signed_in, recently_signed_in_to_read
from orgs.sign_in import sessions
from orgs.sign_in.devices import in_words
from orgs.sign_in.entrance import proves_address
from orgs.sign_in.second_factor import passkeys_work

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class SignedIn:
    """One browser that is signed in."""

    number: int
    device: str
    since: datetime
    last_seen: datetime
    here: bool


@open_to_all
@never_cache
@login_required
@proves_address
@require_GET
def overview(request: Any) -> HttpResponse:
    """W10: everything about coming in, on one page."""
    mine = list(Authenticator.objects.filter(user=request.user).order_by("created_at"))
    kinds = {row.type: row.wrap() for row in mine}
    recovery = kinds.get(Authenticator.Type.RECOVERY_CODES)
    context = {
        "app": kinds.get(Authenticator.Type.TOTP),
        "passkeys": [row for row in mine if row.type == Authenticator.Type.WEBAUTHN],
        "recovery": recovery,
        "codes_shown": recovery.did_view if recovery else False,
        "codes_left": len(recovery.get_unused_codes()) if recovery else 0,
        "sessions": _sessions(request),
        "passkeys_work": passkeys_work(),
        "elsewhere": "" if _is_at_home(request) else settings.BASE_URL + request.path,
    }
    return render(request, "account/security.html", context)


@open_to_all
@login_required
@proves_address
@require_POST
@recently_signed_in
def session_end(request: Any, number: int) -> HttpResponse:
    """Sign out another browser of one's own."""
    rows = UserSession.objects.filter(user=request.user, pk=number)
    row = rows.exclude(session_key=request.session.session_key).first()
    if row is None:
        raise Http404
    sessions.end([row])
    messages.success(request, _("That device is signed out."))
    return redirect("account_security")


@open_to_all
@login_required
@proves_address
@require_POST
@recently_signed_in
def sessions_end(request: Any) -> HttpResponse:
    """Sign out everywhere but here."""
    mine = UserSession.objects.filter(user=request.user)
    sessions.end(mine.exclude(session_key=request.session.session_key))
    messages.success(request, _("You are signed out everywhere but here."))
    return redirect("account_security")


def _sessions(request: Any) -> list[SignedIn]:
    """This browser first, then those used last."""
    own = request.session.session_key
    rows = UserSession.objects.purge_and_list(request.user)
    rows.sort(key=lambda row: (row.session_key != own, -row.last_seen_at.timestamp()))
    return [
        SignedIn(
            number=row.pk,
            device=in_words(row.user_agent),
            since=row.created_at,
            last_seen=row.last_seen_at,
            here=row.session_key == own,
        )
        for row in rows
    ]


def _is_at_home(request: HttpRequest) -> bool:
    """Whether the browser is at the address that passkeys are made for."""
    return f"{request.scheme}://{request.get_host()}" == settings.BASE_URL


def _to_overview(_request: HttpRequest, /, **_kwargs: Any) -> HttpResponse:
    return redirect("account_security")


def _own(view: View) -> View:
    """allauth's page about the account itself, after a recent sign-in by the address's owner."""
    return open_to_all(login_required(proves_address(recently_signed_in_to_read(view))))


class PasskeyAgain(webauthn.ReauthenticateWebAuthnView):  # type: ignore[misc]
    """A passkey that does not answer leads back to the other ways, not to the sign-in page."""

    def form_invalid(self, form: Any) -> HttpResponse:
        super().form_invalid(form)
        return redirect("account_again")


to_overview = open_to_all(require_GET(_to_overview))

# allauth's addresses and names; its lists are replaced by our one page.
urls: list[URLPattern] = [
    path("2fa/", to_overview, name="mfa_index"),
    path("2fa/authenticate/", open_to_all(base.authenticate), name="mfa_authenticate"),
    path("2fa/reauthenticate/", open_to_all(base.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/app/on/", _own(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/app/off/", _own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/codes/", _own(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("2fa/codes/new/", _own(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("2fa/passkeys/", to_overview, name="mfa_list_webauthn"),
    path("2fa/passkeys/add/", _own(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path(
        "2fa/passkeys/reauthenticate/",
        open_to_all(PasskeyAgain.as_view()),
        name="mfa_reauthenticate_webauthn",
    ),
    path("2fa/passkeys/login/", open_to_all(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("2fa/passkeys/<int:pk>/", _own(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path(
        "2fa/passkeys/<int:pk>/remove/",
        _own(webauthn.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path("sessions/", to_overview, name="usersessions_list"),
    path("sessions/<int:number>/end/", session_end, name="session_end"),
    path("sessions/end/", sessions_end, name="sessions_end"),
]
