"""What `bin/demo`, `bin/dev`, `bin/lint` and `bin/test` call."""

import argparse
import os
import sys
from io import TextIOWrapper
from pathlib import Path

from manage import OWNER_COMMANDS
from tools.local import checks, site
from tools.local.environment import MANAGE, PYTHON, environment
from tools.local.household import Household, Stop, heed_signals
from tools.local.logins import WORKER, make_logins, signed_in
from tools.local.processes import Child
from tools.local.servers import Addresses, borrow, serve
from tools.local.trouble import Trouble, explain
from tools.local.var import ROOT, Var

DEFAULT_PORT = 8000
LAST_PORT = 65_535
STOPPED = 130


def main() -> int:
    heed_signals()
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # an old terminal may know no "…"
    try:
        return _run(sys.argv[1:])
    except BrokenPipeError:  # nobody reads on, as in `bin/demo | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return STOPPED


def _run(arguments: list[str]) -> int:
    try:
        return _dispatch(arguments)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except OSError as error:
        if (told := explain(error)) is None:
            raise
        print(told, file=sys.stderr)
        return 1
    except Stop:
        print("Stopped.", flush=True)
        return STOPPED


def _dispatch(arguments: list[str]) -> int:
    var = Var(Path(os.environ.get("SUNHAND_VAR", ROOT / "var")))
    match arguments:
        case ["test", *rest]:
            return checks.test(Var(var.path / "test"), rest)
        case ["lint"]:
            return checks.lint(var)
        case ["manage", *rest]:
            return _manage(var, rest)
        case ["demo" | "dev" as what, *rest]:
            return _serve(var, what, rest)
        case _:
            raise Trouble("Say what to do: demo, dev, lint, test or manage.")


def _serve(var: Var, what: str, arguments: list[str]) -> int:
    chosen = _parser(what).parse_args(arguments)
    if what == "demo":
        site.demo(var, port=chosen.port, fresh=chosen.fresh, browser=not chosen.no_browser)
    else:
        site.dev(var, port=chosen.port, fresh=chosen.fresh)
    return 0


def _parser(what: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"bin/{what}", allow_abbrev=False)
    parser.add_argument("--port", type=_port, default=DEFAULT_PORT, help="where pages are served")
    parser.add_argument("--fresh", action="store_true", help="forget all data and start over")
    if what == "demo":
        parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    return parser


def _port(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= LAST_PORT):
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to {LAST_PORT}, not {text!r}")
    return int(text)


def _manage(var: Var, arguments: list[str]) -> int:
    """Django's command line on the servers of this checkout, whether they run already or not."""
    var.prepare()
    if not var.own():
        return _run_manage(var, borrow(var), arguments)
    with Household() as household:
        addresses = serve(var, household)
        if "DATABASE_URL" not in os.environ:
            make_logins(var, addresses.database)
        return _run_manage(var, addresses, arguments)


def _run_manage(var: Var, addresses: Addresses, arguments: list[str]) -> int:
    """The owner changes the schema; what only works with data signs in as the worker does."""
    told = environment(var, addresses, port=DEFAULT_PORT, mail_port=var.port("mail"))
    if "DATABASE_URL" not in os.environ and not OWNER_COMMANDS.intersection(arguments[:1]):
        told = signed_in(var, told, WORKER)
    with Household() as household:
        command = [PYTHON, MANAGE, *arguments]
        return household.add(Child("manage.py", command, environment=told)).wait()


if __name__ == "__main__":
    sys.exit(main())
