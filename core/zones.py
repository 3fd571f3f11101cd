"""Time zones and countries that the machine knows."""

from functools import cache
from zoneinfo import available_timezones

import holidays
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


@cache
def time_zones() -> list[str]:
    """The names people choose from, such as Europe/Istanbul, in order."""
    areas = (
        "Africa/",
        "America/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    )
    return ["UTC", *sorted(zone for zone in available_timezones() if zone.startswith(areas))]


@cache
def countries() -> frozenset[str]:
    """Two-letter codes of the countries whose holidays are known."""
    return frozenset(holidays.list_supported_countries(include_aliases=False))


def is_time_zone(name: str) -> None:
    if name not in time_zones():
        raise ValidationError(
            _("%(name)s is no time zone. Write it like Europe/Istanbul.") % {"name": name}
        )


def is_country(code: str) -> None:
    if code not in countries():
        raise ValidationError(
            _("%(code)s is no country code. Write two letters, for example TR.") % {"code": code}
        )
