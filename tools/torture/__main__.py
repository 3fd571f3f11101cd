"""What `bin/torture` calls."""

import argparse
import json
import sys

from tools.local.household import Stop, heed_signals
from tools.local.trouble import Trouble
from tools.local.var import ROOT, Var
from tools.torture import database, mail, pulse, tick
from tools.torture.walls import site


def main() -> int:
    heed_signals()
    chosen = vars(_parser().parse_args())
    torture, as_json = chosen.pop("torture"), chosen.pop("json")
    del chosen["what"]
    try:
        figures = torture(Var(ROOT / "var" / "torture"), **chosen)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except Stop:
        print("Stopped.", file=sys.stderr)
        return 130
    if as_json:
        print(json.dumps(figures))
    else:
        print(
            "\n".join(f"{name.replace('_', ' '):28} {figure}" for name, figure in figures.items())
        )
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/torture", allow_abbrev=False)
    kinds = parser.add_subparsers(dest="what", required=True)

    of_mail = kinds.add_parser("mail", help="workers die while they deliver")
    of_mail.set_defaults(torture=mail.torture)
    of_mail.add_argument("--messages", type=int, default=2000)
    of_mail.add_argument("--kills", type=int, default=50)
    of_mail.add_argument("--seed", type=int, default=1, help="which worker dies when")

    of_pulse = kinds.add_parser("pulse", help="somebody reads all that stays of a pulse")
    of_pulse.set_defaults(torture=pulse.torture)

    of_tick = kinds.add_parser("tick", help="some organisations are slow or broken")
    of_tick.set_defaults(torture=tick.torture)
    of_tick.add_argument("--organisations", type=int, default=50)

    of_database = kinds.add_parser("database", help="PostgreSQL dies and hangs while many write")
    of_database.set_defaults(torture=database.torture)
    of_database.add_argument("--writers", type=int, default=200, help="who write at once")
    of_database.add_argument("--kills", type=int, default=5)
    of_database.add_argument("--hangs", type=int, default=1, help="of a quarter of a minute each")

    of_walls = kinds.add_parser("walls", help="nonsense for every view, form and file input")
    of_walls.set_defaults(torture=site.torture)
    of_walls.add_argument("--requests", type=int, default=10_000)
    of_walls.add_argument("--seed", type=int, default=1, help="the same seed sends the same")

    for kind in kinds.choices.values():
        kind.add_argument("--json", action="store_true", help="for machines")
    return parser


if __name__ == "__main__":
    sys.exit(main())
