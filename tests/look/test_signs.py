from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.template import Context, Template
from django.utils import timezone, translation

from core import formatting
from core.forms.widgets import Stepper
from core.templatetags import signs
from core.text import lines

NBSP = "\u00a0"


@dataclass
class Pace:
    word: str
    points: Decimal


def drawn(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("language", "said"), [("tr", "İki kişi"), ("tr-TR", "İki kişi"), ("en", "Iki kişi")]
)
def test_capital_letter_is_that_of_the_language(language: str, said: str) -> None:
    with translation.override(language):
        assert drawn("{{ words|capital }}", words="iki kişi") == said
        assert drawn("{{ words|capital }}", words="çok") == "Çok"
        assert drawn("{{ words|capital }}", words="") == ""


def test_icon_is_decoration_unless_it_has_a_label() -> None:
    assert drawn('{% icon "check" %}') == (
        '<svg class="i" viewBox="0 0 20 20" aria-hidden="true"><use href="#i-check"/></svg>'
    )
    assert 'role="img" aria-label="Private"' in drawn('{% icon "lock" label="Private" %}')


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Selin Kaya", "SK"),
        ("Hannelore Weißenberger-Schmidt", "HS"),
        ("Ömer Faruk Güneş", "ÖG"),
        ("Anneke de Vries", "AV"),
        ("İbrahim", "İ"),
        ("", ""),
    ],
)
def test_initials_are_first_and_last(name: str, letters: str) -> None:
    assert signs.initials_of(name) == letters


def test_a_face_without_its_name_beside_it_says_the_name() -> None:
    face = drawn("{% initials person named=True %}", person="Selin <Kaya>")

    assert '<span class="vh">Selin &lt;Kaya&gt;</span>' in face


@pytest.mark.parametrize(
    ("value", "word"),
    [("unsure", "Unsure"), ("", "No view yet"), (None, "No view yet"), ("green", "No view yet")],
)
def test_confidence_is_a_planet_and_a_word(value: str | None, word: str) -> None:
    """S1: status by word, shape and colour."""
    sign = drawn("{% conf value %}", value=value)

    assert sign.endswith(f"</svg>{word}</span>")
    assert "#ph-" in sign


@pytest.mark.parametrize(
    ("pace", "css", "icon", "words"),
    [
        (Pace("even", Decimal("-4.9")), "pace", "even", "On pace"),
        (Pace("ahead", Decimal("8.6")), "pace", "up", "9 ahead"),
        (Pace("behind", Decimal("-7")), "pace", "down", "7 behind"),
        (Pace("behind", Decimal("-24.5")), "pace far", "down", "25 behind"),
    ],
)
def test_pace_is_a_sign_and_words(pace: Pace, css: str, icon: str, words: str) -> None:
    assert drawn("{% pace pace %}", pace=pace) == (
        f'<span class="{css}">{signs.icon(icon)}{words}</span>'
    )


def test_no_pace_prints_nothing() -> None:
    assert drawn("{% pace pace %}", pace=None) == ""


@pytest.mark.parametrize(
    ("language", "value", "said"),
    [
        ("en", Decimal("4.50"), f"4.5{NBSP}h"),
        ("en", Decimal("4.00"), f"4{NBSP}h"),
        ("de", Decimal("4.50"), f"4,5{NBSP}h"),
        ("en", None, ""),
    ],
)
def test_hours_are_said_by_locale(language: str, value: Decimal | None, said: str) -> None:
    """S3: numbers by locale."""
    with translation.override(language):
        assert formatting.hours(value) == said


def test_thousands_are_parted_for_people_and_never_in_an_address() -> None:
    """A key of 1234 in an id or a value must not become "1,234"."""
    assert drawn("{{ key }}", key=1234) == "1234"
    assert formatting.number(Decimal("12000.50")) == "12,000.5"
    assert Stepper().format_value(Decimal("12000.50")) == "12000.5"


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Decimal("0.505"), f"51{NBSP}%"),
        (2, f"200{NBSP}%"),
        (Decimal("-0.2"), f"-20{NBSP}%"),
        (None, ""),
    ],
)
def test_percent_is_whole(share: Decimal | None, said: str) -> None:
    assert formatting.percent(share) == said


@pytest.mark.parametrize(
    ("difference", "said"),
    [("0.07", "up 7 points"), ("-0.01", "down 1 point"), ("0.004", "no change")],
)
def test_points_say_their_direction(difference: str, said: str) -> None:
    assert formatting.points(Decimal(difference)) == said


@time_machine.travel(datetime(2026, 5, 18, 12, 0, tzinfo=UTC), tick=False)
def test_dates_are_spoken() -> None:
    moment = datetime(2026, 5, 20, 22, 30, tzinfo=UTC)

    with timezone.override("Europe/Istanbul"):
        assert formatting.spoken_date(date(2026, 5, 20)) == "Wed 20 May"
        assert formatting.spoken_date(date(2027, 1, 4)) == "Mon 4 January 2027"
        assert formatting.spoken_time(moment) == "Thu 21 May, 01:30"
        assert formatting.away(moment) == "in 3 days"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (2, "in 2 days"),
        (-9, "9 days ago"),
        (22, "in 3 weeks"),
    ],
)
def test_away_counts_days_then_weeks(days: int, said: str) -> None:
    assert formatting.away(timezone.localdate() + timedelta(days=days)) == said


def test_lines_leave_out_the_empty_ones() -> None:
    assert lines("one\n\n  two \n") == ["one", "two"]
