"""W15: people's words become Markdown and links in one way (`core.markup`), and mean nothing there.

What the product writes is read here by a renderer that lets raw HTML through, as others' may.
"""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from checkins.minutes.content import markdown_of as minutes_of
from core.markup import REL, linked, plain, prose, web_link
from core.tenancy import tenant
from okrs.models import KeyResult, Objective
from tests.cast import Cast
from themes.models import FocusArea, MidTermGoal, StrategicFocus, Theme
from tools.local.var import FLOORS, ROOT

ATTACKS = [
    "<svg onload=alert(1)>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</p><iframe srcdoc='<script>alert(1)</script>'>",
    "<!-- --><b onclick=x>",
    "<?php x ?>",
    "[click](javascript:alert(1))",
    "[click](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<b>)",
    "[x](&#106;avascript:alert(1))",
    "&lt;svg onload=alert(1)&gt;",
    "&#60;svg&#62;",
    "&amp;lt;b&gt;",
    "<javascript:alert(1)>",
    "<https://evil.example>",
    "<mailto:eve@evil.example>",
    "![x](https://evil.example/pixel.png)",
    "[![x](y)](javascript:alert(1))",
    "[a][b]",
    "[b]: javascript:alert(1)",
    "[b]: <https://evil.example> 'title'",
    "\\[x](javascript:alert(1))",
    "\\\\[x](javascript:alert(1))",
    "**bold** __bold__ *i* _i_ `code` ~~gone~~",
    "```\ncode",
    "~~~",
    "# heading",
    "## heading",
    "- item",
    "+ item",
    "1. item",
    "2) item",
    "> quote",
    "---",
    "===",
    "title\n===",
    "title\n---",
    "| a | b |\n|---|---|",
    "    code",
    "\tcode",
    "a\n\n    code",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](<javascript:alert(1)>)",
    "[x](vbscript:x)",
]
OURS = {"p", "h1", "h2", "h3", "ul", "li", "blockquote", "strong", "hr"}
FILES = [path for floor in FLOORS for path in (ROOT / floor).rglob("*.py")]
TEMPLATES = list((ROOT / "templates").rglob("*.html"))


class Read(HTMLParser):
    """The elements and the words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.links: list[dict[str, str | None]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        if tag == "a":
            self.links.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self.elements.append("comment")

    def handle_pi(self, data: str) -> None:
        self.elements.append("instruction")


def rendered(text: str) -> Read:
    return Read(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text))


def one(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("around", ["- {}", "> {}", "# {}", "**{}**: x", "x ({}) y"])
def test_line_means_nothing_in_markdown(attack: str, around: str) -> None:
    """Whatever stands in it is read as it was typed."""
    found = rendered(around.format(plain(f"a{attack}")))

    assert set(found.elements) <= OURS
    assert one(f"a{attack}") in one(found.words)


@pytest.mark.parametrize("attack", ATTACKS)
def test_lines_mean_nothing_in_markdown(attack: str) -> None:
    """Lines and paragraphs stay, and nothing else."""
    found = rendered(f"## Title\n\n{prose(attack)}\n\nafter")

    assert set(found.elements) <= {"h2", "p"}
    assert found.elements.count("h2") == 1
    assert one(attack) in one(found.words)


@given(st.text(alphabet=st.sampled_from("ab1.-+=~`*_[]()<>!#&;:/|\\\n \t\"'"), max_size=40))
def test_no_words_mean_anything(words: str) -> None:
    """The same for whatever is typed."""
    found = rendered(f"x\n\n{prose(words)}\n\n- y {plain(words)}")

    assert set(found.elements) <= {"p", "ul", "li"}
    assert one(found.words) == one(f"x {words} y {words}")


def test_strategic_focus_carries_no_markup(stage: Cast, sign_in: Any) -> None:
    """W15: raw HTML and links of the focus came out of its file as they were typed."""
    words = "\n\n".join(ATTACKS)
    with tenant(stage.organisation):
        Theme.objects.update(why_now=words, why_no_team=words)
        StrategicFocus.objects.update(diagnosis=words, direction=words, not_in_scope=words)
        FocusArea.objects.update(description=words, wanted=words)
        focus = StrategicFocus.objects.latest("pk")
        MidTermGoal.objects.create(focus=focus, text=ATTACKS[0], sign=ATTACKS[6])

    file = sign_in(stage.reader).get(stage.path(f"themes/{stage.theme.pk}/focus.md")).text

    assert set(rendered(file).elements) <= OURS
    for attack in ATTACKS:
        assert one(attack) in one(rendered(file).words), attack


def test_minutes_carry_no_markup(stage: Cast) -> None:
    """K9: each of a team's lines and each decision."""
    words = " ".join(ATTACKS)
    said = {"text": words, "by": words}
    figure = dict.fromkeys(
        ("title", "value", "before", "from_to", "change", "confidence", "voted", "line"), words
    )
    team = {
        "team": words,
        "state": "done",
        "presenter": words,
        "seconds_used": 60,
        "seconds_over": 0,
        "objectives": [words],
        "key_results": [{**figure, "confidence_before": ""}],
        "achievements": [said],
        "learnings": [said],
        "asks": [{"text": words, "stands": words}],
        "set_changes": [{"changes": [{"about": words, "what": words, "old": words, "new": words}]}],
    }
    content = {
        "theme": words,
        "title": words,
        "held": "today",
        "cycle": words,
        "facilitator": words,
        "teams": [team],
        "decisions": [words],
    }
    with tenant(stage.organisation):
        file = minutes_of(content)

    assert set(rendered(file).elements) <= OURS
    for line in file.splitlines():
        assert one(rendered(line).words).count(one(words)) == line.count("svg onload") / 2, line


@pytest.mark.parametrize("name", ["focus.md", "report.md"])
def test_titles_carry_no_markup(stage: Cast, sign_in: Any, name: str) -> None:
    """B3, M8: names of themes, areas, objectives and key results are words too."""
    short = "<svg onload=x> [a](javascript:b)"
    with tenant(stage.organisation):
        Theme.objects.update(name=short)
        FocusArea.objects.filter(pk=stage.areas[0].pk).update(name=short)
        Objective.objects.update(text=short)
        KeyResult.objects.filter(pk=stage.key_results[0].pk).update(title=short)
    of = f"themes/{stage.theme.pk}" if name == "focus.md" else f"cycles/{stage.cycle.pk}"
    file = sign_in(stage.integrator).get(stage.path(f"{of}/{name}"))

    assert file.status_code == 200
    assert set(rendered(file.text).elements) <= OURS
    assert short in rendered(file.text).words


@pytest.mark.parametrize("attack", [*ATTACKS, "https://x.example/\"onclick='a'", "www.x.example"])
def test_links_in_words_lead_to_the_web_alone(attack: str) -> None:
    """http, https and mailto, with a `rel` that vouches for nothing."""
    found = Read(linked(f"Meet at {attack}"))

    assert set(found.elements) <= {"a"}
    for link in found.links:
        assert re.match(r"https?://|mailto:", str(link["href"])), link
        assert set(link) == ({"href", "rel"} if "://" in str(link["href"]) else {"href"})
        assert link.get("rel", REL) == REL


@pytest.mark.parametrize(
    ("address", "is_link"),
    [
        ("https://x.example/a?b=1&c", True),
        ("http://x.example", True),
        ("ftp://x.example", False),
        ("javascript:alert(1)", False),
        ("data:text/html,<b>", False),
        (" javascript:x", False),
        ("//x.example", False),
        ('https://x.example/"><svg onload=x>', True),
    ],
)
def test_address_is_a_link_to_the_web_or_text(address: str, is_link: bool) -> None:
    found = Read(str(web_link(address)) if is_link else f"{web_link(address)!s}".replace("<", ""))

    assert [link["href"] for link in found.links] == ([address] if is_link else [])
    assert {link["rel"] for link in found.links} <= {REL}


def test_nothing_else_writes_markup() -> None:
    """One way: no library that renders Markdown, no other links, no words called safe."""
    library = re.compile(r"^\s*(?:from|import) (?:markdown|mistune|commonmark|bleach|nh3)\b", re.M)
    links = re.compile(r"\burlize|Urlizer")
    safe = re.compile(r"\|\s*safe\b|autoescape off")

    def holding(what: re.Pattern[str], files: list[Path]) -> list[str]:
        return sorted(str(f.relative_to(ROOT)) for f in files if what.search(f.read_text()))

    assert holding(library, FILES) == []
    assert holding(links, [*FILES, *TEMPLATES]) == ["core/markup.py"]
    assert holding(safe, TEMPLATES) == ["templates/mfa/totp/activate_form.html"]
