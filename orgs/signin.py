"""How people come in: with e-mail and password or a mailed code.

Signing up is our own: `orgs.views.founding` and `orgs.views.joining`; allauth's stays closed.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from orgs.text import fold_email


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come by founding or an invitation; e-mails are folded invariantly."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_email(self, email: str) -> str:
        return str(super().clean_email(fold_email(email)))

    def is_safe_url(self, url: str | None) -> bool:
        """`?next=//[` is no address at all."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Accounts have no user name."""
