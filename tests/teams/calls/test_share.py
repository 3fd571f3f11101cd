"""The call as a text to share, in each language of the program."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings

from core.tenancy import tenant
from teams.calls.share import share
from teams.models import Call
from tests.cast import Cast
from tests.teams.calling import next_call
from themes.models import Theme

SAID = {
    "en": ("Joining is voluntary", "6 July to 4 October 2026", "2.5 to 6 hours", "Friday, 19 June"),
    "de": (
        "Mitmachen ist freiwillig",
        "vom 6. Juli bis zum 4. Oktober 2026",
        "2,5 bis 6 Stunden",
        "Freitag, 19. Juni",
    ),
    "tr": (
        "Katılım gönüllüdür",
        "6 Temmuz – 4 Ekim 2026",
        "haftada 2,5–6 saat",
        "19 Haziran",
    ),
}


@pytest.fixture
def call(stage: Cast) -> Call:
    with tenant(stage.organisation):
        made = next_call(stage)
        Call.objects.filter(pk=made.pk).update(hours_from="2.5", skills="radio\nR&D <basics>")
        Theme.objects.filter(pk=stage.theme.pk).update(name="İşimiz & “Güven”")
        return Call.objects.get(pk=made.pk)


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_each_text_says_it_in_its_language(stage: Cast, call: Call, language: str) -> None:
    """C7: link, e-mail, Slack and Teams, with that language's words, dates and numbers."""
    with tenant(stage.organisation):
        texts = share(call, language)

    link = f"{settings.BASE_URL}/o/lodos/calls/{call.pk}/"
    assert texts.link == link
    for text in (texts.mail, texts.slack, texts.teams):
        for said in (*SAID[language], link, "İşimiz & “Güven”", "Belonging"):
            assert said in text
    assert "radio, R&D <basics>" in texts.mail
    assert "\n" not in texts.subject


def test_the_mail_opens_with_subject_and_text(stage: Cast, call: Call) -> None:
    """C7: a mailto link that keeps letters, quotes and lines."""
    with tenant(stage.organisation):
        texts = share(call, "tr")

    parts = parse_qs(urlsplit(texts.mailto).query, strict_parsing=True)
    assert parts == {"subject": [texts.subject], "body": [texts.mail]}


def test_whoever_sees_the_call_shares_it(stage: Cast, call: Call, sign_in: Any) -> None:
    """C7: each text stands in a box to select, and on a button to copy."""
    browser = sign_in(stage.reader)
    assert (
        f"calls/{call.pk}/share/" in browser.get(stage.path(f"calls/{call.pk}/")).content.decode()
    )

    page = browser.get(stage.path(f"calls/{call.pk}/share/"), {"language": "de"})

    html = page.content.decode()
    assert page.context["chosen"] == "de"
    assert html.count("readonly") == html.count("data-copy") == 4
    assert "Mitmachen ist freiwillig" in html


@pytest.mark.parametrize("asked", ["", "xx", "en-gb", "../de"])
def test_a_language_we_do_not_have_is_the_readers_own(
    stage: Cast, call: Call, sign_in: Any, asked: str
) -> None:
    page = sign_in(stage.reader).get(stage.path(f"calls/{call.pk}/share/"), {"language": asked})

    assert page.context["chosen"] == "en"


def test_the_shared_link_leads_through_sign_in_to_the_call(
    stage: Cast, call: Call, client: Any
) -> None:
    """C7: a stranger signs in and stands before the call."""
    with tenant(stage.organisation):
        path = urlsplit(share(call, "en").link).path

    asked = client.get(path)

    assert parse_qs(urlsplit(asked.headers["Location"]).query)["next"] == [path]
