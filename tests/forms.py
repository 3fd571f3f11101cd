"""The forms of a page as a browser sees them: where they go, and what they hold."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = {
    "text",
    "search",
    "email",
    "number",
    "numeric",
    "decimal",
    "date",
    "time",
    "datetime-local",
    "textarea",
}
GUESSES = {
    "number": "2",
    "numeric": "2",
    "decimal": "2",
    "date": "2026-06-01",
    "time": "10:00",
    "datetime-local": "2026-06-01T10:00",
    "email": "new@lodos.example",
}


@dataclass
class Control:
    """One named control; `values` are those it would send, `options` those it could."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    invalid: bool = False

    def filled(self) -> list[str]:
        """What is there, or else something that could be meant."""
        if [value for value in self.values if value] or self.kind == "checkbox":
            return self.values
        if self.kind in {"select", "radio"}:
            return [option for option in self.options if option][:1]
        return [GUESSES.get(self.kind, "" if self.kind == "hidden" else self.name)]


@dataclass
class Form:
    """A form of a page, with its controls by name."""

    action: str
    method: str
    page: str
    controls: dict[str, Control] = field(default_factory=dict)

    @property
    def shape(self) -> tuple[str, str, tuple[str, ...]]:
        return (self.action, self.method, tuple(self.controls))

    def filled(self) -> dict[str, list[str]]:
        return {name: control.filled() for name, control in self.controls.items()}


class _Reader(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._open: Control | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            action, method = given.get("action") or self.url, given.get("method", "get")
            self._form = Form(action, method.lower(), self.url)
            self.forms.append(self._form)
        elif self._form and given.get("name"):
            self._control(self._form, tag, given)
        elif tag == "option" and self._open:
            self._open.options.append(given.get("value", ""))
            if "selected" in given:
                self._open.values.append(given.get("value", ""))

    def _control(self, form: Form, tag: str, given: dict[str, str]) -> None:
        kind = given.get("inputmode") or given.get("type", "text") if tag == "input" else tag
        control = form.controls.setdefault(given["name"], Control(given["name"], kind))
        control.invalid |= given.get("aria-invalid") == "true"
        value = given.get("value", "on" if kind == "checkbox" else "")
        if kind in {"radio", "checkbox", "button"}:
            control.options.append(value)
        if kind not in {"radio", "checkbox", "select", "textarea"} or "checked" in given:
            control.values.append(value)
        self._open = control if tag in {"select", "textarea"} else None

    def handle_data(self, data: str) -> None:
        if self._open and self._open.kind == "textarea":
            self._open.values = ["".join(self._open.values) + data]

    def handle_endtag(self, tag: str) -> None:
        if tag in {"select", "textarea"}:
            if self._open and tag == "textarea":
                self._open.values = [v.removeprefix("\n") for v in self._open.values]
            self._open = None
        if tag == "form":
            self._form = None


def forms_in(html: str, url: str) -> list[Form]:
    reader = _Reader(url)
    reader.feed(html)
    return reader.forms
