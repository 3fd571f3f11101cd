"""The attack on a site of its own, made as `bin/demo` makes it and served by several processes."""

import json
import os
import subprocess
import time
from typing import Any

from tools.bench.site import running_site
from tools.local.environment import PYTHON
from tools.local.household import Household
from tools.local.processes import Child
from tools.local.trouble import Trouble
from tools.local.var import ROOT, Var

WORKERS = 3


def torture(var: Var, *, requests: int, seed: int) -> dict[str, Any]:
    with running_site(var, workers=WORKERS) as site, Household() as household:
        mails = [str(var.path / "mail"), site.environment["EMAIL_URL"].rpartition(":")[2]]
        program = [PYTHON, "-m", "tools.local.mail", *mails]
        household.add(Child("The mail server", program, log=var.log("mail")))
        began = time.monotonic()
        arguments = map(str, [site.port, requests, seed])
        done = subprocess.run(
            [PYTHON, "-m", "tools.torture.walls", *arguments],
            env={**os.environ, **site.environment},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            check=False,
        )
        if done.returncode:
            raise Trouble("The attack itself broke; what it said stands above.")
        seconds = round(time.monotonic() - began, 1)
        return {**json.loads(done.stdout), "seconds": seconds}
