"""Elements, numbers and percentages of drawings."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.svg import clamp, element, picture, short
from tests.drawing import read


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (-0.0049, "0"),
        (1.5, "1.5"),
        (100, "100"),
        (-12.346, "-12.35"),
        (Decimal("33.333"), "33.33"),
    ],
)
def test_short_numbers_say_nothing_twice(number: float | Decimal, text: str) -> None:
    assert short(number) == text


@given(st.floats(-1e6, 1e6))
def test_short_numbers_stay_close(number: float) -> None:
    assert abs(float(short(number)) - number) <= 0.0051
    assert short(number) != "-0"


@pytest.mark.parametrize(
    ("percent", "drawn"), [(None, 0), (-20, 0), (0, 0), (Decimal("50.5"), 50.5), (250, 100)]
)
def test_clamp_keeps_what_can_be_drawn(percent: float | Decimal | None, drawn: float) -> None:
    assert clamp(percent) == drawn


def test_element_escapes_texts_and_attributes_and_keeps_elements() -> None:
    inner = element("title", 'İş & <b>"güven"</b>')

    outer = read(element("g", inner, "a < b", class_='"x"><script>', r=2.5, x=None))

    assert outer.get("class") == '"x"><script>'
    assert outer.attrib == {"class": '"x"><script>', "r": "2.5"}
    assert outer[0].text == 'İş & <b>"güven"</b>'
    assert outer[0].tail == "a < b"


def test_element_without_children_closes_itself() -> None:
    assert (
        element("circle", stroke_width=2, viewBox="0") == '<circle stroke-width="2" viewBox="0"/>'
    )


def test_picture_is_spoken_by_its_label_or_hidden() -> None:
    spoken, hidden = read(picture("dot", label="55 %")), read(picture("dot", label=""))

    assert (spoken.get("role"), spoken.get("aria-label")) == ("img", "55 %")
    assert (hidden.get("role"), hidden.get("aria-hidden")) == (None, "true")


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cn"])))
def test_any_text_comes_back_as_it_went_in(text: str) -> None:
    node = read(element("text", text, aria_label=text))

    assert (node.text or "") == text.replace("\r", "\n")
    assert node.get("aria-label") == text
