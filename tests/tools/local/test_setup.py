"""`bin/setup` makes the environment, or says in one sentence why it cannot."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tools.local.var import ROOT


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "bin").mkdir()
    shutil.copy(ROOT / "bin" / "setup", tmp_path / "bin" / "setup")
    for lock in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / lock).write_text("# nothing\n")
    return tmp_path


def setup(checkout: Path, lock: str, **programs: str) -> subprocess.CompletedProcess[str]:
    """Runs with the given shell scripts in the place of Python and uv."""
    tools = checkout / "tools"
    tools.mkdir(exist_ok=True)
    for name, script in programs.items():
        file = tools / name.replace("_", ".")
        file.write_text(f'#!/bin/sh\necho {name} "$@" >> {checkout}/calls\n{script}\n')
        file.chmod(0o755)
    for name in ("sh", "dirname", "cmp", "rm", "mkdir", "cp", "cat", "chmod"):
        if not (tools / name).exists():
            (tools / name).symlink_to(shutil.which(name) or name)
    return subprocess.run(
        [checkout / "bin" / "setup", lock],
        env={**os.environ, "PATH": str(tools)},
        capture_output=True,
        text=True,
    )


VENV = """
case "$*" in *"-m venv .venv"*)
    mkdir -p .venv/bin
    printf '#!/bin/sh\\necho installed "$@" >> calls\\n[ ! -f offline ] || exit "${2:+1}"\\n' \\
        > .venv/bin/python
    chmod +x .venv/bin/python;;
esac
"""


def test_without_a_new_python_the_sentence_says_which(checkout: Path) -> None:
    finished = setup(checkout, "requirements.txt", python3="exit 1")

    assert finished.returncode == 1
    assert finished.stderr == "Sunhand needs Python 3.11 or newer: install it and start again.\n"


def test_without_the_venv_module_the_sentence_says_how_to_get_it(checkout: Path) -> None:
    refuses = 'case "$*" in *ensurepip*) exit 1;; esac'

    finished = setup(checkout, "requirements.txt", python3=refuses)

    assert finished.returncode == 1
    assert finished.stderr == (
        "Python's venv module is missing: install it (on Debian: apt-get install python3-venv) "
        "and start again.\n"
    )
    assert not (checkout / ".venv").exists()


def test_a_newer_python_beside_an_old_one_is_found(checkout: Path) -> None:
    finished = setup(checkout, "requirements.txt", python3="exit 1", python3_12=VENV)

    assert finished.returncode == 0
    assert "python3_12 -m venv .venv" in (checkout / "calls").read_text()


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_pip_serves_where_uv_is_missing_and_a_second_run_does_nothing(
    checkout: Path, lock: str
) -> None:
    setup(checkout, lock, python3=VENV)
    calls = (checkout / "calls").read_text()
    (checkout / "calls").unlink()

    finished = setup(checkout, lock)

    assert calls.endswith(f"--require-hashes -r {lock}\n")
    assert finished.stdout == ""
    assert "pip" not in (checkout / "calls").read_text()


def test_uv_is_preferred_and_checks_hashes(checkout: Path) -> None:
    setup(checkout, "requirements.txt", python3=VENV, uv="")

    assert (
        (checkout / "calls")
        .read_text()
        .endswith("uv pip sync --quiet --system-certs --require-hashes requirements.txt\n")
    )


def test_a_changed_lock_is_installed_and_the_larger_one_holds_the_smaller(checkout: Path) -> None:
    setup(checkout, "requirements-dev.txt", python3=VENV)
    held = setup(checkout, "requirements.txt")
    (checkout / "requirements.txt").write_text("# something\n")

    changed = setup(checkout, "requirements.txt")

    assert held.stdout == ""
    assert changed.stdout == "Installing requirements.txt …\n"


def test_pip_serves_where_uv_fails(checkout: Path) -> None:
    finished = setup(checkout, "requirements.txt", python3=VENV, uv="exit 2")

    assert finished.returncode == 0
    assert (checkout / "calls").read_text().endswith("--require-hashes -r requirements.txt\n")


def test_an_installation_that_failed_is_tried_again(checkout: Path) -> None:
    (checkout / "offline").touch()
    failed = setup(checkout, "requirements.txt", python3=VENV)
    (checkout / "offline").unlink()

    again = setup(checkout, "requirements.txt")

    assert failed.returncode == 1
    assert failed.stderr.startswith("Not everything could be installed: see the lines above")
    assert again.stdout == "Installing requirements.txt …\n"


def test_an_environment_without_pip_is_made_again(checkout: Path) -> None:
    """Ctrl-C came between Python and pip."""
    (checkout / ".venv" / "bin").mkdir(parents=True)
    half = checkout / ".venv" / "bin" / "python"
    half.write_text('#!/bin/sh\n[ -z "$2" ]\n')
    half.chmod(0o755)

    finished = setup(checkout, "requirements.txt", python3=VENV)

    assert (finished.returncode, finished.stderr) == (0, "")
    assert "python3 -m venv .venv" in (checkout / "calls").read_text()


def test_a_folder_that_takes_no_environment_says_what_to_look_for(checkout: Path) -> None:
    refuses = 'case "$*" in *"-m venv"*) echo "Permission denied" >&2; exit 1;; esac'

    finished = setup(checkout, "requirements.txt", python3=refuses)

    assert finished.returncode == 1
    assert finished.stderr == (
        "Permission denied\nThe folder .venv could not be made: see the lines above "
        "(is this folder yours, is the disk full?).\n"
    )


def test_a_linked_environment_is_left_alone(checkout: Path) -> None:
    (checkout / ".venv").symlink_to(checkout / "elsewhere")

    finished = setup(checkout, "requirements.txt", python3="exit 1")

    assert (finished.returncode, finished.stdout) == (0, "")
