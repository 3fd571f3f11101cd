"""Numbers as people type them: "3,7" and "3.7", "1.234,5" and "1,234.5"."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext_lazy as _

_SHAPE = re.compile(r"^[+-]?\d[\d.,]*$|^[+-]?[.,]\d+$")


def parse_decimal(text: str) -> Decimal:
    """Read a number in the active language.

    With both separators the last one is the decimal one. A single separator is the language's
    thousands separator only when exactly three digits follow it. Raises `ValueError` otherwise.
    """
    bare = re.sub(r"[\s\u00a0\u202f'’]", "", text).replace("\u2212", "-")
    if not _SHAPE.match(bare):
        raise ValueError(f"“{text}” is not a number.")
    point = _decimal_separator(bare)
    other = "," if point == "." else "."
    return Decimal(bare.replace(other, "").replace(point, "."))


def row_number(text: str) -> int | None:
    """The number of a row out of an address or a form; None for whatever can be no such number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _decimal_separator(bare: str) -> str:
    last = max(bare, key=lambda c: bare.rfind(c) if c in ".," else -1)
    if last not in ".,":
        return "."
    other = "," if last == "." else "."
    if other in bare:
        return _once(bare, last)
    if bare.count(last) > 1:
        return other
    groups = len(bare) - bare.index(last) == 4 and bare.lstrip("+-")[0] != last
    thousands = formats.get_format("THOUSAND_SEPARATOR")
    return other if groups and last == thousands else last


def _once(bare: str, point: str) -> str:
    if bare.count(point) > 1:
        raise ValueError(f"“{bare}” is not a number.")
    return point


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
    default_error_messages = {"invalid": _("Write a number, for example %(example)s.")}

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if value in self.empty_values:
            return None
        try:
            return parse_decimal(str(value))
        except ValueError:
            message = self.error_messages["invalid"] % {"example": shown(Decimal("3.5"))}
            raise ValidationError(message, code="invalid") from None


def shown(value: Decimal, *, grouped: bool = True) -> str:
    """A decimal in the active language without trailing zeros; inputs leave thousands together."""
    plain = format(value.normalize(), "f")
    return formats.number_format(plain, use_l10n=True, force_grouping=grouped)
