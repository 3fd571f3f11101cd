"""OKR 101: three languages of one shape, ten minutes long, and a self-check that keeps nothing."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import languages
from teams.okr_101 import lesson, questions
from tests.cast import Cast

ENGLISH = lesson("en")
TRANSLATED = [code for code in languages.CODES if code != "en"]
MINUTES, WORDS_A_MINUTE = 10, 200


def said(told: Any) -> list[str]:
    """Every sentence of a lesson."""
    if isinstance(told, str):
        return [told]
    parts = told.values() if isinstance(told, dict) else told if isinstance(told, list) else []
    return [text for part in parts for text in said(part)]


def path(stage: Cast, language: str = "") -> str:
    return stage.path("okr-101/") + (f"?language={language}" if language else "")


def right_answers(language: str) -> dict[str, str]:
    return {q.name: str(q.right) for q in questions(lesson(language), {})}


def shape(told: Any) -> Any:
    """Keys and lengths without the words; what tells right from wrong and the ids stay."""
    if isinstance(told, dict):
        return {key: told[key] if key == "id" else shape(told[key]) for key in told}
    if isinstance(told, list):
        return [shape(part) for part in told]
    return str if isinstance(told, str) else told


@pytest.mark.parametrize("language", TRANSLATED)
def test_languages_have_the_same_shape(language: str) -> None:
    """F3: the same sections, examples, questions and right answers in EN, DE and TR."""
    assert shape(lesson(language)) == shape(ENGLISH)


@pytest.mark.parametrize("language", languages.CODES)
def test_lesson_has_what_is_asked_of_it(language: str) -> None:
    """F3: objective, key result, initiative; outcome and output; five examples; a self-check."""
    told = lesson(language)

    assert [section["id"] for section in told["sections"]] == [
        "theme",
        "words",
        "outcome",
        "baseline",
        "confidence",
        "rhythm",
        "mistakes",
    ]
    assert len(told["examples"]) == 5
    assert 8 <= len(told["questions"]) <= 10
    assert all(0 <= q["right"] < len(q["answers"]) for q in told["questions"])
    assert all(text.strip() == text and text for text in said(told))


def test_right_answers_stand_in_changing_places() -> None:
    assert {asked["right"] for asked in ENGLISH["questions"]} == {0, 1, 2}


@pytest.mark.parametrize("language", languages.CODES)
def test_lesson_takes_about_ten_minutes(language: str) -> None:
    """F3: ten minutes to read, the self-check included."""
    words = sum(len(text.split()) for text in said(lesson(language)))

    assert MINUTES * WORDS_A_MINUTE * 0.6 <= words <= MINUTES * WORDS_A_MINUTE * 1.1


@pytest.mark.parametrize(("language", "letters"), [("de", "äöüß"), ("tr", "çğışöüİ")])
def test_translations_are_written_with_their_letters(language: str, letters: str) -> None:
    """F3: German and Turkish as they are written."""
    text = " ".join(said(lesson(language)))

    assert [letter for letter in letters if letter not in text] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Outcome, not output"), ("de", "Wirkung statt Leistung"), ("tr", "Çıktı değil, etki")],
)
def test_page_speaks_the_language_asked_for(
    stage: Cast, sign_in: Any, language: str, words: str
) -> None:
    """F3: anybody in the organisation reads it in EN, DE or TR."""
    page = sign_in(stage.reader).get(path(stage, language)).content.decode()

    assert words in page
    assert f'<article class="stack" lang="{language}">' in page


def test_page_begins_in_the_language_of_the_person(stage: Cast, sign_in: Any) -> None:
    """F3: without a choice, the reader's own language; a wrong one is no error."""
    browser = sign_in(stage.reader)

    for address in (path(stage), path(stage, "xx")):
        german = browser.get(address, headers={"Accept-Language": "de-AT"}).content.decode()
        assert "Wirkung statt Leistung" in german


def test_self_check_shows_answers_and_stores_nothing(stage: Cast, sign_in: Any) -> None:
    """F3: the result is private: not one statement writes, and the next visit knows nothing."""
    browser = sign_in(stage.member)
    given = {**right_answers("en"), "q1": "0", "q2": "nonsense"}

    with CaptureQueriesContext(connection) as asked:
        page = browser.post(path(stage), given).content.decode()

    total = len(ENGLISH["questions"])
    assert f"{total - 2} of {total} as the method sees it" in page
    assert "You left this one open." in page
    assert ENGLISH["questions"][0]["why"].split(".")[0] in page
    written = [q["sql"] for q in asked if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert written == []
    after = browser.get(path(stage)).content.decode()
    assert "as the method sees it" not in after
    assert " checked" not in after


def test_answers_wait_until_they_are_asked_for(stage: Cast, sign_in: Any) -> None:
    page = sign_in(stage.member).get(path(stage)).content.decode()

    assert [q["why"] for q in ENGLISH["questions"] if q["why"] in page] == []
    assert page.count('type="radio"') == 3 * len(ENGLISH["questions"])


def test_members_find_it_from_where_they_are(stage: Cast, sign_in: Any) -> None:
    """F3: from the person's menu, the team page and the sessions."""
    browser = sign_in(stage.member)

    for page in ("", f"teams/{stage.team.pk}/", f"cycles/{stage.cycle.pk}/sessions/"):
        assert f'href="{path(stage)}"' in browser.get(stage.path(page)).content.decode()
