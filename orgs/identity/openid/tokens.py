"""What an ID token says, checked against the keys that the worker fetched from its issuer."""

from typing import Any

import jwt

from orgs.models import IdentityProvider

ALGORITHMS = {
    "RSA": ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
    "EC": ["ES256", "ES384", "ES512"],
    "OKP": ["EdDSA"],
}
REQUIRED = ["iss", "aud", "exp", "iat", "sub"]
LEEWAY = 60  # seconds that clocks may differ
LONGEST = 250


class UnknownKeyError(Exception):
    """It is signed with a key that we have not fetched: the provider may have a new one."""


def verified(token: Any, provider: IdentityProvider) -> dict[str, Any]:
    """Its claims. Raises `jwt.PyJWTError` for a token that is not for us, and UnknownKeyError."""
    if not isinstance(token, str):
        raise jwt.InvalidTokenError("There is no ID token.")
    key = _key(jwt.get_unverified_header(token).get("kid"), provider.signing_keys or [])
    claims = jwt.decode(
        token,
        key=jwt.PyJWK(key).key,
        algorithms=[key["alg"]] if "alg" in key else ALGORITHMS[key["kty"]],
        audience=provider.client_id,
        issuer=(provider.discovery or {})["issuer"],
        leeway=LEEWAY,
        options={"require": REQUIRED},
    )
    if claims.get("azp", provider.client_id) != provider.client_id:
        raise jwt.InvalidTokenError("It was given to another client.")
    return claims


def person(claims: dict[str, Any]) -> dict[str, Any]:
    """Who that is: the claims that we use, as far as they are what they should be."""
    if not _is_text(claims.get("sub")):
        raise jwt.InvalidTokenError("It says nobody's name.")
    email = {"email": claims["email"]} if _is_text(claims.get("email")) else {}
    return {"sub": claims["sub"], "email_verified": claims.get("email_verified"), **email}


def _key(kid: Any, keys: list[dict[str, str]]) -> dict[str, str]:
    """The key of that name; a provider with one key need not name it."""
    found = [key for key in keys if key.get("kid") == kid] if kid is not None else keys
    if len(found) != 1:
        raise UnknownKeyError
    return found[0]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST and value.isprintable()
