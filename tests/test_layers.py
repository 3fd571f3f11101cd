"""Inside an app, a module imports from the layers below its own (docs/architecture.md).

Import-linter holds the apps apart; it cannot tell a module's layer by the end of its name.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from okrsite.settings import BASE_DIR, PRODUCT

ABOVE = {
    "models": {"access", "actions", "forms", "views", "nudges", "templatetags", "charts"},
    "access": {"actions", "forms", "views", "nudges", "templatetags"},
    "actions": {"forms", "views", "nudges", "templatetags"},
    "nudges": {"forms", "views"},
    "forms": {"views"},
}


def test_modules_import_from_the_layers_below_their_own() -> None:
    """Models know no forms, actions no templates, forms no views."""
    modules = dict(_modules())

    found = {
        f"{module} imports {imported}"
        for module, path in modules.items()
        for imported in _imports(path, modules)
        if _layer(imported) in ABOVE.get(_layer(module), set())
    }

    assert len(modules) > 500
    assert found == set()


def test_no_app_s_views_import_those_of_another() -> None:
    """What two apps' pages share is a module of its own, such as a form with its answer."""
    modules = dict(_modules())

    found = {
        f"{module} imports {imported}"
        for module, path in modules.items()
        for imported in _imports(path, modules)
        if _layer(module) == _layer(imported) == "views"
        and module.split(".")[0] != imported.split(".")[0]
    }

    assert found == set()


def _modules() -> Iterator[tuple[str, Path]]:
    for app in PRODUCT:
        for path in (BASE_DIR / app).rglob("*.py"):
            if "migrations" not in path.parts:
                parts = path.relative_to(BASE_DIR).with_suffix("").parts
                yield ".".join(parts).removesuffix(".__init__"), path


def _layer(module: str) -> str:
    """`teams.hours.rules_views` is of the views; what is no layer has a name of its own."""
    parts = module.split(".")
    if "templatetags" in parts:
        return "templatetags"
    if parts[0] == "charts":
        return "charts"
    return parts[-1].rpartition("_")[2]


def _imports(path: Path, modules: dict[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                full = f"{node.module}.{name.name}"
                if (imported := full if full in modules else node.module) in modules:
                    yield imported
