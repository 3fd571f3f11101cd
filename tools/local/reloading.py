"""Starts a program again when a Python file of the product changes: the worker of `bin/dev`."""

import sys
from time import sleep

from tools.local.household import Household, Stop, heed_signals
from tools.local.processes import Child
from tools.local.var import FLOORS, ROOT

LOOK_EVERY = 1.0


def main(command: list[str]) -> None:
    heed_signals()
    with Household() as household:
        child = household.add(Child("The worker", command))
        seen = _state()
        while True:
            sleep(LOOK_EVERY)
            if (state := _state()) != seen:
                child.stop()
                child.start_again()
                seen = state


def _state() -> tuple[int, float]:
    """Changes when a file comes, goes or is written."""
    times = [file.stat().st_mtime for floor in FLOORS for file in (ROOT / floor).rglob("*.py")]
    return len(times), max(times)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Stop:
        sys.exit(0)
