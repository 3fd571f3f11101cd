"""What the torture of a pulse changes in the product: at whatever hour it runs, its mails come."""

from dataclasses import replace

from django.apps import AppConfig

KIND = "reviews.pulse"


class AnyHour(AppConfig):
    name = "tools.torture"

    def ready(self) -> None:
        from nudges.registry import nudges

        nudges._entries[KIND] = replace(nudges[KIND], any_hour=True)
