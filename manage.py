#!/usr/bin/env python
"""Django's command line. What pages may not do runs as the owner of the database."""

import os
import sys

OWNER_COMMANDS = {
    "migrate",
    "makemigrations",
    "showmigrations",
    "sqlmigrate",
    "dbshell",
    "domain_verify",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okrsite.settings")
    os.environ.setdefault("SUNHAND_DATABASE_WAIT", "0")  # nobody waits for a page
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ["SUNHAND_DATABASE_ROLE"] = ""
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
