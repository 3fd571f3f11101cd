"""The figures of a key result as people say them: "77 %", "292 technicians", "from 71 to 82 %"."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from core.numbers import shown
from okrs.models import KeyResult

SURENESS = {
    "confident": pgettext_lazy("inside a sentence", "confident"),
    "unsure": pgettext_lazy("inside a sentence", "unsure"),
    "doubtful": pgettext_lazy("inside a sentence", "doubtful"),
    "": pgettext_lazy("inside a sentence", "no view yet"),
}
NBSP = "\u00a0"
SIGN_LENGTH = 2  # "%", "°C", "€": written right after the number


def with_unit(value: Decimal, unit: str) -> str:
    return f"{shown(value)}{NBSP}{unit}" if unit else shown(value)


def sureness(confidence: str) -> str:
    """A confidence inside a sentence: "51 %, unsure"."""
    return str(SURENESS[confidence])


def value_text(key_result: KeyResult, value: Decimal | None) -> str:
    """One value with its unit; nothing measured yet says so."""
    if value is None:
        return _("not measured yet")
    if key_result.kind == KeyResult.Kind.MILESTONE:
        return with_unit(round(value, 0), "%")
    return with_unit(value, key_result.unit)


def short_text(key_result: KeyResult, value: Decimal | None) -> str:
    """The value alone, with its unit only where that is a sign."""
    if value is None:
        return "–"
    return shown(value) if small_unit(key_result) else value_text(key_result, value)


def small_unit(key_result: KeyResult) -> str:
    """The unit where it is a word, to stand small beside the number."""
    if key_result.kind == KeyResult.Kind.MILESTONE or len(key_result.unit) <= SIGN_LENGTH:
        return ""
    return key_result.unit


def from_to(key_result: KeyResult) -> str:
    """Where a key result comes from and where it shall go."""
    sign = key_result.unit if len(key_result.unit) <= SIGN_LENGTH else ""
    kind = KeyResult.Kind(key_result.kind)
    if kind in {KeyResult.Kind.INCREASE, KeyResult.Kind.DECREASE}:
        numbers = {
            "start": shown(_known(key_result.baseline)),
            "end": with_unit(_known(key_result.target), sign),
        }
        return _("from %(start)s to %(end)s") % numbers
    if kind == KeyResult.Kind.MAINTAIN:
        numbers = {
            "low": shown(_known(key_result.low)),
            "high": with_unit(_known(key_result.high), sign),
        }
        return _("%(low)s to %(high)s") % numbers
    if kind == KeyResult.Kind.MILESTONE:
        return _("all steps")
    if key_result.baseline is None:
        return _("to be learned")
    return _("starts at %(value)s") % {"value": with_unit(key_result.baseline, sign)}


def goal_text(key_result: KeyResult) -> str:
    """What stands behind the number in the quick form: "of 480", "95 to 100 %"."""
    kind = KeyResult.Kind(key_result.kind)
    if kind == KeyResult.Kind.INCREASE:
        return _("of %(target)s") % {
            "target": with_unit(_known(key_result.target), key_result.unit)
        }
    if kind == KeyResult.Kind.DECREASE:
        return _("down to %(target)s") % {
            "target": with_unit(_known(key_result.target), key_result.unit)
        }
    if kind == KeyResult.Kind.MAINTAIN:
        return _("%(low)s to %(high)s") % {
            "low": shown(_known(key_result.low)),
            "high": with_unit(_known(key_result.high), key_result.unit),
        }
    return key_result.unit


def rounded(value: Decimal, *, like: KeyResult) -> Decimal:
    """As exact as the key result's own numbers, and no more: a forecast of 391.7 people is 392."""
    return value.quantize(Decimal(1).scaleb(-places(like)), ROUND_HALF_UP)


def places(key_result: KeyResult) -> int:
    """How many digits after the decimal sign the key result's own numbers use."""
    kr = key_result
    numbers = [n for n in (kr.baseline, kr.target, kr.low, kr.high) if n is not None]
    return max((_places(n) for n in numbers), default=0)


def _places(value: Decimal) -> int:
    exponent = Decimal(value).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def question(key_result: KeyResult) -> str:
    """What is asked of the one who measures."""
    params = {"title": key_result.title, "unit": key_result.unit}
    if key_result.kind == KeyResult.Kind.MILESTONE:
        return _("%(title)s: which steps are done?") % params
    if len(key_result.unit) > SIGN_LENGTH:
        return _("%(title)s: how many %(unit)s now?") % params
    if key_result.unit:
        return _("%(title)s: where does it stand now, in %(unit)s?") % params
    return _("%(title)s: where does it stand now?") % params


def _known(value: Decimal | None) -> Decimal:
    return Decimal(0) if value is None else Decimal(value)
