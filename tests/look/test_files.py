"""The rules of style.md that files can break: sprite, size, colours, no inline script or style."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STYLES = sorted((ROOT / "static/css").rglob("*.css"))
SCRIPTS = sorted((ROOT / "static/js").glob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MARKUP = [path for path in TEMPLATES if path.parent.name != "mail"]
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b(?!\))|\b(?:oklch|oklab|lab|lch|rgba?|hsla?|hwb|color)\(", re.I
)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def symbols() -> set[str]:
    return set(re.findall(r'<symbol id="([^"]+)"', text(ROOT / "templates/_icons.html")))


@cache
def styled() -> set[str]:
    bare = (re.sub(r'/\*.*?\*/|"[^"]*"', "", text(path), flags=re.S) for path in STYLES)
    return {word for style in bare for word in re.findall(r"\.([a-zA-Z][\w-]*)", style)}


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_icon_of_a_template_is_in_the_sprite(path: Path) -> None:
    used = {f"i-{icon}" for icon in re.findall(r'{% icon "([\w-]+)"', text(path))}
    used |= set(re.findall(r'href="#((?:i|ph)-[\w-]+)"', text(path)))

    assert used - symbols() == set()


def test_every_icon_named_in_python_is_in_the_sprite() -> None:
    named = {
        icon
        for path in ROOT.glob("[a-z]*/**/*.py")
        if "tests" not in path.parts and ".venv" not in path.parts
        for icon in re.findall(r'icon="([\w-]+)"', text(path))
    }

    assert {f"i-{icon}" for icon in named} - symbols() == set()


@pytest.mark.parametrize("path", MARKUP, ids=name)
def test_templates_hold_no_inline_script_or_style(path: Path) -> None:
    """The content security policy has no unsafe-*."""
    forbidden = re.findall(
        r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|\shx-on|javascript:", text(path), re.I
    )

    assert forbidden == []


@pytest.mark.parametrize("path", MARKUP, ids=name)
def test_every_class_of_a_template_is_in_a_style_file(path: Path) -> None:
    """A class nobody styles is a typing error or a look that stands elsewhere."""
    markup = re.sub(r"{%.*?%}|{{.*?}}", " ", text(path), flags=re.S)
    used = {word for words in re.findall(r'class="([^"]*)"', markup) for word in words.split()}

    assert used - styled() == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_stays_under_120_lines(path: Path) -> None:
    assert len(text(path).splitlines()) < 120


@pytest.mark.parametrize(
    "path",
    [path for path in MARKUP if path.parent == ROOT / "templates" and path.name.startswith("_")],
    ids=name,
)
def test_a_shared_fragment_begins_with_what_it_reads(path: Path) -> None:
    first = text(path).splitlines()[0] if text(path) else ""

    assert first.startswith("{% comment %}")


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_a_style_file_stays_under_150_lines(path: Path) -> None:
    assert len(text(path).splitlines()) < 150


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_colour_literals_stand_in_tokens_alone(path: Path) -> None:
    if path.name == "tokens.css":
        pytest.skip("the one place")

    assert COLOUR.findall(text(path)) == []


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_rules_nest_two_deep_at_most(path: Path) -> None:
    bare = re.sub(r"/\*.*?\*/", "", text(path), flags=re.S)
    open_rules: list[bool] = []
    deepest = 0
    for prelude, brace in re.findall(r"([^{};]*)([{}])", bare):
        if brace == "}":
            open_rules.pop()
            continue
        open_rules.append(not prelude.strip().startswith("@"))
        deepest = max(deepest, sum(open_rules))

    assert deepest <= 3
    assert open_rules == []


def test_app_css_declares_the_layers_and_imports_every_file() -> None:
    app = text(ROOT / "static/css/app.css")
    imported = re.findall(r'@import url\("([^"]+)"\) layer\(\w+\);', app)

    assert "@layer reset, tokens, base, layout, components, pages, utilities;" in app
    assert sorted(imported) == [
        str(path.relative_to(ROOT / "static/css")) for path in STYLES if path.name != "app.css"
    ]


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_behaviour_stays_under_60_lines_and_is_loaded(path: Path) -> None:
    assert len(text(path).splitlines()) < 60
    assert f"js/{path.name}'" in text(ROOT / "templates/_scripts.html")
