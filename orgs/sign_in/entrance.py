"""What a session opens, and how a page of ours begins a sign-in by a mailed code.

allauth mails the code, counts and lets in. A session that an organisation's identity provider
began opens that organisation alone, and proves the address to nobody else.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from orgs.accounts.actions import account_for
from orgs.models import Organisation
from orgs.sign_in.forms import CodeForm

LET_IN_BY = "let_in_by"  # in the session: the organisation whose identity provider let in


def open_to(request: Any) -> QuerySet[Organisation]:
    """The organisations that the account may enter in this session."""
    found = Organisation.objects.filter(accounts__account=request.user)
    only = request.session.get(LET_IN_BY)
    return found if only is None else found.filter(pk=only)


def proves_address(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page about the account itself: it wants a sign-in by the address's owner alone."""

    @wraps(view)
    def checked(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and LET_IN_BY in request.session:
            return render(request, "account/prove_address.html", status=403)
        return view(request, *args, **kwargs)

    return checked


def mail_code(request: Any, email: str, *, then: str) -> str:
    """Mail a code to an address, with or without an account; gives where it is typed in.

    The answer is the same either way. Raises `ValidationError` where it is asked for too often.
    """
    form = CodeForm({"email": email})
    if not form.is_valid():
        raise ValidationError(form.errors["email"].as_data())
    account = account_for(form.cleaned_data["email"])
    LoginCodeVerificationProcess.initiate(request=request, user=account, email=account.email)
    return f"{reverse('account_confirm_login_code')}?{urlencode({'next': then})}"
