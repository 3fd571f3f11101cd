"""Each requirement has a test that names it, and each id that code and tests name exists."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from okrsite.settings import PRODUCT

ROOT = Path(__file__).parents[1]
SOURCES = ("tests", "tools", *PRODUCT)
ID = re.compile(r"(?<![\w/#.-])[A-W]\d{1,2}(?!\w)")

NOT_BUILT = {"P6", "Q5", "Q8", "R1", "R3", "S4", *(f"V{number}" for number in range(1, 19))}
"""May only become smaller."""

PAPER = {"A4"}


def test_each_requirement_is_named_by_a_test() -> None:
    named = {name for path in _sources("tests") for name in _ids(path)}

    assert (_requirements() | _attacks()) - named == NOT_BUILT


def test_each_id_that_is_named_exists() -> None:
    known = _requirements() | _attacks() | PAPER

    unknown = {
        f"{path.relative_to(ROOT)}: {name}"
        for folder in SOURCES
        for path in _sources(folder)
        for name in _ids(path) - known
    }

    assert unknown == set()


def _requirements() -> set[str]:
    text = (ROOT / "docs/requirements.md").read_text()
    return set(re.findall(r"^- \*\*([A-V]\d+)\*\*", text, re.MULTILINE))


def _attacks() -> set[str]:
    """What the threat model lists as attacks that once worked."""
    text = (ROOT / "docs/threat-model.md").read_text()
    return set(re.findall(r"\bW\d+\b", text))


def _sources(folder: str) -> Iterator[Path]:
    return (ROOT / folder).rglob("*.py")


@cache
def _ids(path: Path) -> set[str]:
    """Named in comments and docstrings; other strings hold drawings and data."""
    source = path.read_text()
    if not ID.search(source):  # most files name none, and reading one takes long
        return set()
    return {name for text in _prose(source) for name in ID.findall(text)}


def _prose(source: str) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield str(node.value.value)
