"""The door of an organisation: `/o/<address part>/…` is answered inside it or not at all."""

import re
from collections.abc import Callable
from contextvars import Context
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django_scopes import get_scope

from core.tenancy import tenant
from orgs.models import Person
from orgs.sign_in.entrance import LET_IN_BY, open_to

INSIDE = re.compile(r"^/o/(?P<slug>[^/]+)/")
Answer = Callable[[HttpRequest], HttpResponse]

log = structlog.get_logger(__name__)


def outside_first(get_response: Answer) -> Answer:
    """A request begins outside of every organisation, even where one was left open before it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not get_scope():
            return get_response(request)
        log.error("organisation_left_open")
        return Context().run(get_response, request)

    return middleware


def readable(get_response: Answer) -> Answer:
    """A body that nobody can read is answered before anybody asks for it.

    Django's own error pages read it once more, for their form token, and would end as our fault.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            bool(request.POST)
        except (BadRequest, MultiPartParserError, SuspiciousOperation) as unreadable:
            log.warning("unreadable_body", reason=type(unreadable).__name__)
            with translation.override(translation.get_language_from_request(request)):
                return HttpResponse(render_to_string("400.html"), status=400)
        return get_response(request)

    return middleware


def account_language(get_response: Answer) -> Answer:
    """Speak the language the account has chosen, or else the browser's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = getattr(request.user, "language", "")
        language = chosen or translation.get_language_from_request(request)
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def permissions_policy(get_response: Answer) -> Answer:
    """What pages never ask a browser for, no script and no frame in them can ask for either."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response

    return middleware


def nothing_kept(get_response: Answer) -> Answer:
    """No browser keeps what somebody signed in has seen: after sign-out "back" shows nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware


def tenancy(get_response: Answer) -> Answer:
    """Enter the organisation for a whole request, rendering included; a 5xx undoes its writes."""

    def middleware(request: HttpRequest) -> HttpResponse:
        inside = INSIDE.match(request.path_info)
        if inside is None:
            return get_response(request)
        if not request.user.is_authenticated:
            return sign_in_first(request)
        return _enter(request, inside["slug"])

    def _enter(request: Any, slug: str) -> HttpResponse:
        request.organisations = list(open_to(request).order_by("name"))
        organisation = next((o for o in request.organisations if o.slug == slug), None)
        if organisation is None:
            raise Http404
        with tenant(organisation):
            request.organisation = organisation
            request.account = request.user
            request.person = _person(request.user)
            request.person.by_provider = LET_IN_BY in request.session
            with timezone.override(request.person.time_zone or organisation.time_zone):
                response = get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    return middleware


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Send a stranger to the sign-in page, the whole page even when htmx asks for a part."""
    htmx: Any = request.htmx  # type: ignore[attr-defined]
    here = _current_page(htmx) if htmx else request.get_full_path()
    answer = redirect_to_login(here, settings.LOGIN_URL)
    if htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": answer.headers["Location"]})
    return answer


def _current_page(htmx: Any) -> str:
    """Where htmx says the browser is; it may say anything."""
    try:
        return htmx.current_url_abs_path or "/"
    except ValueError:
        return "/"


def _person(account: Any) -> Person:
    person: Person | None = Person.objects.active().with_place().filter(account=account).first()
    if person is None:
        raise Http404
    return person
