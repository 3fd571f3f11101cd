"""What goes wrong on a person's machine, said in one sentence that tells what to do."""

import errno
import os
import shutil
from pathlib import Path

NEEDED_MEGABYTES = 200


class Trouble(Exception):
    """A sentence for the person at the keyboard; no traceback is shown with it."""


def explain(error: OSError) -> Trouble | None:
    """The sentence for an error of the operating system, if it is one that a person can mend."""
    where = error.filename or "this checkout"
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return disk_is_full(where)
    if error.errno in {errno.EACCES, errno.EPERM}:
        return not_ours(where)
    return None


def disk_is_full(where: str | Path) -> Trouble:
    return Trouble(f"The disk that holds {where} is full: free some space and start again.")


def not_ours(where: str | Path) -> Trouble:
    return Trouble(
        f"{where} belongs to another account: start as that account, or remove var/ "
        "(it holds the local data) and start again."
    )


def check_space(directory: Path) -> None:
    """Refuses to begin what would stop half-way."""
    free = shutil.disk_usage(directory).free // 1_000_000
    if free < NEEDED_MEGABYTES:
        raise Trouble(
            f"Only {free} MB are free on the disk that holds {directory}: "
            f"free at least {NEEDED_MEGABYTES} MB and start again."
        )


def check_writable(directory: Path) -> None:
    if not os.access(directory, os.R_OK | os.W_OK | os.X_OK):
        raise not_ours(directory)
