"""Who a server runs as. PostgreSQL refuses root, so root lends it the account `nobody`."""

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tools.local.trouble import Trouble

LENT_ACCOUNT = "nobody"
OUTSIDE = Path("/var/lib/sunhand")


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int
    lent: bool

    @classmethod
    def for_data(cls, data: Path) -> "Account":
        """Oneself; for root the account that the data already belongs to, else `nobody`."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid(), lent=False)
        owner = data.stat().st_uid if data.exists() else 0
        try:
            entry = pwd.getpwuid(owner) if owner else pwd.getpwnam(LENT_ACCOUNT)
        except KeyError as error:
            raise Trouble(
                f"Started as root, but the account {owner or LENT_ACCOUNT} that the servers "
                "should run as does not exist: start as an ordinary user."
            ) from error
        return cls(entry.pw_uid, entry.pw_gid, lent=True)

    def can(self, test: str, path: Path) -> bool:
        """Asks the system, because mode bits alone do not tell (`test -x`, `test -r`)."""
        if not self.lent:
            return True
        command = ["/bin/sh", "-c", f'test {test} "$1"', "sh", str(path)]
        return self.run(command).returncode == 0

    def run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        """Runs a short program as this account, from a place that everybody may enter."""
        return subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            umask=0o077,
            user=self.uid if self.lent else None,
            group=self.gid if self.lent else None,
            extra_groups=[] if self.lent else None,
        )

    def give(self, path: Path) -> Path:
        if self.lent:
            os.chown(path, self.uid, self.gid)
        return path

    def folder(self, path: Path) -> Path:
        """A folder that belongs to this account alone."""
        path.mkdir(exist_ok=True, mode=0o700)
        return self.give(path)


def server_home(var: Path) -> Path:
    """Where servers keep their data: `var/`, unless the lent account may not walk there.

    A checkout in root's private home is such a place; nothing there is opened to others, the
    data goes to a folder outside that is named after the checkout.
    """
    if Account.for_data(var / "postgres").can("-x", var):
        return var
    name = hashlib.sha256(str(var.resolve()).encode()).hexdigest()[:12]
    home = OUTSIDE / name
    home.mkdir(parents=True, exist_ok=True)
    for folder in (home, OUTSIDE):
        folder.chmod(0o755)
    return home


def runnable(folders: list[Path], *, program: Path, copies: Path, account: Account) -> Path:
    """`program` inside the first of `folders`, or inside copies when the account may not run it."""
    if account.can("-x", folders[0] / program):
        return folders[0] / program
    if not copies.exists():
        partial = copies.with_name(f"{copies.name}.new")
        shutil.rmtree(partial, ignore_errors=True)
        for folder in folders:
            shutil.copytree(folder, partial / folder.name, symlinks=True)
        _let_everybody_read(partial)
        partial.rename(copies)
    return copies / folders[0].name / program


def _let_everybody_read(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            mode = path.stat().st_mode & 0o700
            reading = mode & 0o500
            path.chmod(mode | reading >> 3 | reading >> 6)
