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

from orgs.limits import remember
from orgs.live import of_account, of_session, revoked

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


def end_all(account_ids: Iterable[int]) -> None:
    """Sign accounts out everywhere: their rights have ended."""
    ids = list(account_ids)
    end(UserSession.objects.filter(user__in=ids))
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
