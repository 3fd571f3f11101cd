"""The quality check of an OKR set: what it says to real sentences in three languages."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from hypothesis import strategies as st

from okrs.quality.check import LOOK, MISSING, PASS, Item, check
from okrs.quality.words import ObjectiveWords, SetWords, fingerprint
from tests.okrs.quality.examples import (
    ALL,
    FINE,
    LANGUAGES,
    PEACEFUL,
    SHARE,
    Sentence,
    sentences,
    verdicts,
)

GOOD = [s for s in ALL if s.item in PEACEFUL]
BAD = [s for s in ALL if s.item not in PEACEFUL]


def with_objective(text: str) -> SetWords:
    return replace(FINE, objectives=(ObjectiveWords(text, (SHARE,)),))


def with_key_result(**fields: Any) -> SetWords:
    return replace(FINE, objectives=(ObjectiveWords("Fine", (replace(SHARE, **fields),)),))


def with_text(sentence: Sentence) -> SetWords:
    if sentence.item in {"outcome", "key_result"}:
        return with_key_result(title=sentence.text)
    return with_objective(sentence.text)


def advice(words: SetWords) -> list[Item]:
    return [item for item in check(words) if item.word != PASS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_its_examples(language: str) -> None:
    """G5, G6: at least forty good and forty bad sentences in each language."""
    found = [sentence.item in PEACEFUL for sentence in sentences(language)]

    assert min(found.count(True), found.count(False)) >= 40


@pytest.mark.parametrize("sentence", GOOD, ids=[s.text for s in GOOD])
def test_good_sentences_are_left_in_peace(sentence: Sentence) -> None:
    """G5: a direction or an outcome gets no advice, though a listed word may stand in it."""
    assert advice(with_text(sentence)) == []


@pytest.mark.parametrize("sentence", BAD, ids=[s.text for s in BAD])
def test_bad_sentences_get_the_advice_with_their_own_words(sentence: Sentence) -> None:
    """G5, G6: which item it is, and which words of the sentence are meant; İ, ı and ß too."""
    said = advice(with_text(sentence))

    assert [(item.name, item.word) for item in said] == [(sentence.item, LOOK)]
    assert f"“{sentence.found}”" in said[0].reason


def test_fine_set_passes_everywhere() -> None:
    """G5: each item says that it passes, and why."""
    found = check(FINE)

    assert {item.word for item in found} == {PASS}
    assert {item.name for item in found} == {
        "number",
        "vague",
        "cycle",
        "measurable",
        "outcome",
        "binary",
        "early",
        "enough",
    }
    assert all(item.reason for item in found)


def test_empty_set_misses_its_objective_and_its_key_results() -> None:
    """G5: what is missing comes first."""
    nothing = check(replace(FINE, objectives=()))
    no_key_result = check(replace(FINE, objectives=(ObjectiveWords("Fine"),)))

    assert [(item.name, item.word) for item in nothing] == [("objective", MISSING)]
    assert (no_key_result[0].name, no_key_result[0].word) == ("measurable", MISSING)


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({"baseline": None, "source": " "}, "the starting value, where the number comes from"),
        ({"target": None, "unit": ""}, "the target, the unit"),
        ({"kind": "maintain", "low": Decimal(4)}, "the band"),
        ({"kind": "milestone"}, "the steps"),
        ({"kind": "baseline", "unit": ""}, "the unit"),
    ],
)
def test_key_result_that_cannot_be_measured_says_what_it_lacks(
    fields: dict[str, Any], lacks: str
) -> None:
    """G4, G5: kind, starting value or "to be measured", target, unit and data source."""
    (item,) = (item for item in advice(with_key_result(**fields)) if item.word == MISSING)

    assert (item.name, item.reason) == ("measurable", f"Still to be written: {lacks}.")


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"kind": "milestone", "steps": ("Signed",)}, LOOK),
        ({"kind": "milestone", "steps": ("Heard", "Signed")}, PASS),
        ({"baseline": Decimal(0), "target": Decimal(1), "unit": "contracts"}, LOOK),
        ({"baseline": Decimal(1), "target": Decimal(0), "kind": "decrease", "unit": "gaps"}, LOOK),
        ({"baseline": Decimal(0), "target": Decimal(1), "unit": "%"}, PASS),
        ({"unit": "EVET/HAYIR"}, LOOK),
        ({"unit": "ja/nein"}, LOOK),
        ({"baseline": Decimal(0), "target": Decimal(2), "unit": "contracts"}, PASS),
    ],
)
def test_yes_or_no_deserves_another_look(fields: dict[str, Any], word: str) -> None:
    """G5: not only binary."""
    assert ("binary", word) in verdicts(with_key_result(**fields))


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"unit": "calls"}, LOOK),
        ({"unit": "Schulungen"}, LOOK),
        ({"unit": "çağrı"}, LOOK),
        ({"unit": "calls", "counter_metric": "Calls that solve nothing"}, PASS),
        ({"unit": "%"}, None),
        ({"unit": "points"}, None),
        ({"unit": "Punkte"}, None),
        ({"unit": "PUAN"}, None),
        ({"unit": "saat"}, None),
        ({"unit": "calls per technician"}, None),
        ({"unit": "calls", "kind": "decrease"}, None),
        ({"unit": ""}, None),
    ],
)
def test_pure_quantity_asks_for_a_counter_metric(fields: dict[str, Any], word: str | None) -> None:
    """G5: only where more of something is counted; a share, a score or a time asks for none."""
    found = [item.word for item in check(with_key_result(**fields)) if item.name == "counter"]

    assert found == ([word] if word else [])


@pytest.mark.parametrize(("weeks", "word"), [(2, PASS), (6, PASS), (7, LOOK), (13, LOOK)])
def test_one_value_comes_in_the_first_half(weeks: int, word: str) -> None:
    """G5: 13 weeks are half over in the middle of week 7."""
    assert ("early", word) in verdicts(with_key_result(every_weeks=weeks))


@pytest.mark.parametrize(("enough", "word"), [(None, MISSING), (False, LOOK), (True, PASS)])
def test_team_answers_whether_it_is_enough(enough: bool | None, word: str) -> None:
    """G5: if all are met, is the objective met? Only the team knows."""
    assert ("enough", word) in verdicts(replace(FINE, enough=enough))


def test_other_words_or_numbers_ask_for_another_answer() -> None:
    """G5: the source or the rhythm may change; what is aimed at may not."""
    mark = fingerprint(FINE)
    same: list[dict[str, Any]] = [{"source": "other"}, {"every_weeks": 3}, {"counter_metric": "x"}]
    same.append({"baseline": Decimal("62.00")})
    others: list[dict[str, Any]] = [
        {"title": "x"},
        {"target": Decimal(73)},
        {"kind": "milestone"},
        {"steps": ("x",)},
    ]

    def marked(fields: dict[str, Any]) -> str:
        return fingerprint(
            replace(
                FINE,
                objectives=(
                    replace(FINE.objectives[0], key_results=(replace(SHARE, **fields), SHARE)),
                ),
            )
        )

    assert {marked(fields) for fields in same} == {mark}
    assert mark not in {marked(fields) for fields in others}


@pytest.mark.parametrize(
    ("ends_on", "text", "late"),
    [
        (date(2026, 7, 5), "Dealers know it by July", False),
        (date(2026, 7, 5), "Dealers know it by 10 July", True),
        (date(2026, 7, 5), "Dealers know it on 7/10/2026", True),
        (date(2026, 7, 5), "Dealers know it on 7/4/2026", False),
        (date(2026, 7, 5), "Dealers know it by March", True),
        (date(2027, 1, 31), "Dealers know it by the end of 2026", False),
        (date(2027, 1, 31), "Dealers know it by 2027", False),
        (date(2026, 7, 5), "Dealers know what they have missed since March", False),
        (date(2026, 7, 5), "Händler wissen es am 32.13.2026", False),
        (date(2026, 7, 5), "Bayiler 5 Temmuz 2026 günü biliyor", False),
        (date(2026, 7, 5), "Bayiler 6 Temmuz 2026 günü biliyor", True),
    ],
)
def test_dates_are_held_against_the_end_of_the_cycle(ends_on: date, text: str, late: bool) -> None:
    """G5: a date counts from its first day on; what can be read in two ways is let go."""
    words = replace(with_key_result(title=text), ends_on=ends_on)

    assert ("cycle", LOOK if late else PASS) in verdicts(words)


def test_reasons_are_in_the_language_of_the_reader() -> None:
    """G5: the dates, too, are spoken in it."""
    with translation.override("de"):
        said = advice(with_objective("Alle sind bis 2030 zertifiziert"))

    assert "5 Juli 2026" in said[0].reason


LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßçğıöşüâîûABCİIĞÜŞÖÇẞ0123456789 .,;:!?%/-–’'()"
TEXTS = st.one_of(
    st.sampled_from(ALL).map(lambda s: s.text),
    st.text(LETTERS, max_size=80),
    st.lists(st.sampled_from(" ".join(s.text for s in ALL).split()), max_size=9).map(" ".join),
)
