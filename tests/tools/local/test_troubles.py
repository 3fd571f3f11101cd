import errno
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from tools.local.trouble import Trouble, check_space, explain
from tools.local.var import LOOPBACK, ROOT, Var

Usage = namedtuple("Usage", "total used free")


def local(var: Var, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tools.local", *arguments],
        cwd=ROOT,
        env={**os.environ, "SUNHAND_VAR": str(var.path)},
        capture_output=True,
        text=True,
    )


def test_busy_port_is_one_sentence_and_starts_nothing(var: Var) -> None:
    with socket.socket() as other:
        other.bind((LOOPBACK, 0))
        other.listen()
        port = other.getsockname()[1]

        finished = local(var, "demo", "--port", str(port))

    sentence = f"Port {port} is in use by another program or kept for root: choose another one, "
    assert finished.returncode == 1
    assert finished.stderr.startswith(sentence)
    assert len(finished.stderr.splitlines()) == 1
    assert not (var.path / "postgres").exists()


def test_a_reader_who_went_away_ends_it_without_a_word(var: Var) -> None:
    """As in `bin/demo | head`."""
    read, write = os.pipe()
    os.close(read)

    finished = subprocess.run(
        [sys.executable, "-m", "tools.local", "demo", "--port", str(var.port("web"))],
        cwd=ROOT,
        env={**os.environ, "SUNHAND_VAR": str(var.path)},
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(write)

    assert (finished.returncode, finished.stderr) == (130, "")
    assert not (var.path / "postgres").exists()


def test_a_terminal_that_knows_no_ellipsis_is_talked_to(
    var: Var, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No server is there, so it ends after its first words."""
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    monkeypatch.setenv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none")
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")

    finished = local(var, "demo", "--port", str(var.port("web")))

    started, _seconds, tables = finished.stdout.splitlines()
    assert started == "1 of 4: Starting PostgreSQL and Valkey ?"
    assert tables == "2 of 4: Making tables ?"
    assert finished.stderr.startswith("manage.py migrate failed:")


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1"])
def test_a_port_that_is_none_is_refused(var: Var, port: str) -> None:
    finished = local(var, "demo", f"--port={port}")

    assert finished.returncode == 2
    assert f"a port is a number from 1 to 65535, not '{port}'" in finished.stderr


def test_a_second_start_in_one_checkout_is_refused(var: Var) -> None:
    assert var.own()

    finished = local(var, "demo", "--port", str(var.port("web")))

    assert finished.returncode == 1
    assert finished.stderr == (
        "This checkout already runs: stop it there (Ctrl-C) and start again.\n"
    )


def test_fresh_never_empties_a_database_of_somebody_else(
    var: Var, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@127.0.0.1:1/theirs")
    (var.path / "mail" / "one.eml").write_text("kept")

    finished = local(var, "demo", "--fresh", "--port", str(var.port("web")))

    assert finished.returncode == 1
    assert finished.stderr.startswith("--fresh empties the database in var/ only")
    assert (var.path / "mail" / "one.eml").exists()


def test_a_file_in_the_place_of_var_is_one_sentence(place: Path) -> None:
    (place / "var").write_text("")

    with pytest.raises(Trouble, match=r"var is a file: move it away and start again\.$"):
        Var(place / "var").prepare()


@pytest.mark.parametrize("folder", [".", "secrets", "ports", "log"])
def test_a_var_of_somebody_else_is_one_sentence(
    var: Var, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may do everything, so the system's answer is given here in its place."""
    closed = var.path / folder
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != closed)

    with pytest.raises(Trouble) as told:
        var.prepare()

    assert str(told.value) == (
        f"{closed} belongs to another account: start as that account, or remove var/ "
        "(it holds the local data) and start again."
    )


def test_a_nearly_full_disk_is_one_sentence(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10**9, 10**9, 7_000_000))

    with pytest.raises(Trouble) as told:
        check_space(place)

    assert str(told.value) == (
        f"Only 7 MB are free on the disk that holds {place}: free at least 200 MB and start again."
    )


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk that holds /v is full: free some space and start again."),
        (errno.EDQUOT, "The disk that holds /v is full: free some space and start again."),
        (errno.EACCES, "/v belongs to another account: start as that account, or remove var/ "),
    ],
)
def test_errors_of_the_system_become_sentences(number: int, sentence: str) -> None:
    told = explain(OSError(number, os.strerror(number), "/v"))

    assert str(told).startswith(sentence)


def test_other_errors_of_the_system_stay_what_they_are() -> None:
    assert explain(OSError(errno.EINVAL, "no sentence")) is None


def test_secrets_and_ports_are_kept(var: Var) -> None:
    secret, port = var.secret("key"), var.port("web")

    again = Var(var.path)

    assert (again.secret("key"), again.port("web")) == (secret, port)


def test_the_lock_ends_with_its_holder(var: Var) -> None:
    code = (
        "import sys, time; from pathlib import Path; from tools.local.var import Var\n"
        f"var = Var(Path({str(var.path)!r})); print(var.own(), flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"True\n"
        assert not var.own()

        other.send_signal(signal.SIGKILL)

    assert var.own()
