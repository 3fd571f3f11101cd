"""Proving once more that it is you, and going on with what you were about to do."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.http import open_to_all
from orgs.models import Organisation
from orgs.reauthentication.mailed_code import MailedCode
from orgs.reauthentication.recent import confirm, forget, interrupted, is_recent
from orgs.sign_in.entrance import LET_IN_BY
from orgs.sign_in.second_factor import has_second_factor, passkeys_work

CODE = "again_code"  # in the session: the code that was mailed for this
TEMPLATE = "account/again.html"


@open_to_all
@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def again(request: Any) -> HttpResponse:
    """What is asked depends on the account: its second factor, its provider, or else a code."""
    if is_recent(request):
        return redirect("account_go_on")
    form = None
    process = MailedCode.going_on(request, CODE)
    if process is not None:
        form = ConfirmLoginCodeForm(request.POST or None, code=process.code)
        if request.method == "POST" and _is_right(process, form):
            process.abort()
            confirm(request)
            return redirect("account_go_on")
    status = 422 if form is not None and form.is_bound else 200
    return render(request, TEMPLATE, {"form": form, **_ways(request)}, status=status)


@open_to_all
@login_required
@require_POST
def again_send(request: Any) -> HttpResponse:
    """Mail the code. An account with a second factor has stronger ways, and no code instead."""
    if has_second_factor(request.user.pk) or LET_IN_BY in request.session:
        return redirect("account_again")
    if ratelimit.consume(request, action="again_code", user=request.user):
        MailedCode.begin(
            request,
            CODE,
            account=request.user,
            email=request.user.email,
            template="account/email/login_code",
        )
    else:
        messages.error(request, _("Too many codes were asked for. Wait ten minutes, please."))
    return redirect("account_again")


@open_to_all
@never_cache
@login_required
@require_GET
def go_on(request: Any) -> HttpResponse:
    """Back to what was interrupted: its page, or a button that sends what was typed."""
    if not is_recent(request):
        return redirect("account_again")
    kept = interrupted(request)
    forget(request)
    if kept is None:
        return redirect("account_security")
    if not kept["sent"]:
        return redirect(kept["path"])
    return render(request, "account/go_on.html", {"kept": kept})


def _is_right(process: MailedCode, form: ConfirmLoginCodeForm) -> bool:
    if form.is_valid():
        return True
    if not process.record_invalid_attempt():
        form.add_error(None, _("That was wrong too often. Ask for a new code."))
    return False


def _ways(request: Any) -> dict[str, Any]:
    """Which ways are open to this account, in this session."""
    provider = request.session.get(LET_IN_BY)
    if provider is not None:
        return {"provider": Organisation.objects.get(pk=provider)}
    then = "?" + urlencode({"next": reverse("account_go_on")})
    methods = get_adapter(request).get_reauthentication_methods(request.user)
    ways = [(method["id"], method["url"] + then) for method in methods]
    if not passkeys_work():
        ways = [(way, url) for way, url in ways if not way.endswith("webauthn")]
    return {"ways": ways, "by_code": not has_second_factor(request.user.pk)}
