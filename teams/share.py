"""The call as a text to share (C7): e-mail, Slack and Teams, in each language of the program.

The texts are templates per language; dates and numbers are written as their readers write them.
"""

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from orgs.http import href
from teams.models import Call
from themes.models import FocusArea

KINDS = ("subject", "mail", "slack", "teams")


@dataclass(frozen=True)
class Share:
    """What somebody copies, in one language."""

    link: str
    subject: str
    mail: str
    slack: str
    teams: str

    @property
    def mailto(self) -> str:
        return f"mailto:?subject={quote(self.subject)}&body={quote(self.mail)}"


def share(call: Call, language: str) -> Share:
    """The texts in one of `settings.LANGUAGES`."""
    link = settings.BASE_URL + href("teams:call_detail", call=call.pk)
    context = {
        "call": call, "cycle": call.cycle, "theme": call.cycle.theme, "link": link,
        "areas": FocusArea.objects.filter(theme=call.cycle.theme_id, retired_on=None),
    }  # fmt: skip
    with translation.override(language):
        texts = {
            kind: render_to_string(f"teams/share/{language}/{kind}.txt", context).strip()
            for kind in KINDS
        }
    return Share(link=link, **texts)
