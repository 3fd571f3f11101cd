"""An operator's way to a new organisation (U1)."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from orgs.organisations.actions import Administrator, organisation_create


class Command(BaseCommand):
    help = "Create an organisation and, if named, its first administrator, who signs in by code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", required=True)
        parser.add_argument("--slug", required=True, help="address part: small letters, hyphens")
        parser.add_argument("--time-zone", default="Europe/Berlin")
        parser.add_argument("--countries", default="", help="two letters each: TR,DE")
        parser.add_argument("--language", default="en", choices=list(dict(settings.LANGUAGES)))
        parser.add_argument("--administrator", nargs=3, metavar=("EMAIL", "GIVEN", "FAMILY"))

    def handle(self, *args: Any, **options: Any) -> None:
        named = options["administrator"]
        try:
            organisation = organisation_create(
                name=options["name"],
                slug=options["slug"],
                time_zone=options["time_zone"],
                countries=options["countries"].replace(",", " ").split(),
                language=options["language"],
                administrator=Administrator(*named) if named else None,
            )
        except ValidationError as wrong:
            raise CommandError("\n".join(_lines(wrong))) from None
        self.stdout.write(f"{settings.BASE_URL}{organisation.get_absolute_url()}")


def _lines(wrong: ValidationError) -> list[str]:
    if not hasattr(wrong, "error_dict"):
        return wrong.messages
    return [f"{name}: {' '.join(said)}" for name, said in wrong.message_dict.items()]
