"""How long a sign-in lasts, and when it was last used."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.usersessions.adapter import get_adapter as adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django_scopes import get_scope

from core.limits import remember
from core.live.channels import of_account, of_session, revoked
from orgs.models import OrganisationAccount

DAY = 24 * 60 * 60
NOTED_EVERY = 10 * 60  # seconds; writing at each request would cost every page a write
BEGAN = "began_at"  # in the session: when somebody signed in
SEEN = "seen_at"  # in the session: when it was last used, to within NOTED_EVERY


def begin(request: Any) -> None:
    """A session starts with a sign-in."""
    request.session[BEGAN] = request.session[SEEN] = time.time()


def end(rows: Iterable[UserSession]) -> None:
    """Sign these browsers out, and close what they have open."""
    ended = list(rows)
    adapter().end_sessions(ended)
    revoked(*(of_session(row.session_key) for row in ended))


def end_here(account_ids: Iterable[int]) -> None:
    """Rights in this organisation have ended: whoever is in no other is signed out everywhere.

    A session is of an account, and what one organisation does ends nothing in another. Rights are
    read at each request; here alone, what is open is closed.
    """
    ids = list(account_ids)
    elsewhere = OrganisationAccount.objects.exclude(organisation=get_scope()["organisation"])
    of_others = elsewhere.filter(account__in=ids).values("account")
    end(UserSession.objects.filter(user__in=ids).exclude(user__in=of_others))
    revoked(*map(of_account, ids))


def session_life(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """End sessions that are too old or were not used for long; note that the others are used."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if _is_over(request.session):
                get_adapter(request).logout(request)
            else:
                _note(request.session)
        response = get_response(request)
        remember(request, response)
        return response

    return middleware


def _is_over(session: Any) -> bool:
    now = time.time()
    began, seen = session.get(BEGAN, now), session.get(SEEN, now)
    return bool(
        now - began > settings.SESSION_DAYS * DAY or now - seen > settings.SESSION_IDLE_DAYS * DAY
    )


def _note(session: Any) -> None:
    now = time.time()
    if now - session.get(SEEN, 0) < NOTED_EVERY:
        return
    session.setdefault(BEGAN, now)  # it began before this was kept
    session[SEEN] = now
    rows = UserSession.objects.filter(session_key=session.session_key)
    rows.update(last_seen_at=timezone.now())
