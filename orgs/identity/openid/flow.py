"""The sign-in at a provider by allauth, with every call through `core.outgoing`.

A page makes two calls at most, both when somebody comes back: for the tokens, and for the e-mail
where the ID token does not say it. They share one deadline.
"""

import base64
from typing import Any, NoReturn
from urllib.parse import quote_plus, urlencode

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from cryptography.fernet import InvalidToken
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from core.outgoing.addresses import Problem
from core.outgoing.client import Answer, Deadline, Failure, call
from core.outgoing.turns import page_turn, rest
from core.tenancy import tenant
from orgs.identity.discovery import provider_want
from orgs.identity.openid.discovery import read
from orgs.identity.openid.tokens import UnknownKeyError, person, verified
from orgs.identity.tasks import refresh_soon
from orgs.models import IdentityProvider

SECONDS = 3.0
"""How long a page waits for a provider, over all its calls."""
SILENT = _(
    "Your organisation's sign-in does not answer. Use a code by mail, or try again in a minute."
)
NEW_KEYS = _(
    "Your organisation's sign-in has new keys, and we are fetching them."
    " Try again in a minute, or use a code by mail."
)
SEALED = _(
    "Your organisation's sign-in has to be set up anew: one of its administrators enters the"
    " client secret again. Until then use a code by mail."
)


def refusal(request: HttpRequest, sentence: str | Promise) -> HttpResponse:
    """Why nobody came in, and the ways that are left."""
    return render(request, "account/provider_refused.html", {"sentence": sentence}, status=403)


class ProviderFlow(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """What allauth would ask the provider is read from its row; what is left to ask is asked here.

    `app.settings["provider"]` is the `IdentityProvider`, put there by `orgs.sign_in.adapters`.
    """

    @cached_property
    def deadline(self) -> Deadline:
        """It begins with the first call."""
        return Deadline(SECONDS)

    @cached_property
    def row(self) -> IdentityProvider:
        row: IdentityProvider = self.get_provider().app.settings["provider"]
        return row

    @property
    def openid_config(self) -> dict[str, Any]:
        return self.row.discovery or {}

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        sent = {
            "grant_type": "authorization_code",
            "code": request.GET["code"],
            "redirect_uri": client.callback_url,
            "code_verifier": pkce_code_verifier or "",
        }
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if self.basic_auth:
            headers["Authorization"] = _basic(app.client_id, self._secret())
        else:
            sent |= {"client_id": app.client_id, "client_secret": self._secret()}
        tokens = self._ask("POST", self.access_token_url, headers, urlencode(sent).encode())
        if not isinstance(tokens.get("access_token"), str):
            raise OAuth2Error("There is no access token.")
        self.did_fetch_access_token = True
        return {name: tokens[name] for name in ("access_token", "id_token") if name in tokens}

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        try:
            claims = verified(kwargs["response"].get("id_token"), self.row)
            who = person(self._with_email(claims, token.token))
        except UnknownKeyError:
            self._have_it_asked()
            self._stop(NEW_KEYS)
        except jwt.PyJWTError as wrong:
            raise OAuth2Error("The ID token is not good.") from wrong
        return self.get_provider().sociallogin_from_response(request, {"id_token": who})

    def _with_email(self, claims: dict[str, Any], access_token: str) -> dict[str, Any]:
        """Some providers say the e-mail only when they are asked for it."""
        url = self.openid_config.get("userinfo_endpoint")
        if url is None or {"email", "email_verified"} <= claims.keys():
            return claims
        info = self._ask("GET", url, {"Authorization": f"Bearer {access_token}"})
        if info.get("sub") != claims["sub"]:
            raise jwt.InvalidTokenError("It is about somebody else.")
        return info

    def _ask(
        self, method: str, url: str, headers: dict[str, str], body: bytes = b""
    ) -> dict[str, Any]:
        """The object that the provider answers with; an answer that does not come is said."""
        organisation_id = self.row.organisation.pk
        headers = {"Accept": "application/json", **headers}
        with page_turn(organisation_id) as ours:
            if not ours:
                self._stop(SILENT)
            answer = call(method, url, headers=headers, body=body, deadline=self.deadline)
        if isinstance(answer, Failure) and answer.problem == Problem.SLOW:
            rest(organisation_id)
        if not isinstance(answer, Answer):
            self._stop(SILENT)
        found = read(answer) if answer.status in {200, 201} else None
        if found is None:
            raise OAuth2Error(f"The provider answers with {answer.status}.")
        return found

    def _have_it_asked(self) -> None:
        """Whoever brings tokens with made-up keys brings about one call a minute at most."""
        with tenant(self.row.organisation):
            provider_want()
            refresh_soon(self.row.organisation.pk)

    def _secret(self) -> str:
        try:
            return self.row.unseal()
        except InvalidToken:
            self._stop(SEALED)

    def _stop(self, sentence: str | Promise) -> NoReturn:
        raise ImmediateHttpResponse(refusal(self.request, sentence))


class Provider(OpenIDConnectProvider):  # type: ignore[misc]
    """allauth's, which would otherwise make an adapter of its own for the way there."""

    oauth2_adapter_class = ProviderFlow


def _basic(name: str, secret: str) -> str:
    """RFC 6749, 2.3.1: both parts are encoded as in a form."""
    pair = f"{quote_plus(name)}:{quote_plus(secret)}"
    return f"Basic {base64.b64encode(pair.encode()).decode()}"
