"""Fields that several forms of the organisation share."""

from typing import Any

from django import forms

from core.forms.scoped_choice import ScopedChoiceField
from core.zones import is_country, time_zones
from orgs.models import Person


class PersonField(ScopedChoiceField):
    """One of the organisation's active people."""

    def rows(self) -> Any:
        return Person.objects.active().with_place()

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.family_name}, {obj.given_name} · {obj.title or obj.division}"


class TimeZoneField(forms.TypedChoiceField):
    """A zone of the machine's own list."""

    def __init__(self, *, empty: Any = None, **kwargs: Any) -> None:
        first = [] if empty is None else [("", empty)]
        choices = [*first, *((zone, zone.replace("_", " ")) for zone in time_zones())]
        super().__init__(choices=choices, **kwargs)


class CountriesField(forms.CharField):
    """Countries by their two letters, as in "TR, DE"."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        codes = (super().to_python(value) or "").replace(",", " ").split()
        return list(dict.fromkeys(code.upper() for code in codes))

    def validate(self, value: Any) -> None:
        super().validate(value)
        for code in value:
            is_country(code)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(initial if isinstance(initial, str) else "") != data)
