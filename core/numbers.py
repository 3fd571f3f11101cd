"""Numbers as people type them: "3,7" and "3.7", "1.234,5" and "1,234.5"."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext_lazy as _

_SHAPE = re.compile(r"[+-]?(\d[\d.,' ]*|[.,]\d+)")


class UnclearNumber(ValueError):
    """Separators that stand where nobody writes them: it can be read in more than one way."""


def parse_decimal(text: str) -> Decimal:
    """Read a number in the active language.

    With both separators the last one is the decimal one. A single separator is the language's
    thousands separator only when exactly three digits follow it and one to three, not beginning
    with 0, stand before it. Spaces and apostrophes part thousands. Raises `ValueError` for what is
    no number, `UnclearNumber` when thousands are parted at other places.
    """
    bare = re.sub("[\\s\u00a0\u202f]", " ", text.strip().replace("\u2212", "-").replace("’", "'"))
    if not _SHAPE.fullmatch(bare):
        raise ValueError(f"“{text}” is not a number.")
    point = _decimal_separator(bare)
    whole, _point, part = bare.rpartition(point) if point else (bare, "", "")
    if part and not part.isdecimal():
        raise UnclearNumber(f"“{text}” can be read in more than one way.")
    return Decimal(f"{_together(whole)}.{part}")


def row_number(text: str) -> int | None:
    """The number of a row out of an address or a form; None for whatever can be no such number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _decimal_separator(bare: str) -> str:
    """The sign that parts the decimals, if there is one."""
    last = max(".,", key=bare.rfind)
    other = "," if last == "." else "."
    if last not in bare:
        return ""
    if other in bare:
        return last
    if bare.count(last) > 1:
        return ""
    groups = re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", bare)
    return "" if groups and last == formats.get_format("THOUSAND_SEPARATOR") else last


def _together(whole: str) -> str:
    """Whole digits without what parts thousands, which is one sign and stands at each of them."""
    digits = re.sub("[.,' ]", "", whole)
    if digits != whole and not re.fullmatch(r"[+-]?\d{1,3}([.,' ])\d{3}(\1\d{3})*", whole):
        raise UnclearNumber(f"“{whole}” can be read in more than one way.")
    return digits


class DecimalInput(forms.TextInput):
    """A text box that opens the number keys of a phone."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, Decimal):
            return shown(value, grouped=False)
        return None if value is None else str(value)


class LocalDecimalField(forms.DecimalField):
    """A decimal as people type it in their language."""

    widget = DecimalInput
    default_error_messages = {
        "invalid": _("Write a number, for example %(example)s."),
        "unclear": _("That can be read in more than one way. Write it like %(example)s."),
    }

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if value in self.empty_values:
            return None
        try:
            return parse_decimal(str(value))
        except UnclearNumber:
            raise self._refusal("unclear", Decimal("1234.5")) from None
        except ValueError:
            raise self._refusal("invalid", Decimal("3.5")) from None

    def _refusal(self, code: str, example: Decimal) -> ValidationError:
        said = {"example": shown(example, grouped=False)}
        return ValidationError(self.error_messages[code] % said, code=code)


def shown(value: Decimal, *, grouped: bool = True) -> str:
    """A decimal in the active language without trailing zeros; inputs leave thousands together."""
    plain = format(value.normalize(), "f")
    return formats.number_format(plain, use_l10n=True, force_grouping=grouped)
