"""Reading drawings back: they must be well-formed, and none may carry a style attribute."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from django.utils.safestring import SafeString


def read(drawing: str) -> Element:
    """The root of a drawing that is safe to put on a page."""
    assert isinstance(drawing, SafeString)
    root = ElementTree.fromstring(drawing)  # noqa: S314 (our own output)
    assert not [node for node in root.iter() if "style" in node.attrib]
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    return root


def every(root: Element, css_class: str) -> list[Element]:
    return [node for node in root.iter() if css_class in (node.get("class") or "").split()]


def only(root: Element, css_class: str) -> Element:
    (found,) = every(root, css_class)
    return found


def numbers(node: Element, *names: str) -> tuple[float, ...]:
    return tuple(float((node.get(name) or "").rstrip("%")) for name in names)
