from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views.defaults import permission_denied

from orgs.models import Account
from pages.errors import server_error
from tools.local.var import free_port


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("500.html", "Something broke on our side"),
        ("503.html", "Busy for a moment"),
        ("403_csrf.html", "This page was open for too long"),
    ],
)
def test_pages_for_bad_moments_need_no_request_and_no_database(page: str, says: str) -> None:
    shown = render_to_string(page)

    assert says in shown
    assert "css/app.css" in shown
    assert "<h1" in shown


def test_a_broken_page_speaks_our_language(rf: RequestFactory) -> None:
    answer = server_error(rf.get("/"))

    assert answer.status_code == 500
    assert "What you had saved is safe." in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_mail_server_that_is_away_is_told(client: Client, settings: Any, path: str) -> None:
    """Nobody listens on that port."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = free_port()
    client.raise_request_exception = False
    account = Account.objects.create_user("ada@lodos.example", "kestane-kebap")

    answer = client.post(path, {"email": account.email})

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert "The mail could not be sent." in answer.content.decode()


@pytest.mark.django_db
def test_not_found_shows_a_way_on(client: Client) -> None:
    answer = client.get("/nowhere/")

    assert answer.status_code == 404
    assert "Nothing orbits here" in answer.content.decode()


@pytest.mark.django_db
def test_not_allowed_says_who_can(rf: RequestFactory) -> None:
    request: Any = rf.get("/")
    request.user = None

    answer = permission_denied(request, PermissionDenied("Only the team reads its raw notes."))

    assert answer.status_code == 403
    assert "Only the team reads its raw notes." in answer.content.decode()
