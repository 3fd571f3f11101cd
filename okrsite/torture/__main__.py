"""What `bin/torture` calls."""

import argparse
import json
import sys
from typing import Any

from okrsite.local.household import Stop, heed_signals
from okrsite.local.trouble import Trouble
from okrsite.local.var import ROOT, Var
from okrsite.torture import mail, pulse


def main() -> int:
    heed_signals()
    chosen = _parser().parse_args()
    try:
        figures = _figures(chosen, Var(ROOT / "var" / "torture"))
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except Stop:
        print("Stopped.", file=sys.stderr)
        return 130
    if chosen.json:
        print(json.dumps(figures))
    else:
        print(
            "\n".join(f"{name.replace('_', ' '):20} {figure}" for name, figure in figures.items())
        )
    return 0


def _figures(chosen: argparse.Namespace, var: Var) -> dict[str, Any]:
    if chosen.what == "pulse":
        return pulse.torture(var)
    return mail.torture(var, messages=chosen.messages, kills=chosen.kills, seed=chosen.seed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/torture", allow_abbrev=False)
    kinds = parser.add_subparsers(dest="what", required=True)
    letters = kinds.add_parser("mail", help="workers die while they deliver")
    letters.add_argument("--messages", type=int, default=2000)
    letters.add_argument("--kills", type=int, default=50)
    letters.add_argument("--seed", type=int, default=1, help="which worker dies when")
    answers = kinds.add_parser("pulse", help="somebody reads all that stays of a pulse")
    for kind in (letters, answers):
        kind.add_argument("--json", action="store_true", help="for machines")
    return parser


if __name__ == "__main__":
    sys.exit(main())
