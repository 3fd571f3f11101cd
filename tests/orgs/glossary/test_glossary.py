"""The words of the method: explained on every page's menu, and called as the organisation likes."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from core import languages
from orgs.glossary import called, terms
from orgs.glossary.actions import terms_rename
from orgs.models import AuditEvent, Organisation
from tests.cast import Cast

ROOT = Path(__file__).parents[3]
WORDS = [  # the table of the method's words
    "organisation",
    "person",
    "division",
    "level",
    "home_leader",
    "theme",
    "strategic_focus",
    "focus_area",
    "mid_term_goal",
    "cycle",
    "call",
    "offer",
    "team",
    "membership",
    "commitment",
    "working_agreement",
    "okr_set",
    "objective",
    "key_result",
    "measurement",
    "initiative",
    "to_do",
    "achievement",
    "learning",
    "impediment",
    "ask",
    "team_meeting",
    "check_in",
    "slot",
    "review",
    "reflection",
    "practice",
    "continuation",
    "pulse",
    "nudge",
]
GERMAN = {"key_result": ("Schlüsselergebnis", "Schlüsselergebnisse")}


def rename(cast: Cast, words: Any, language: str = "de") -> None:
    terms_rename(
        organisation=cast.organisation, language=language, words=words, by=cast.administrator
    )


def test_glossary_explains_every_word_of_the_method() -> None:
    """F4: no word of the method is missing, in none of the languages."""
    assert [key for key in WORDS if key not in terms("en")] == []
    for language in languages.CODES:
        assert list(terms(language)) == list(terms("en"))
        assert all(term.word and term.means for term in terms(language).values())


@pytest.mark.parametrize("language", languages.CODES)
def test_no_two_terms_share_a_word(language: str) -> None:
    words = [term.word for term in terms(language).values()]

    assert len(set(words)) == len(words)


def test_every_term_of_a_template_is_in_the_glossary() -> None:
    """F4: a heading that can be renamed names a term, and the plural where it speaks of several."""
    found = {
        (number, key)
        for file in (ROOT / "templates").rglob("*.html")
        for number, key in re.findall(r'\|(called(?:_many)?):"(\w+)"', file.read_text("utf-8"))
    }

    assert {("called", "key_result"), ("called_many", "team_meeting")} <= found
    assert {key for _number, key in found} <= set(terms("en"))
    plurals = {key for number, key in found if number == "called_many"}
    assert [key for key in plurals if not terms("en")[key].many] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "a measure with a baseline"), ("de", "eine Messgröße"), ("tr", "bir ölçü")],
)
def test_glossary_speaks_the_language_asked_for(
    stage: Cast, sign_in: Any, language: str, words: str
) -> None:
    """F4: plain explanations in EN, DE and TR, for everybody in the organisation."""
    page = sign_in(stage.reader).get(stage.path(f"words/?language={language}"))

    assert words in page.content.decode()


def test_every_page_leads_to_the_glossary(stage: Cast, sign_in: Any) -> None:
    """F4: from the person's menu, also on pages outside an organisation, and from the room."""
    browser = sign_in(stage.member)
    way = f'href="{stage.path("words/")}"'

    for address in (stage.path(), stage.path(f"teams/{stage.team.pk}/"), "/account/"):
        assert way in browser.get(address).content.decode()


def test_organisation_calls_a_term_its_own_way(cast: Cast) -> None:
    """F4: "Key Result" → "Schlüsselergebnis", "Anahtar Sonuç": each language for itself."""
    rename(cast, GERMAN)
    rename(cast, {"key_result": (" Anahtar  Sonuç ", "Anahtar Sonuçlar"), "team": ("", "")}, "tr")

    with translation.override("de-at"):
        assert called("Key result", "key_result") == "Schlüsselergebnis"
        assert called("Key results", "key_result", "many") == "Schlüsselergebnisse"
        assert called("Objective", "objective") == "Objective"
    with translation.override("en"):
        assert called("Key result", "key_result") == "Key result"
    assert Organisation.objects.get(pk=cast.organisation.pk).terms["tr"] == {
        "key_result": {"one": "Anahtar Sonuç", "many": "Anahtar Sonuçlar"}
    }


def test_renaming_is_audited_and_undone_by_emptying(cast: Cast) -> None:
    rename(cast, GERMAN)
    rename(cast, {})

    assert cast.organisation.terms["de"] == {}
    events = AuditEvent.objects.filter(verb="organisation.rename_terms").order_by("id")
    own = {"one": "Schlüsselergebnis", "many": "Schlüsselergebnisse"}
    assert [(e.before, e.after) for e in events] == [
        ({"de.key_result": None}, {"de.key_result": own}),
        ({"de.key_result": own}, {"de.key_result": None}),
    ]


@pytest.mark.parametrize(
    ("words", "field", "said"),
    [
        ({"key_result": ("Ergebnis", "")}, "key_result_many", "Fill in both"),
        ({"key_result": ("", "Ergebnisse")}, "key_result", "Fill in both"),
        ({"key_result": ("E" * 61, "Ergebnisse")}, "key_result", "at most 60"),
        ({"key_result": ("Hindernis", "Hindernisse")}, "key_result", "already the word"),
        ({"ask": ("Ziel", "Ziele"), "objective": ("Ziel", "Ziele")}, "ask", "already the word"),
    ],
)
def test_bad_words_are_refused_and_change_nothing(
    cast: Cast, words: Any, field: str, said: str
) -> None:
    """F4: one word for one thing, and both numbers of it."""
    rename(cast, GERMAN)

    with pytest.raises(ValidationError) as refused:
        rename(cast, words)

    assert said in " ".join(refused.value.message_dict[field])
    assert Organisation.objects.get(pk=cast.organisation.pk).terms["de"].keys() == {"key_result"}


def test_administrator_renames_and_everybody_reads_it(stage: Cast, sign_in: Any) -> None:
    """F4: the new word stands in the glossary beside the method's, and in headings."""
    browser = sign_in(stage.administrator)
    address = stage.path("settings/words/?language=en")
    sent = {"impediment": "Roadblock", "impediment_many": "Roadblocks"}

    done = browser.post(address, sent, follow=True).content.decode()

    assert 'value="Roadblocks"' in done
    browser = sign_in(stage.member)
    words = browser.get(stage.path("words/?language=en")).content.decode()
    assert "Roadblock</h2>" in words
    assert 'in the method: <span lang="en">Impediment</span>' in words
    listed = browser.get(stage.path(f"teams/{stage.team.pk}/impediments/")).content.decode()
    assert "<title>Roadblocks" in " ".join(listed.split())


def test_bad_form_keeps_what_was_typed(stage: Cast, sign_in: Any) -> None:
    answer = sign_in(stage.administrator).post(
        stage.path("settings/words/?language=en"), {"impediment": "Roadblock"}
    )

    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="Roadblock"' in page
    assert "Fill in both" in page


@pytest.mark.parametrize("who", ["member", "integrator", "sponsor"])
def test_others_rename_nothing(stage: Cast, sign_in: Any, who: str) -> None:
    browser = sign_in(getattr(stage, who))

    answers = [
        browser.get(stage.path("settings/words/")),
        browser.post(stage.path("settings/words/")),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert "settings/words" not in browser.get(stage.path("words/")).content.decode()


def test_own_words_cost_no_statement(
    stage: Cast, sign_in: Any, django_assert_max_num_queries: Any
) -> None:
    """F4: a page asks as often whether thirty words are renamed or none."""
    browser = sign_in(stage.member)
    address = stage.path(f"teams/{stage.team.pk}/")

    def statements() -> int:
        with django_assert_max_num_queries(200) as found:
            browser.get(address)
        return len(found.captured_queries)

    before = statements()
    own = {key: {"one": f"{key}!", "many": f"{key}s!"} for key in terms("en")}
    Organisation.objects.filter(slug="lodos").update(terms={"en": own})
    assert statements() == before
