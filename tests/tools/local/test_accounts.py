import os
import stat
from pathlib import Path

import pytest

from tools.local.accounts import Account, runnable

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root lends an account")
PROGRAM = Path("bin/server")


@pytest.fixture
def package(place: Path) -> Path:
    """A program in a folder that only its owner may enter, as in a private home."""
    folder = place / "package"
    (folder / "bin").mkdir(parents=True)
    program = folder / PROGRAM
    program.write_text("#!/bin/sh\nid -un\n")
    program.chmod(0o700)
    folder.chmod(0o700)
    return folder


def test_oneself_runs_the_program_where_it_is(package: Path, place: Path) -> None:
    oneself = Account(os.geteuid(), os.getegid(), lent=False)

    found = runnable([package], program=PROGRAM, copies=place / "copies", account=oneself)

    assert found == package / PROGRAM
    assert not (place / "copies").exists()


@as_root
def test_nobody_runs_a_copy_that_others_can_read_and_only_root_can_change(
    package: Path, place: Path
) -> None:
    nobody = Account.for_data(place / "missing")

    found = runnable([package], program=PROGRAM, copies=place / "copies", account=nobody)

    assert nobody.run([str(found)]).stdout == "nobody\n"
    assert modes(place / "copies") == {0o755}
    assert modes(package) == {0o700, 0o755}


@as_root
def test_root_serves_data_of_another_account_as_that_account(place: Path) -> None:
    data = place / "postgres"
    data.mkdir()
    os.chown(data, 2, 2)

    assert Account.for_data(data).uid == 2


def modes(folder: Path) -> set[int]:
    return {stat.S_IMODE(path.stat().st_mode) for path in [folder, *folder.rglob("*")]}
