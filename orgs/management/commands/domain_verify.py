"""An operator vouches that an e-mail domain is an organisation's (U2)."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db.utils import ProgrammingError
from psycopg.errors import InsufficientPrivilege

from core.tenancy import tenant
from core.text import fold_email
from orgs.identity.actions import domain_verify
from orgs.models import Organisation

OWNER_ONLY = (
    "Only the owner of the database verifies a domain: set DATABASE_URL to the login that migrates."
    " With Docker: docker compose run --rm migrate python manage.py domain_verify …"
)


class Command(BaseCommand):
    help = "Verify an e-mail domain: from now on the organisation's identity provider speaks for it"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("organisation", help="its address part")
        parser.add_argument("domain")

    def handle(self, *args: Any, **options: Any) -> None:
        organisation = Organisation.objects.filter(slug=options["organisation"]).first()
        if organisation is None:
            raise CommandError(f"There is no organisation {options['organisation']}.")
        try:
            with tenant(organisation):
                verified = domain_verify(domain=fold_email(options["domain"]))
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from None
        except ProgrammingError as refused:
            if isinstance(refused.__cause__, InsufficientPrivilege):
                raise CommandError(OWNER_ONLY) from refused
            raise
        self.stdout.write(
            f"{verified} is verified for {organisation} at {verified.issuer}. Look whether that is"
            " the organisation's own provider: it can now let people in at this domain."
        )
