"""The rules of style.md that files can break: sprite, size, colours, no inline script or style."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

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


def offending(paths: Iterable[Path], found: Callable[[Path], object]) -> dict[str, object]:
    """The files in which something was found, with what it was."""
    return {name(path): what for path in paths if (what := found(path))}


def test_every_icon_of_a_template_is_in_the_sprite() -> None:
    def unknown(path: Path) -> set[str]:
        used = {f"i-{icon}" for icon in re.findall(r'{% icon "([\w-]+)"', text(path))}
        used |= set(re.findall(r'href="#((?:i|ph)-[\w-]+)"', text(path)))
        return used - symbols()

    assert offending(TEMPLATES, unknown) == {}


def test_every_icon_named_in_python_is_in_the_sprite() -> None:
    named = {
        icon
        for path in ROOT.glob("[a-z]*/**/*.py")
        if "tests" not in path.parts and ".venv" not in path.parts
        for icon in re.findall(r'icon="([\w-]+)"', text(path))
    }

    assert {f"i-{icon}" for icon in named} - symbols() == set()


def test_templates_hold_no_inline_script_or_style() -> None:
    """The content security policy has no unsafe-*."""
    inline = re.compile(
        r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|\shx-on|javascript:", re.I
    )

    assert offending(MARKUP, lambda path: inline.findall(text(path))) == {}


def test_every_class_of_a_template_is_in_a_style_file() -> None:
    """A class nobody styles is a typing error or a look that stands elsewhere."""

    def unknown(path: Path) -> set[str]:
        markup = re.sub(r"{%.*?%}|{{.*?}}", " ", text(path), flags=re.S)
        used = {word for words in re.findall(r'class="([^"]*)"', markup) for word in words.split()}
        return used - styled()

    assert offending(MARKUP, unknown) == {}


def test_a_template_stays_under_120_lines() -> None:
    assert offending(TEMPLATES, lambda path: len(text(path).splitlines()) >= 120) == {}


def test_a_shared_fragment_begins_with_what_it_reads() -> None:
    shared = [
        path for path in MARKUP if path.parent == ROOT / "templates" and path.name.startswith("_")
    ]

    assert offending(shared, lambda path: not text(path).startswith("{% comment %}")) == {}


def test_a_style_file_stays_under_150_lines() -> None:
    assert offending(STYLES, lambda path: len(text(path).splitlines()) >= 150) == {}


def test_colour_literals_stand_in_tokens_alone() -> None:
    others = [path for path in STYLES if path.name != "tokens.css"]

    assert offending(others, lambda path: COLOUR.findall(text(path))) == {}


def test_rules_nest_two_deep_at_most() -> None:
    assert offending(STYLES, lambda path: depth(text(path)) > 3) == {}


def depth(style: str) -> int:
    """How deep rules nest, at-rules not counted; an open rule at the end counts as too deep."""
    open_rules: list[bool] = []
    deepest = 0
    for prelude, brace in re.findall(
        r"([^{};]*)([{}])", re.sub(r"/\*.*?\*/", "", style, flags=re.S)
    ):
        if brace == "}":
            open_rules.pop()
            continue
        open_rules.append(not prelude.strip().startswith("@"))
        deepest = max(deepest, sum(open_rules))
    return deepest if not open_rules else 99


def test_app_css_declares_the_layers_and_imports_every_file() -> None:
    app = text(ROOT / "static/css/app.css")
    imported = re.findall(r'@import url\("([^"]+)"\) layer\(\w+\);', app)

    assert "@layer reset, tokens, base, layout, components, pages, utilities;" in app
    assert sorted(imported) == [
        str(path.relative_to(ROOT / "static/css")) for path in STYLES if path.name != "app.css"
    ]


def test_a_behaviour_is_short_not_squeezed_and_is_loaded() -> None:
    scripts = "".join(map(text, TEMPLATES))

    assert offending(SCRIPTS, lambda path: len(text(path).splitlines()) >= 160) == {}
    assert offending(SCRIPTS, lambda path: max(map(len, text(path).splitlines())) > 120) == {}
    assert offending(SCRIPTS, lambda path: f"js/{path.name}'" not in scripts) == {}
