"""What a person sees when something went wrong: the product's words, never a traceback."""

import sys

import structlog
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

log = structlog.get_logger(__name__)


def server_error(request: HttpRequest) -> HttpResponse:
    """503 while the database is away, 500 otherwise; rendered without touching the database."""
    lost = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    status = 503 if lost else 500
    log.error("server_error", path=request.path, status=status)
    return HttpResponse(
        render_to_string(f"{status}.html"),
        status=status,
        headers={"Retry-After": "10"} if lost else None,
    )
