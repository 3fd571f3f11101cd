import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.local import reloading
from tools.local.household import Stop
from tools.local.processes import wait_until


@pytest.fixture
def floor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(reloading, "ROOT", tmp_path)
    monkeypatch.setattr(reloading, "FLOORS", ("teams",))
    monkeypatch.setattr(reloading, "heed_signals", lambda: None)
    folder = tmp_path / "teams" / "models"
    folder.mkdir(parents=True)
    (folder / "team.py").write_text("")
    return folder


def test_program_starts_again_when_a_file_comes_and_ends_with_its_watcher(
    floor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    code = f"open({str(told)!r}, 'a').write('started\\n'); import time; time.sleep(600)"
    steps: list[Callable[[], object]] = [
        lambda: wait_for_starts(told, 1),
        lambda: (floor / "member.py").write_text(""),
        lambda: wait_for_starts(told, 2),
    ]

    def look(_seconds: float) -> None:
        if not steps:
            raise Stop
        steps.pop(0)()

    monkeypatch.setattr(reloading, "sleep", look)
    with pytest.raises(Stop):
        reloading.main([sys.executable, "-c", code])

    assert told.read_text() == "started\nstarted\n"


def wait_for_starts(told: Path, number: int) -> None:
    def have_come() -> bool:
        return told.exists() and len(told.read_text().splitlines()) == number

    assert wait_until(have_come, 20)
