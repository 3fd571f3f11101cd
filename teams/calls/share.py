"""The call as a text (C7), to share by e-mail, Slack and Teams, and for a chat that is connected.

The texts are templates per language; dates and numbers are written as their readers write them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from core.http import href
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
    areas = FocusArea.objects.filter(theme=call.cycle.theme_id, retired_on=None)
    texts = {kind: _text(kind, call, areas, language, link=link) for kind in KINDS}
    return Share(link=link, **texts)


def chat_words(call: Call, areas: Iterable[FocusArea], language: str) -> tuple[str, list[str]]:
    """A title and plain lines, for a chat that is told of the call."""
    words = _text("chat", call, areas, language)
    return _text("subject", call, areas, language), words.splitlines()


def _text(
    kind: str, call: Call, areas: Iterable[FocusArea], language: str, *, link: str = ""
) -> str:
    cycle, theme = call.cycle, call.cycle.theme
    context = {"call": call, "cycle": cycle, "theme": theme, "areas": areas, "link": link}
    with translation.override(language):
        return render_to_string(f"teams/calls/share/{language}/{kind}.txt", context).strip()
