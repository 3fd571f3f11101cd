"""The quality check takes any text, however its letters are written."""

import unicodedata
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from okrs.quality.check import LOOK, MISSING, PASS, check
from okrs.quality.words import KeyResultWords, ObjectiveWords, SetWords
from tests.okrs.quality.examples import (
    ALL,
    FINE,
    SHARE,
    verdicts,
)

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßçğıöşüâîûABCİIĞÜŞÖÇẞ0123456789 .,;:!?%/-–’'()"
TEXTS = st.one_of(
    st.sampled_from(ALL).map(lambda s: s.text),
    st.text(LETTERS, max_size=80),
    st.lists(st.sampled_from(" ".join(s.text for s in ALL).split()), max_size=9).map(" ".join),
)
WRITTEN = [
    str.upper,
    str.lower,
    str.title,
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: unicodedata.normalize("NFD", text.upper()),
    lambda text: text.replace("ß", "ss"),
    lambda text: text.replace("i", "İ").replace("ı", "I"),
]


@given(TEXTS, TEXTS, st.sampled_from(WRITTEN))
def test_verdicts_do_not_hang_on_how_letters_are_written(
    objective: str, title: str, written: Any
) -> None:
    """G6: capitals, composed or decomposed letters, İ/ı and ß make no difference; twice is once."""

    def words(change: Any) -> SetWords:
        return replace(
            FINE,
            objectives=(ObjectiveWords(change(objective), (replace(SHARE, title=change(title)),)),),
        )

    assert verdicts(words(written)) == verdicts(words(str)) == verdicts(words(str))


@given(
    st.text(max_size=200),
    st.text(max_size=40),
    st.sampled_from(["increase", "decrease", "maintain", "milestone", "baseline"]),
    st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=2),
    st.integers(1, 13),
)
@example("ﷺ ½ ﬀ İ\u0307 \u0301", "ﷺ", "increase", Decimal("-0"), 13)
def test_check_takes_whatever_is_typed(
    text: str, unit: str, kind: str, number: Decimal | None, weeks: int
) -> None:
    """G5: it never raises, blocks nothing, and quotes only what stands in the text."""
    key_result = KeyResultWords(
        text, kind, unit=unit, baseline=number, low=number, every_weeks=weeks, steps=(text,)
    )
    found = check(replace(FINE, objectives=(ObjectiveWords(text, (key_result,)),)))

    assert {item.word for item in found} <= {PASS, LOOK, MISSING}
    assert all(item.question and item.reason for item in found)
