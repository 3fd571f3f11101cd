"""allauth's forms with one thing more: an e-mail is folded before it is looked at.

A Turkish keyboard writes İ for the capital of i; the address is the same.
"""

from typing import Any

from allauth.account import forms

from orgs.text import fold_email


class _Folded:
    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(_folded(data), *args, **kwargs)  # type: ignore[call-arg]


def _folded(data: Any) -> Any:
    if data is None:
        return None
    folded = data.copy()
    for name in {"email", "login"} & set(folded):
        folded[name] = fold_email(folded[name])
    return folded


class LoginForm(_Folded, forms.LoginForm):  # type: ignore[misc]
    """E-mail and password."""


class CodeForm(_Folded, forms.RequestLoginCodeForm):  # type: ignore[misc]
    """Where the code is mailed to."""


class ResetForm(_Folded, forms.ResetPasswordForm):  # type: ignore[misc]
    """Where the link to a new password is mailed to."""
