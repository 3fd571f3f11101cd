"""`bin/lint` and `bin/test`: what has to hold before a change is good."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.local.environment import MANAGE, PYTHON, always
from tools.local.household import Household
from tools.local.processes import Child
from tools.local.servers import Addresses, serve
from tools.local.var import ROOT, Var

BIN = Path(PYTHON).parent

LINT: dict[str, list[str]] = {
    "ruff check": [f"{BIN}/ruff", "check", "--quiet"],
    "ruff format": [f"{BIN}/ruff", "format", "--check", "--quiet"],
    "mypy": [f"{BIN}/mypy"],
    "import-linter": [f"{BIN}/lint-imports"],
    "djlint": [f"{BIN}/djlint", "templates", "--lint", "--quiet"],
}
"""Read the code only."""

DJANGO: dict[str, list[str]] = {
    "makemigrations --check": [PYTHON, MANAGE, "makemigrations", "--check", "--dry-run"],
    "check --deploy": [PYTHON, MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
}
"""Need the servers; told what a production site is told."""

PRODUCTION = {
    "SUNHAND_BASE_URL": "https://sunhand.example",
    "SUNHAND_ALLOWED_HOSTS": "sunhand.example",
    "SUNHAND_DEBUG": "0",
    "SUNHAND_DEMO": "0",
}
TESTS = {
    "SUNHAND_BASE_URL": "http://testserver",
    "SUNHAND_ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "SUNHAND_DEBUG": "0",
    "SUNHAND_DEMO": "0",
    "SUNHAND_DATABASE_WAIT": "0",  # a busy machine is no reason to fail
}
WHOLE = ["-q", "-n", "auto", "--dist", "worksteal", "--durations", "10"]
NIGHTLY = ["--hypothesis-profile", "nightly"]
NOWHERE = Addresses("postgres://nobody@127.0.0.1:1/none", "redis://127.0.0.1:1/0")


def lint(var: Var) -> int:
    """The checks that need no server."""
    var.prepare()
    return _run_all(LINT, _environment(var, NOWHERE, {}))


def test(var: Var, arguments: Sequence[str]) -> int:
    """Everything; with arguments only pytest, with those arguments."""
    var.prepare()
    _wait_for_turn(var)
    failed = 0 if arguments else _run_all(LINT, _environment(var, NOWHERE, {}))
    with Household() as household:
        addresses = serve(var, household, lasting=False)
        if not arguments:
            failed |= _run_all(DJANGO, _environment(var, addresses, PRODUCTION))
        if failed:
            print("Not everything above holds; the tests follow.", flush=True)
        chosen = arguments or [*WHOLE, *(NIGHTLY if os.environ.get("SUNHAND_NIGHTLY") else [])]
        status = _pytest(chosen, _environment(var, addresses, TESTS))
    return status or failed


def _wait_for_turn(var: Var) -> None:
    if not var.own():
        print("Another bin/test runs in this checkout; waiting for it to end …", flush=True)
        var.own(wait=True)


def _run_all(commands: Mapping[str, Sequence[str]], told: Mapping[str, str]) -> int:
    """Runs every one even when one fails, so that one run tells all."""
    failed = 0
    for name, command in commands.items():
        began = time.monotonic()
        finished = subprocess.run(
            command, cwd=ROOT, env=dict(told), check=False, capture_output=True, text=True
        )
        verdict = "failed" if finished.returncode else "ok"
        print(f"{name}: {verdict} ({time.monotonic() - began:.1f} s)", flush=True)
        if finished.returncode:
            print(finished.stdout + finished.stderr, flush=True)
            failed = 1
    return failed


def _pytest(arguments: Sequence[str], told: Mapping[str, str]) -> int:
    with Household() as household:
        command = [PYTHON, "-m", "pytest", *arguments]
        return household.add(Child("pytest", command, environment=told)).wait()


def _environment(var: Var, addresses: Addresses, told: Mapping[str, str]) -> dict[str, str]:
    """Nothing of the person's own settings reaches the tests, except a chosen database."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("SUNHAND_")}
    key = {
        "SUNHAND_SECRET_KEY": var.secret("key"),
        "SUNHAND_KEYS_FOLDER": str(var.path / "keys"),
    }
    return {**own, **key, **told, **always(addresses)}
