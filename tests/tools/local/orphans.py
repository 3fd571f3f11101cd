"""A launcher that is gone at once on a system that does not tell its servers about it."""

import os
import sys
from pathlib import Path

from tools.local import processes
from tools.local.household import Household
from tools.local.servers import serve
from tools.local.var import Var


def main(folder: str) -> None:
    setattr(processes, "_die_with_parent", lambda _farewell: None)  # noqa: B010
    var = Var(Path(folder))
    var.prepare()
    serve(var, Household())
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
