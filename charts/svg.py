"""Elements of a drawing: attributes and texts escaped, numbers short, no style attribute."""

from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Real = float | Decimal
HUNDRED = 100.0


def element(tag: str, *children: str, **attributes: object) -> SafeString:
    """One element with its children, in the order given; a text among them is escaped.

    Attribute names are written as Python allows: `class_`, `stroke_width`, `aria_label`,
    `viewBox`. An attribute that is `None` is left out.
    """
    written = format_html_join(
        "",
        ' {}="{}"',
        (
            (name.rstrip("_").replace("_", "-"), _written(value))
            for name, value in attributes.items()
            if value is not None
        ),
    )
    if not children:
        return format_html("<{}{}/>", tag, written)
    inner = format_html_join("", "{}", ((child,) for child in children))
    return format_html("<{}{}>{}</{}>", tag, written, inner, tag)


def picture(tag_class: str, *children: str, label: str, **attributes: object) -> SafeString:
    """An `svg` that is read out by its `label`, or passed over by readers when that is empty."""
    spoken = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    return element("svg", *children, class_=tag_class, **spoken, **attributes)


def short(number: Real) -> str:
    """A number for an attribute: two decimals at most, no zeros that say nothing, no −0."""
    return f"{round(float(number), 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def clamp(percent: Real | None) -> float:
    """A percentage that can be drawn, 0…100; nothing measured yet is drawn at 0."""
    return max(0.0, min(float(percent or 0), HUNDRED))


def _written(value: object) -> str:
    return short(value) if isinstance(value, float | Decimal) else str(value)
