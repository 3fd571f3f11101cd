"""The same news as Slack and as Microsoft Teams want it. People's words never become markup."""

from typing import Any

from themes.chat.news import Said
from themes.models import ChatChannel

HEADER, SECTION = 150, 3000  # letters Slack takes in a header and in a section
CARD = "application/vnd.microsoft.card.adaptive"


def payload(kind: str, said: Said, *, url: str) -> dict[str, Any]:
    return slack(said, url=url) if kind == ChatChannel.Kind.SLACK else adaptive_card(said, url=url)


def slack(said: Said, *, url: str) -> dict[str, Any]:
    """Text for notifications and screen readers, and blocks for the eye.

    A plain link, since a button asks the app behind the webhook for an answer.
    """
    title = " ".join(said.title.split())
    blocks: list[dict[str, Any]] = [{"type": "header", "text": _plain(title, HEADER)}]
    if said.told:
        blocks.append({"type": "section", "text": _plain("\n".join(said.told), SECTION)})
    link = {"type": "mrkdwn", "text": f"<{_escaped(url, SECTION)}|{_escaped(said.action, HEADER)}>"}
    blocks.append({"type": "section", "text": link})
    text = _escaped("\n".join([title, *said.told, url]), SECTION)
    return {"text": text, "mrkdwn": False, "unfurl_links": False, "blocks": blocks}


def adaptive_card(said: Said, *, url: str) -> dict[str, Any]:
    """A card in a message, as a workflow of Teams takes it. Text runs know no Markdown."""
    title = _run(" ".join(said.title.split()), size="Medium", weight="Bolder")
    content = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [_rich(title), *(_rich(_run(line)) for line in said.told)],
        "actions": [{"type": "Action.OpenUrl", "title": said.action, "url": url}],
        "msteams": {"width": "Full"},
    }
    attachment = {"contentType": CARD, "contentUrl": None, "content": content}
    return {"type": "message", "attachments": [attachment]}


def _plain(text: str, most: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": _escaped(text, most), "emoji": False}


def _escaped(text: str, most: int) -> str:
    """The three characters by which Slack knows links and mentions, written out."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if len(safe) <= most:
        return safe
    return _escaped(text[: len(text) - (len(safe) - most) - 1] + "…", most)


def _run(text: str, **look: str) -> dict[str, Any]:
    return {"type": "TextRun", "text": text, **look}


def _rich(run: dict[str, Any]) -> dict[str, Any]:
    return {"type": "RichTextBlock", "inlines": [run]}
