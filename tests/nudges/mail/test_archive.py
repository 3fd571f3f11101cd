"""Where the mail server keeps what is sent, an administrator reads it as it was."""

import base64
import re
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from core.tenancy import tenant
from nudges.models import Message
from nudges.tasks import hand_over, look_after
from tests.cast import Cast, Rival
from tests.nudges.conftest import Plants, in_days
from tools.local.household import Household
from tools.local.processes import Child
from tools.local.var import LOOPBACK, free_port, is_free


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """The demo's mail server, and a product that knows where it keeps mails."""
    port = free_port()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = LOOPBACK, port
    settings.MAIL_FOLDER = str(tmp_path)
    command = [sys.executable, "-m", "tools.local.mail", str(tmp_path), str(port)]
    with Household() as household:
        server = household.add(Child("The mail server", command, log=tmp_path / "log"))
        household.wait_for(server, lambda: not is_free(port), 20)
        yield tmp_path


@pytest.fixture
def sent(stage: Cast, kinds: Callable[..., Plants], folder: Path) -> Message:
    """One of two mails."""
    plants = kinds("plants.water", urgent=True)
    plants.ask(stage.coach, 1, in_days(3))
    plants.ask(stage.member, 2, in_days(3))
    look_after(stage.organisation.pk)
    hand_over()
    assert len(list(folder.glob("*.eml"))) == 2
    with tenant(stage.organisation):
        message: Message = Message.objects.get(person=stage.member)
    return message


def test_administrator_reads_a_sent_mail_as_it_was(
    stage: Cast, sent: Message, sign_in: Any
) -> None:
    """T5: text and HTML; the frame may load, run and send nothing, and shows its own styles."""
    browser, path = sign_in(stage.administrator), stage.path(f"messages/{sent.pk}/")

    listed = browser.get(stage.path("messages/")).content.decode()
    page = browser.get(path)
    frame = browser.get(f"{path}html/")

    html = frame.content.decode()
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    assert f'href="{path}"' in listed
    assert "Plant 2 is dry" in page.content.decode()
    assert "Plant 1 is dry" not in page.content.decode()
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page.content.decode()
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert "Plant 2 is dry" in html
    assert '<base target="_blank">' in html
    assert frame.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert frame.headers["Content-Security-Policy"].split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "frame-ancestors 'self'",
        "sandbox allow-popups allow-popups-to-escape-sandbox",
    ]


def test_nobody_else_reads_it_and_elsewhere_nothing_is_kept(
    stage: Cast, rival: Rival, sent: Message, sign_in: Any, settings: Any
) -> None:
    """T5, R5: neither members nor another organisation; without a folder no mail can be read."""
    path = f"messages/{sent.pk}/"
    member = sign_in(stage.member).get(stage.path(f"{path}html/")).status_code
    outsider = sign_in(rival.outsider).get(rival.path(f"{path}html/")).status_code
    with tenant(stage.organisation):
        unsent = Message.objects.create(person=stage.member, dedupe_key="a", due_at=timezone.now())
    browser = sign_in(stage.administrator)
    never = browser.get(stage.path(f"messages/{unsent.pk}/")).status_code
    settings.MAIL_FOLDER = ""
    gone = [browser.get(stage.path(address)).status_code for address in (path, f"{path}html/")]
    listed = browser.get(stage.path("messages/")).content.decode()

    assert (member, outsider, never, gone) == (403, 404, 404, [404, 404])
    assert "What a mail said is not kept." in listed
    assert stage.path(path) not in listed
