"""allauth's forms of second factors in our words; what no browser of ours sends is refused."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as codes
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from orgs.sign_in.forms import SignIn

NAME_LENGTH = 60


def _code_field(help_text: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text"})
    return forms.CharField(label=_("Code"), widget=widget, max_length=40, help_text=help_text)


def _name_field() -> forms.CharField:
    return forms.CharField(
        label=_("Name of this passkey"),
        max_length=NAME_LENGTH,
        help_text=_("So that you know it again, such as “my phone”."),
    )


class _Answer:
    """What a passkey answers comes from outside: a part that is missing is a wrong answer.

    The library that reads it raises whatever it stumbles over.
    """

    def clean_credential(self) -> Any:
        return _guarded(super().clean_credential)  # type: ignore[misc]


def _guarded(read: Any) -> Any:
    try:
        return read()
    except (ValidationError, ImmediateHttpResponse):
        raise
    except Exception as unreadable:
        raise get_adapter().validation_error("incorrect_code") from unreadable


class _WithoutApp(SignIn):
    """Whoever has passkeys alone has no app to read a code from."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_mfa_enabled(self.user, [Authenticator.Type.TOTP]):  # type: ignore[attr-defined]
            code = self.fields["code"]  # type: ignore[attr-defined]
            code.label, code.help_text = _("Recovery code"), _("One of the ten you kept.")


class PasskeyForm(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """Every passkey can sign in alone; there is no lesser kind to choose."""

    name = _name_field()
    passwordless = None

    def clean(self) -> Any:
        return _guarded(super().clean)


class PasskeyNameForm(webauthn.EditWebAuthnForm):  # type: ignore[misc]
    name = _name_field()


class PasskeyAnswerForm(SignIn, _Answer, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """The second step of a sign-in."""


class PasskeySignInForm(SignIn, _Answer, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    """A sign-in by passkey alone."""


class PasskeyAgainForm(SignIn, _Answer, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """Proving once more that it is you."""


class SecondFactorForm(_WithoutApp, codes.AuthenticateForm):  # type: ignore[misc]
    code = _code_field(_("From your authenticator app, or one of your recovery codes."))


class SecondFactorAgainForm(_WithoutApp, codes.ReauthenticateForm):  # type: ignore[misc]
    code = _code_field(_("From your authenticator app, or one of your recovery codes."))


class AuthenticatorAppForm(totp.ActivateTOTPForm):  # type: ignore[misc]
    code = _code_field(_("The six digits that the app shows now."))
