import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.tools.local.conftest import descendants, living, processes
from tools.local.household import Household, run
from tools.local.processes import Child, wait_until
from tools.local.trouble import Trouble

PARENT_OF_ONE = "import subprocess, sys; subprocess.Popen(['sleep', '600']); "


def python(code: str, log: Path, name: str = "The program") -> Child:
    return Child(name, [sys.executable, "-c", code], log=log)


def test_watch_tells_who_ended_with_its_last_words_and_stops_the_others(tmp_path: Path) -> None:
    with Household() as household:
        calm = household.add(python("import time; time.sleep(600)", tmp_path / "calm"))
        household.add(python("raise SystemExit('no more paper')", tmp_path / "loud", "The printer"))

        with pytest.raises(Trouble) as told:
            household.watch()

    assert str(told.value) == "The printer ended by itself:\nno more paper"
    assert calm.process.returncode == -signal.SIGTERM


def test_a_program_that_had_worked_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time it ends at once, and what it said both times is told."""
    monkeypatch.setattr("tools.local.household.STEADY", 0.5)
    monkeypatch.setattr("tools.local.household.BREATH", 0)
    seen = tmp_path / "seen"
    code = (
        "import pathlib, sys, time\n"
        f"seen = pathlib.Path({str(seen)!r})\n"
        "if seen.exists(): sys.exit('second')\n"
        "seen.touch(); time.sleep(1); sys.exit('first')"
    )
    with Household() as household:
        household.add(python(code, tmp_path / "log", "The printer"))

        with pytest.raises(Trouble) as told:
            household.watch()

    assert str(told.value) == "The printer ended by itself:\nfirst\nsecond"


@pytest.mark.parametrize("code", ["sys.exit(3)", "import time; time.sleep(600)"])
def test_stop_ends_what_the_program_itself_had_started(tmp_path: Path, code: str) -> None:
    child = python(f"{PARENT_OF_ONE} print('ready', flush=True); {code}", tmp_path / "log")
    while "ready" not in child.last_words():
        assert child.process.poll() in {None, 3}
        time.sleep(0.01)
    members = {pid for pid, entry in processes().items() if entry.group == child.process.pid}
    assert len(members) == 2

    child.stop()

    assert wait_until(lambda: not living(members), 10)


def test_a_program_that_does_not_listen_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tools.local.processes.PATIENCE", 0.1)
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print('ready', flush=True); "
    child = python(deaf + "time.sleep(600)", tmp_path / "log")
    while "ready" not in child.last_words():
        time.sleep(0.01)

    assert child.stop() == -signal.SIGKILL


def test_run_says_what_failed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit('table is missing')"]

    with pytest.raises(Trouble) as told:
        run("manage.py migrate", command, environment={}, log=tmp_path / "log")

    assert str(told.value) == "manage.py migrate failed:\ntable is missing"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children")
def test_children_of_a_killed_launcher_end(tmp_path: Path) -> None:
    code = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from tools.local.processes import Child\n"
        f"Child('x', ['sleep', '600'], log=Path({str(tmp_path / 'log')!r}))\n"
        "print('ready', flush=True)\n"
        "time.sleep(600)\n"
    )
    launcher = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    with launcher:
        assert launcher.stdout
        launcher.stdout.readline()
        children = descendants(launcher.pid)
        assert len(children) == 1

        launcher.kill()

    assert wait_until(lambda: not living(children), 10)
