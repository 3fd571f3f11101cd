"""How a page of ours begins a sign-in by a mailed code; allauth mails it, counts and lets in."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from django.core.exceptions import ValidationError
from django.urls import reverse

from orgs.actions.accounts import account_for
from orgs.forms.signin import CodeForm


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
