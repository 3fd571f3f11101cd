"""Deeds that reach far ask for a recent sign-in: roles, addresses, sign-in settings, exports.

Whoever signed in a while ago proves once more that it is them, and comes back to what they did.
What they had typed is kept, sealed, in their session.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from core.sealing import keys
from orgs.sign_in import sessions

CONFIRMED = "confirmed_at"  # in the session: when somebody last proved that it is them
INTERRUPTED = "interrupted"  # in the session: what they were about to do
MOST_KEPT = 200_000  # letters of a form; a whole roster does not belong into a session
LOST = ""  # in place of a form that was too large, or held a file
SEAL = "sunhand.interrupted"
View = Callable[..., HttpResponse]


def signed_in(sender: object, request: Any, user: Any, **_more: object) -> None:
    """Whoever has just signed in has proved it."""
    sessions.begin(request)
    confirm(request)
    request.came_in = user.email  # `core.limits` remembers the browser


def confirm(request: Any) -> None:
    request.session[CONFIRMED] = time.time()


def is_recent(request: Any) -> bool:
    """Whether this session's person has signed in, or proved it once more, a short while ago."""
    records = get_authentication_records(request, request.user)
    proofs = [record["at"] for record in records if record.get("reauthenticated")]
    last = max([request.session.get(CONFIRMED, 0), *proofs])
    return bool(time.time() - last < 60 * settings.RECENT_MINUTES)


def recently_signed_in(view: View) -> View:
    """What the view writes asks for a recent sign-in. Looking at its page does not."""
    return _guard(view, reading=False)


def recently_signed_in_to_read(view: View) -> View:
    """The page itself asks for a recent sign-in: it gives something away or begins a deed."""
    return _guard(view, reading=True)


def _guard(view: View, *, reading: bool) -> View:
    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        harmless = request.method in {"GET", "HEAD"} and not reading
        if harmless or not request.user.is_authenticated or is_recent(request):
            return view(request, *args, **kwargs)
        return _interrupt(request)

    guarded.recent = True  # type: ignore[attr-defined]
    return guarded


def _interrupt(request: Any) -> HttpResponse:
    """Keep what was about to happen, and ask who it is."""
    request.session[INTERRUPTED] = {"path": request.get_full_path(), "form": _typed(request)}
    address = reverse("account_again")
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def _typed(request: HttpRequest) -> str | None:
    """What was typed, sealed; None for a page that was only opened."""
    if request.method != "POST":
        return None
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    text = urlencode(fields)
    if request.FILES or len(text) > MOST_KEPT:
        return LOST
    return keys(SEAL).encrypt(text.encode()).decode()


def interrupted(request: Any) -> dict[str, Any] | None:
    """Where it goes on: `path`, and the `fields` of a form that was `sent` and not `lost`."""
    kept = request.session.get(INTERRUPTED)
    if not kept:
        return None
    return {
        "path": kept["path"],
        "sent": kept["form"] is not None,
        "lost": kept["form"] == LOST,
        "fields": _opened(kept["form"]) if kept["form"] else [],
    }


def forget(request: Any) -> None:
    request.session.pop(INTERRUPTED, None)


def _opened(sealed: str) -> list[tuple[str, str]]:
    try:
        text = keys(SEAL).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return []
    return [(name, value) for name, values in QueryDict(text).lists() for value in values]
