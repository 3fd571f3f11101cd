"""What `bin/bench` calls: servers and a site of its own, and a program that measures it."""

import argparse
import json
import os
import platform
import sys
from datetime import UTC, datetime
from typing import Any

from tools.bench.site import running_site
from tools.local.environment import PYTHON
from tools.local.household import Household, Stop, heed_signals
from tools.local.processes import Child
from tools.local.trouble import Trouble
from tools.local.var import ROOT, Var


def main() -> int:
    heed_signals()
    chosen = _parser().parse_args()
    try:
        return _measure(chosen)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except Stop:
        print("Stopped.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench", allow_abbrev=False)
    kinds = parser.add_subparsers(dest="what", required=True)
    live = kinds.add_parser("live", help="many look on at one check-in")
    live.add_argument("--viewers", type=int, default=500, help="open streams")
    live.add_argument(
        "--changes", type=int, default=60, help="measurements and notes, one a second"
    )
    live.set_defaults(takes=("viewers", "changes"))
    mail = kinds.add_parser("mail", help="mails by the worker, beside bare smtplib")
    mail.add_argument("--messages", type=int, default=3000, help="that wait at the start")
    mail.add_argument("--workers", type=int, default=2, help="processes that hand over")
    mail.set_defaults(takes=("messages", "workers"))
    sweep = kinds.add_parser("sweep", help="one tick over many organisations")
    sweep.add_argument("--organisations", type=int, default=1000)
    sweep.add_argument("--people", type=int, default=500_000, help="in all of them together")
    sweep.add_argument("--workers", type=int, default=2, help="processes that look after them")
    sweep.set_defaults(takes=("organisations", "people", "workers"))
    for kind in (live, mail, sweep):
        kind.add_argument("--json", action="store_true", help="for machines")
    return parser


def _measure(chosen: argparse.Namespace) -> int:
    """The measuring program has Django and the site's settings; its last line is its figures."""
    var, machine = Var(ROOT / "var" / "bench"), _machine()
    with running_site(var) as site, Household() as household:
        arguments = [str(getattr(chosen, name)) for name in chosen.takes]
        command = [
            PYTHON,
            "-m",
            "tools.bench.measure",
            chosen.what,
            str(site.port),
            str(site.pid),
        ]
        log = var.log("measuring")
        measuring = Child(
            "The bench", [*command, *arguments], environment=site.environment, log=log
        )
        if household.add(measuring).wait():
            raise Trouble(f"The bench failed:\n{measuring.last_words()}")
        figures = {**machine, **json.loads(measuring.last_words(1))}
    _print(figures, as_json=chosen.json)
    return 0


def _machine() -> dict[str, Any]:
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 1),
    }


def _print(figures: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(figures))
        return
    for name, figure in figures.items():
        print(f"{name.replace('_', ' '):28} {figure}")


if __name__ == "__main__":
    sys.exit(main())
