"""What a page offers: addresses to open, and forms with what they would send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

GUESSES = {
    "number": "2",
    "numeric": "2",
    "decimal": "2",
    "date": "2026-06-01",
    "time": "10:00",
    "datetime-local": "2026-06-01T10:00",
    "email": "new@lodos.example",
    "url": "https://example.com/",
}
CSRF = "csrfmiddlewaretoken"
"""Comes with each request by itself."""
METHODS = {"hx-post": "POST", "hx-put": "PUT", "hx-delete": "DELETE"}


@dataclass
class Form:
    """Where a form goes, and its named controls with the values each could send."""

    action: str
    method: str
    kinds: dict[str, str] = field(default_factory=dict)
    values: dict[str, list[str]] = field(default_factory=dict)

    def filled(self) -> dict[str, str]:
        """Something good in each control but the files."""
        return {
            name: next(filter(None, self.values.get(name, [])), GUESSES.get(kind, name))
            for name, kind in self.kinds.items()
            if kind != "file"
        }

    def files(self) -> list[str]:
        return [name for name, kind in self.kinds.items() if kind == "file"]


@dataclass
class Page:
    links: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)


def read(html: str, url: str) -> Page:
    reader = _Reader(url)
    reader.feed(html)
    return reader.page


class _Reader(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__()
        self.page = Page()
        self._url = url
        self._form: Form | None = None
        self._chosen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        for name in ("href", "hx-get"):
            if address := self._ours(given.get(name)):
                self.page.links.append(address)
        if tag == "form":
            here = self._ours(given.get("action") or self._url)
            self._form = Form(here, given.get("method", "get").upper())
            self.page.forms.append(self._form)
        self._more_ways(given)
        if self._form and given.get("name", CSRF) != CSRF:
            self._control(self._form, tag, given)
        elif tag == "option" and self._form and self._chosen:
            self._form.values[self._chosen].append(given.get("value", ""))

    def _more_ways(self, given: dict[str, str]) -> None:
        """Buttons and parts that send by themselves, with what their form holds."""
        held = self._form or Form("", "")
        ways = [(given[name], method) for name, method in METHODS.items() if given.get(name)]
        if given.get("formaction"):
            ways.append((given["formaction"], "POST"))
        self.page.forms += [
            Form(self._ours(action), method, held.kinds, held.values) for action, method in ways
        ]

    def _control(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name = given["name"]
        kind = given.get("inputmode") or given.get("type", "text") if tag == "input" else tag
        form.kinds.setdefault(name, kind)
        form.values.setdefault(name, [])
        if "value" in given:
            form.values[name].append(given["value"])
        self._chosen = name if tag == "select" else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form, self._chosen = None, ""

    def _ours(self, address: str | None) -> str:
        """Its path on this site; nothing for other sites and for what is no address."""
        if not address or address.startswith("#"):
            return ""
        parts = urlsplit(urljoin(self._url, address))
        if parts.scheme or parts.netloc:
            return ""
        return parts._replace(fragment="").geturl()
