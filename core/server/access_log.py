"""One line for each request: which route, how it ended, how long it took, and its number.

Never an address: paths hold what lets people in (signed links, invitations, calendar feeds), and
who asked for what is nobody's business. The number also stands in the answer's `X-Request-ID` and
on the page that says that something broke, so that a person can name it.
"""

import re
import secrets
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from core.server.scopes import header

NUMBER = "X-Request-ID"
NUMBERS = re.compile(r"[0-9a-f]{16}|[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""What a proxy may give: nothing that could hold a word."""
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"}

log = structlog.get_logger("sunhand.requests")


def access_log(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:
    """The outermost middleware: whatever is logged meanwhile carries the same number."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began, number = time.monotonic(), number_for(request.headers.get(NUMBER, ""))
        with structlog.contextvars.bound_contextvars(request_id=number):
            response = get_response(request)
            log_request(request.method or "", route_name(request), response.status_code, began)
        response.headers[NUMBER] = number
        return response

    return middleware


def number_for(given: str) -> str:
    """That of the proxy, where there is one; a browser's own is not taken."""
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT and NUMBERS.fullmatch(given):
        return given
    return secrets.token_hex(8)


def number_of_scope(scope: dict[str, Any]) -> str:
    """The same for what Django does not hear of."""
    return number_for(header(scope, NUMBER.lower().encode()))


def log_request(method: str, route: str, status: int, began: float) -> None:
    known = method if method in METHODS else "other"
    milliseconds = round(1000 * (time.monotonic() - began))
    log.info("request", method=known, route=route, status=status, ms=milliseconds)


def route_name(request: HttpRequest) -> str:
    """The view's name in the address book; the words of an unknown address are not repeated."""
    if request.path_info.startswith(settings.STATIC_URL):
        return "static"
    try:
        match = request.resolver_match or resolve(request.path_info)
    except Resolver404:
        return "unknown"
    return match.view_name or "unnamed"
