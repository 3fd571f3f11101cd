"""The one way in which people's words become Markdown or links; nothing else writes either.

Markdown leaves the product as files that others render. No character of somebody's words means
anything in it: no HTML, no link, no picture, no heading. On pages and in mails their words are
text; an address in them becomes a link to the web or to a mailbox, and to nothing else.
"""

import re
from urllib.parse import urlsplit

from django.utils.html import Urlizer, format_html
from django.utils.safestring import SafeString, mark_safe

REL = "nofollow noopener ugc"
MEANT = re.compile(r"[\\`*_\[\]<>#|~]|&(?=#?\w+;)")
BEGINS = re.compile(r"^(?:(?=[-+](?:\s|$))|(?=[-=:]+\s*$)|(\d+)(?=[.)](?:\s|$)))")
"""What begins a list, or underlines a heading or the first line of a table."""


class _Links(Urlizer):
    """Django's, which knows http, https and mailto, with a `rel` of ours."""

    url_template = f'<a href="{{href}}" rel="{REL}">{{url}}</a>'


def plain(text: object) -> str:
    """One line of a person's words in which no character means Markdown."""
    line = MEANT.sub(lambda found: f"\\{found[0]}", " ".join(str(text).split()))
    return BEGINS.sub(lambda found: f"{found[1] or ''}\\", line)


def prose(text: str) -> str:
    """Their lines and paragraphs."""
    paragraphs = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "\n\n".join(
        "\n".join(plain(line) for line in paragraph.splitlines() if line.strip())
        for paragraph in paragraphs
    )


def linked(text: str) -> SafeString:
    """Words in which addresses are links."""
    return mark_safe(_Links()(str(text), autoescape=True))  # noqa: S308


def web_link(address: str) -> SafeString | str:
    """An address that somebody gave as such; a link if it leads to the web."""
    if urlsplit(address).scheme not in {"http", "https"}:
        return address
    return format_html('<a href="{}" rel="{}">{}</a>', address, REL, address)
