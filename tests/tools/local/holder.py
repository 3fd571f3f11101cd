"""A launcher that starts the servers of a folder, says where they are and waits to be stopped."""

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

from tools.local.household import Household, Stop, heed_signals
from tools.local.servers import serve
from tools.local.var import Var


def main(folder: str, lasting: str) -> None:
    heed_signals()
    var = Var(Path(folder))
    var.prepare()
    var.own()
    try:
        with Household() as household:
            addresses = serve(var, household, lasting=lasting == "lasting")
            sys.stdout.write(json.dumps(asdict(addresses)) + "\n")
            sys.stdout.flush()
            while True:
                time.sleep(1)
    except Stop:
        return


if __name__ == "__main__":
    main(*sys.argv[1:])
