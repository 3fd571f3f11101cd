from typing import Any

from django.core.management.base import BaseCommand

from tools.demo.load import load


class Command(BaseCommand):
    help = "Make the demo's organisations, unless they are there already."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("The demo is made." if load() else "The demo is there already.")
