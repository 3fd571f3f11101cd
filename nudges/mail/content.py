"""What a mail says: one thing, or all things of a morning together."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from core.http import href
from nudges.invitations import ways_in
from nudges.models import Message
from nudges.preferences.actions import stopped_with
from nudges.registry import Due, Waiting
from orgs.links import token
from orgs.models import Organisation

SUBJECT, PREHEADER = 300, 140
STOP = "nudges.stop"  # what the link that stops such mails is signed for
STOP_WORKS = timedelta(days=365)


def compose(
    message: Message, lines: list[Waiting], organisation: Organisation
) -> EmailMultiAlternatives:
    """The mail for its person, in the active language and zone."""
    person, dues = message.person, [line.due for line in lines]
    stop = _stop_url(message)
    context: dict[str, Any] = {
        "person": person,
        "organisation": organisation,
        "product": settings.PRODUCT_NAME,
        "base_url": settings.BASE_URL,
        "subject": _subject(dues),
        "preheader": _preheader(dues),
        "stop_url": stop,
        "several_kinds": len({line.nudge.kind for line in lines}) > 1,
        "reminders_url": settings.BASE_URL + href("nudges:reminders_edit"),
        "lines": [
            {"due": line.due, "late": line.late, "url": settings.BASE_URL + way}
            for line, way in zip(lines, ways_in(dues, person), strict=True)
        ],
    }
    kind = "nudge" if len(lines) == 1 else "digest"
    mail = EmailMultiAlternatives(
        subject=context["subject"],
        body=render_to_string(f"mail/{kind}.txt", context),
        to=[person.email],
        headers={"Message-ID": _name(message.message_id), **_thread(message, dues), **_stop(stop)},
    )
    mail.attach_alternative(render_to_string(f"mail/{kind}.html", context), "text/html")
    return mail


def _subject(dues: list[Due]) -> str:
    n = len(dues)
    several = ngettext("%(n)s thing for you today", "%(n)s things for you today", n) % {"n": n}
    return " ".join((dues[0].title if n == 1 else several).split())[:SUBJECT]


def _preheader(dues: list[Due]) -> str:
    """What mail programs show beside the subject."""
    several = [due.title for due in dues]
    said = several if len(dues) > 1 else dues[0].context or dues[0].details
    return " · ".join(said)[:PREHEADER]


def _name(number: object) -> str:
    return f"<{number}@{urlsplit(settings.BASE_URL).hostname}>"


def _thread(message: Message, dues: list[Due]) -> dict[str, str]:
    """Mails to one person about one row stand together, under a first one that never was."""
    if len(dues) > 1:
        return {}
    row = dues[0].about.partition("/")[0]
    first = _name(uuid5(NAMESPACE_URL, f"{message.organisation_id}/{message.person_id}/{row}"))
    return {"In-Reply-To": first, "References": first}


def _stop_url(message: Message) -> str:
    """Where mails like this one are stopped; none for what asks for somebody's own yes."""
    if not stopped_with(message):
        return ""
    until = timezone.now() + STOP_WORKS
    signed = token(STOP, person=message.person, row=message, until=until)
    return settings.BASE_URL + reverse("mails_stop_link", kwargs={"token": signed})


def _stop(url: str) -> dict[str, str]:
    """One click in the mail program (RFC 8058)."""
    if not url:
        return {}
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
