"""The site that is measured: a database of its own with the demo's people, and one uvicorn."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass

from tools.local.environment import environment
from tools.local.household import Household
from tools.local.logins import WEB, WORKER, signed_in
from tools.local.processes import Child
from tools.local.servers import forget, serve
from tools.local.site import WEB_SECONDS, answers, prepare_data, web_program
from tools.local.trouble import Trouble
from tools.local.var import Var, free_port


@dataclass(frozen=True)
class Site:
    environment: Mapping[str, str]
    port: int
    pid: int


@contextmanager
def running_site(var: Var, *, workers: int = 1) -> Iterator[Site]:
    """As `bin/demo` serves it, on loopback and made anew each time; it sends no mail."""
    var.prepare()
    if not var.own():
        raise Trouble("Another bench runs in this checkout: wait for it to end.")
    forget(var)
    port = free_port()
    print("Making a site to measure …", file=sys.stderr, flush=True)
    with Household() as household:
        told = environment(var, serve(var, household), port=port, mail_port=free_port())
        with redirect_stdout(sys.stderr):  # figures alone are what others read
            prepare_data(var, told)
        as_web = signed_in(var, told, WEB)
        program = [*web_program(port), "--workers", str(workers)]
        web = household.add(
            Child("The web server", program, environment=as_web, log=var.log("web"))
        )
        household.wait_for(web, lambda: answers(port), WEB_SECONDS)
        yield Site(signed_in(var, told, WORKER), port, web.process.pid)
