"""What a person sees when something went wrong: the product's words, never a traceback."""

import sys
from smtplib import SMTPException

import structlog
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from core.postgres.patience import PerhapsSavedError
from core.server.access_log import route_name

log = structlog.get_logger(__name__)

RETRY_SECONDS = "10"
LIMIT_EXCEEDED = "54"
"""Class of errors in which PostgreSQL is well, but a value was too much for it: our fault."""
MAIL_REFUSED = (SMTPException, ConnectionError, TimeoutError)
"""No mail server, or one that does not take the mail that a page sends: a code, a new password."""


def server_error(request: HttpRequest) -> HttpResponse:
    """503 while a server that we need is away or busy, 500 otherwise; the database is not asked."""
    error = sys.exc_info()[1]
    busy = is_busy(error)
    log.error("server_error", route=route_name(request), status=503 if busy else 500)
    with translation.override(translation.get_language_from_request(request)):
        if not busy:
            return HttpResponse(render_to_string("500.html"), status=500)
        return _busy(
            request,
            perhaps_saved=isinstance(_cause(error), PerhapsSavedError),
            mail_refused=isinstance(error, MAIL_REFUSED),
        )


def is_busy(error: BaseException | None) -> bool:
    """Away, hanging, or a limit on time or on waiting for a lock was reached; or no mail goes."""
    if isinstance(error, MAIL_REFUSED):
        return True
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    return not (getattr(_cause(error), "sqlstate", None) or "").startswith(LIMIT_EXCEEDED)


def _cause(error: BaseException | None) -> BaseException | None:
    """What the database's driver had said."""
    return error.__cause__ if error else None


def _busy(request: HttpRequest, **why: bool) -> HttpResponse:
    """A page; for htmx the sentence alone, which `toasts.js` shows beside what was typed."""
    part = "HX-Request" in request.headers
    text = render_to_string(
        "503.txt" if part else "503.html",
        {"sent": request.method == "POST", **why},
    )
    return HttpResponse(
        text.strip(),
        status=503,
        content_type=f"text/{'plain' if part else 'html'}; charset=utf-8",
        headers={"Retry-After": RETRY_SECONDS, "Cache-Control": "no-store", "Vary": "HX-Request"},
    )
