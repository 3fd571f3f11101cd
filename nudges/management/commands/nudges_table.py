"""Write docs/nudges.md anew."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from nudges.docs_table import table


class Command(BaseCommand):
    help = "Write docs/nudges.md, the table of what is asked of people, out of the registry."

    def handle(self, **options: Any) -> None:
        (settings.BASE_DIR / "docs" / "nudges.md").write_text(table(), encoding="utf-8")
