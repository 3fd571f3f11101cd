"""Numbers as people type them in English, German and Turkish."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core.numbers import LocalDecimalField, parse_decimal, shown

LANGUAGES = ("en", "de", "tr")


@pytest.mark.parametrize(
    ("typed", "en", "de", "tr"),
    [
        ("3,7", "3.7", "3.7", "3.7"),
        ("3.7", "3.7", "3.7", "3.7"),
        ("1.234,5", "1234.5", "1234.5", "1234.5"),
        ("1,234.5", "1234.5", "1234.5", "1234.5"),
        ("1.234", "1.234", "1234", "1234"),
        ("1,234", "1234", "1.234", "1.234"),
        ("0.500", "0.5", "0.5", "0.5"),
        ("0,500", "0.5", "0.5", "0.5"),
        ("12.3456", "12.3456", "12.3456", "12.3456"),
        ("1234.567", "1234.567", "1234.567", "1234.567"),
        ("1.234.567", "1234567", "1234567", "1234567"),
        ("1,234,567.8", "1234567.8", "1234567.8", "1234567.8"),
        ("1 234,5", "1234.5", "1234.5", "1234.5"),
        ("1\u202f234\u202f567", "1234567", "1234567", "1234567"),
        ("1’234.5", "1234.5", "1234.5", "1234.5"),
        ("\u22123,5", "-3.5", "-3.5", "-3.5"),
        ("+,5", "0.5", "0.5", "0.5"),
        (" 7 ", "7", "7", "7"),
        ("7,", "7", "7", "7"),
    ],
)
def test_number_is_read_in_the_language_of_the_reader(
    typed: str, en: str, de: str, tr: str
) -> None:
    """G4, S3: one separator alone parts thousands where the language and three digits say so."""
    for language, value in zip(LANGUAGES, (en, de, tr), strict=True):
        with translation.override(language):
            assert parse_decimal(typed) == Decimal(value), language


@pytest.mark.parametrize(
    "typed", ["1.2.3", "1,23,456", "12.34,5", "1,2.3", "1 2 3", "1.234 567", "1.234,5.6", "1'23"]
)
def test_number_that_can_be_read_in_two_ways_is_refused(typed: str) -> None:
    """G4: the sentence shows how to write it, in the language of the reader."""
    examples = {"en": "1234.5", "de": "1234,5", "tr": "1234,5"}
    for language, example in examples.items():
        with translation.override(language), pytest.raises(ValidationError) as refused:
            LocalDecimalField().clean(typed)
        assert refused.value.messages == [
            f"That can be read in more than one way. Write it like {example}."
        ]


@pytest.mark.parametrize("typed", ["3l8", "ten", "-", "1e5", "NaN", ".", "3..7", "--3", "%"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    """G4: with an example."""
    with pytest.raises(ValidationError) as refused:
        LocalDecimalField().clean(typed)

    assert len(refused.value.messages) == 1


@given(
    st.sampled_from(LANGUAGES),
    st.booleans(),
    st.decimals(min_value=-(10**11), max_value=10**11, places=4),
)
def test_number_that_is_shown_is_read_back(language: str, grouped: bool, value: Decimal) -> None:
    """G4: with and without thousands; three decimals after a single separator are the one catch."""
    with translation.override(language):
        said = shown(value, grouped=grouped)

        assert parse_decimal(said) == value


@given(st.sampled_from(LANGUAGES), st.text("0123456789.,' -+\u00a0", max_size=12) | st.text())
def test_whatever_is_typed_is_a_number_or_a_value_error(language: str, typed: str) -> None:
    """G4: nothing else is raised, and no infinity or NaN comes out."""
    with translation.override(language):
        try:
            value = parse_decimal(typed)
        except ValueError:
            return

    assert value.is_finite()
