"""How people come in: with e-mail and password, a mailed code, or their identity provider.

Signing up is our own (`orgs.founding`, `orgs.invitations.join_views`); allauth's stays closed.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.core.exceptions import ValidationError
from django.core.mail import get_connection
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.limits import may_try
from core.live.channels import of_session, revoked
from core.tenancy import tenant
from core.text import fold_email
from orgs.identity.actions import provider_admit, provider_of
from orgs.identity.openid.flow import Provider, refusal
from orgs.models import IdentityProvider
from orgs.sign_in.entrance import LET_IN_BY
from orgs.sign_in.second_factor import BY_PROVIDER, has_second_factor
from orgs.sign_in.security_events import EVENTS, tell


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come by founding or an invitation; e-mails are folded invariantly."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy("E-mail or password is wrong."),
    }

    def logout(self, request: HttpRequest) -> None:
        """What this session has open ends with it."""
        session = of_session(request.session.session_key)
        super().logout(request)
        revoked(session)

    def get_login_stages(self) -> list[str]:
        """allauth's steps, with our own rule when a second factor is asked for."""
        ours = {
            "allauth.mfa.stages.AuthenticateStage": "orgs.sign_in.second_factor.SecondFactorStage"
        }
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Our own decorator stands before each page that asks for a recent sign-in."""
        return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """A password alone is not enough for an account that has a second factor."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if not has_second_factor(user.pk):
            return methods
        return [method for method in methods if method["id"] != "reauthenticate"]

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: Any = None, email: str | None = None
    ) -> None:
        """All of allauth's notices are one mail of ours."""
        agent = self.request.headers.get("User-Agent", "")
        tell(user, EVENTS[template_prefix], email=email or "", user_agent=agent)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """How many wrong passwords are let through, by browser and by address."""
        if not may_try(request, "password", credentials.get("email", "")):
            raise self.validation_error("too_many_login_attempts")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nobody whom we do not know gets mail; finding that out takes as long as a mail."""
        if template_prefix == "account/email/unknown_account":
            connection = get_connection()
            connection.open()
            connection.close()
        else:
            super().send_mail(template_prefix, email, context)

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


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Sign-in at an organisation's identity provider; allauth's own rows of it stay empty.

    Nothing links an account to a provider: each sign-in asks the roster anew. What the provider of
    a domain says about an e-mail there is the proof that it is the person's, as a code mailed to
    that domain would be. So it can let the people of its organisation's roster in there, at
    addresses of domains that are verified for it, and nothing else. Is the account in another
    organisation as well, the session opens the provider's own alone: it sees no other, sets no
    password, accepts no invitation and founds nothing (`orgs.sign_in.entrance`).
    """

    def list_apps(self, request: Any, provider: Any = None, client_id: Any = None) -> list[Any]:
        """The provider of one organisation, by its address part; none without a domain."""
        from allauth.socialaccount.models import SocialApp

        found = provider_of(provider)
        if found is None:
            return []
        settings = {"server_url": found.issuer, "oauth_pkce_enabled": True, "provider": found}
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=provider,
                name=str(found.organisation),
                client_id=found.client_id,
                settings=settings,
            )
        ]

    def get_provider(self, request: Any, provider: Any, client_id: Any = None) -> Provider:
        return Provider(request, app=self.get_app(request, provider, client_id))

    def get_requests_session(self) -> Any:
        raise RuntimeError("Other hosts are called by core.outgoing alone.")

    def pre_social_login(self, request: Any, sociallogin: Any) -> None:
        """Let in or refuse; allauth's own ways on, to connect or to sign up, are never reached."""
        row: IdentityProvider = sociallogin.provider.app.settings["provider"]
        organisation = row.organisation
        try:
            with tenant(organisation):
                account = provider_admit(email=_email(sociallogin), issuer=row.issuer)
        except ValidationError as refused:
            raise ImmediateHttpResponse(refusal(request, refused.messages[0])) from None
        then = sociallogin.get_redirect_url(request) or organisation.get_absolute_url()
        get_adapter(request).logout(request)
        request.session[LET_IN_BY] = organisation.pk
        record_authentication(request, account, method=BY_PROVIDER)
        raise ImmediateHttpResponse(
            perform_login(request, account, email_verification="none", redirect_url=then)
        )

    def on_authentication_error(self, request: Any, *args: Any, **kwargs: Any) -> None:
        raise ImmediateHttpResponse(refusal(request, _("The sign-in was not finished. Try again.")))


def _email(sociallogin: Any) -> str:
    """The address that the provider says it has verified; `true` in words is no yes."""
    for address in sociallogin.email_addresses:
        if address.verified is True:
            return fold_email(address.email)
    raise ValidationError(
        _(
            "Your organisation's identity provider does not say that it has verified your e-mail."
            " Ask those who run it, or sign in with a code."
        )
    )
