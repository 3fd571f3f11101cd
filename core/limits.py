"""How often somebody may try to come in, and how many mails that sends.

A browser in which somebody has signed in before has an allowance of its own for their address. All
others share the allowance of the address and of their network, so a stranger can use up theirs and
locks nobody out of the browser they always use. Passkeys need no allowance: nothing to guess.
"""

from typing import Any
from uuid import uuid4

from allauth.core import ratelimit
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

SALT = "sunhand.device"
LASTS = 400 * 24 * 60 * 60  # seconds; browsers keep no cookie longer
MOST = 10  # accounts that one browser remembers
CAME_IN = "came_in"  # at the request: the address that has just signed in


def may_try(request: Any, what: str, email: str) -> bool:
    """Whether this browser may try now; `what` is named in ACCOUNT_RATE_LIMITS."""
    device = _device(request, email)
    if device:
        key = f"{device}:{email}"
        return bool(ratelimit.consume(request, action=f"{what}_known", key=key))
    return bool(ratelimit.consume(request, action=what, key=email))


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """After a sign-in this browser is one that the account has used."""
    email = getattr(request, CAME_IN, "")
    if not email:
        return
    device, known = _read(request) or (uuid4().hex, [])
    mark = _mark(email)
    kept = [mark, *(other for other in known if other != mark)][:MOST]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps([device, kept], salt=SALT),
        max_age=LASTS,
        httponly=True,
        secure=settings.HTTPS,
        samesite="Lax",
    )


def _device(request: HttpRequest, email: str) -> str:
    """The number of this browser, if the address has signed in here before."""
    device, known = _read(request) or ("", [])
    return device if _mark(email) in known else ""


def _read(request: HttpRequest) -> tuple[str, list[str]] | None:
    text = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        device, known = signing.loads(text, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    return device, known


def _mark(email: str) -> str:
    """The cookie names no address."""
    return salted_hmac(SALT, email).hexdigest()[:20]
