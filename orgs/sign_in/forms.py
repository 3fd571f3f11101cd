"""allauth's forms with one thing more: an e-mail is folded before it is looked at.

A Turkish keyboard writes İ for the capital of i; the address is the same.
"""

from typing import Any

from allauth.account import forms
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.limits import may_try
from core.text import fold_email
from orgs.models import Account

EMAILS = {"email", "login"}


class SignIn:
    """A form that lets somebody in saves nothing, and says so where it does not."""

    refused = gettext_lazy("That did not work.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)  # it would repeat the label
            if name in EMAILS:
                field.label = gettext_lazy("E-mail")


class _Folded(SignIn):
    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(_folded(data), *args, **kwargs)


def _folded(data: Any) -> Any:
    if data is None:
        return None
    folded = data.copy()
    for name in EMAILS & set(folded):
        folded[name] = fold_email(folded[name])
    return folded


class LoginForm(_Folded, forms.LoginForm):  # type: ignore[misc]
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remember"].label = gettext_lazy("Stay signed in")

    def _clean_without_password(self, email: str | None, phone: str | None) -> Any:
        """A form without a password is none of ours: no code is mailed for it."""
        raise get_adapter().validation_error("email_password_mismatch")


class CodeForm(_Folded, forms.RequestLoginCodeForm):  # type: ignore[misc]
    """Where the code is mailed to; an e-mail typed into the form with the password comes along."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        carried = _carried(data)
        if carried is None:
            kwargs.pop("files", None)  # with files, even none, a form counts as sent
        super().__init__(carried, *args, **kwargs)

    def clean_email(self) -> str:
        """Only who is in an organisation gets one; the answer is the same for all."""
        email: str = self.cleaned_data["email"]
        _spend(email)
        inside = Account.objects.filter(email=email, is_active=True, organisations__isnull=False)
        self._user = inside.distinct().first()
        return email


def _carried(data: Any) -> Any:
    """Nothing was typed there: the form is empty, not wrong."""
    if data is None or "login" not in data:
        return data
    carried = data.copy()
    carried["email"] = data["login"]
    return carried if data["login"].strip() else None


class ConfirmCodeForm(SignIn, forms.ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code that was mailed."""


class ResetForm(_Folded, forms.ResetPasswordForm):  # type: ignore[misc]
    """Where the link to a new password is mailed to."""

    def clean_email(self) -> str:
        email: str = super().clean_email()
        # allauth takes look-alikes for the same address, and would mail to the one typed in.
        found = [one for one in self.users if one.email == email]  # type: ignore[has-type]
        self.users = [one for one in found if one.organisations.exists()]
        _spend(email)
        return email


def _spend(email: str) -> None:
    if not may_try(context.request, "mail", email):
        raise ValidationError(
            _(
                "Too many mails were asked for. Wait a while, or sign in another way: with a"
                " passkey, or from a browser in which you have signed in before."
            ),
            code="too_often",
        )
