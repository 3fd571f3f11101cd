"""What a mail says: one thing, or all things of a morning together."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import ngettext

from nudges.invitations import ways_in
from nudges.models import Message
from nudges.registry import Waiting
from orgs.models import Organisation

SUBJECT = 300


def compose(
    message: Message, lines: list[Waiting], organisation: Organisation
) -> EmailMultiAlternatives:
    """The mail for its person, in the active language and zone."""
    person, dues = message.person, [line.due for line in lines]
    subject = " ".join(_subject(lines).split())[:SUBJECT]
    context: dict[str, Any] = {
        "person": person,
        "organisation": organisation,
        "product": settings.PRODUCT_NAME,
        "base_url": settings.BASE_URL,
        "subject": subject,
        "lines": [
            {"due": line.due, "late": line.late, "url": settings.BASE_URL + way}
            for line, way in zip(lines, ways_in(dues, person), strict=True)
        ],
    }
    kind = "nudge" if len(lines) == 1 else "digest"
    mail = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(f"mail/{kind}.txt", context),
        to=[person.email],
        headers={"Message-ID": f"<{message.message_id}@{urlsplit(settings.BASE_URL).hostname}>"},
    )
    mail.attach_alternative(render_to_string(f"mail/{kind}.html", context), "text/html")
    return mail


def _subject(lines: list[Waiting]) -> str:
    if len(lines) == 1:
        return lines[0].due.title
    n = len(lines)
    return ngettext("%(n)s thing for you today", "%(n)s things for you today", n) % {"n": n}
