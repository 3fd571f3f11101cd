"""Sent mails as they were, where a mail server keeps them in a folder: in the demo."""

import base64
import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from nudges.models import Message


def kept_mail(message: Message) -> EmailMessage | None:
    """Found by the name that the row gave it; None where no mails are kept."""
    name = str(message.message_id)
    for file in Path(settings.MAIL_FOLDER).glob("*.eml") if settings.MAIL_FOLDER else ():
        kept = file.read_bytes()
        if name.encode() in kept:
            mail = message_from_bytes(kept, EmailMessage, policy=policy.default)
            if name in mail["Message-ID"]:
                return mail
    return None


def part(mail: EmailMessage, kind: str) -> str:
    """What it says as "plain" or as "html"."""
    body = mail.get_body((kind,))
    return body.get_content().replace("\r\n", "\n") if body else ""


def framed(html: str) -> tuple[str, str]:
    """The HTML for a frame, its links opening beside it, and a policy that lets its styles in."""
    styles = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    hashes = " ".join(f"'sha256-{_digest(style)}'" for style in styles)
    rules = [
        "default-src 'none'",
        f"style-src {hashes}",
        "frame-ancestors 'self'",
        "sandbox allow-popups allow-popups-to-escape-sandbox",
    ]
    return html.replace("<head>", '<head><base target="_blank">', 1), "; ".join(rules)


def _digest(style: str) -> str:
    return base64.b64encode(sha256(style.encode()).digest()).decode()
