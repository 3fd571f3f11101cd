"""Selects of people that still work with 150 of them: leaders first, then by division."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext as _

from core.forms.widgets import Ticks
from orgs.models import Person


class _ByGroup(ModelChoiceIterator):  # type: ignore[type-arg]
    """Choices in groups, in one statement."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        groups: dict[str, list[Any]] = defaultdict(list)
        people: Any = self.queryset
        for person in people.with_place():
            group = _("Leaders") if person.level.leads else str(person.division)
            groups[group].append(self.choice(person))
        for group in sorted(groups, key=lambda name: (name != _("Leaders"), name)):
            yield group, groups[group]


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the organisation's active people. The people are read when a form is made."""

    iterator = _ByGroup

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", _("Choose a person"))
        super().__init__(queryset=None, **kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        field = super().__deepcopy__(memo)
        field.queryset = Person.objects.active()
        return field

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}, {obj.title}" if obj.title else f"{obj}, {obj.division}"


class LeadersField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Any number of the people whose level leads, to tick."""

    widget = Ticks

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=None, **kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        field = super().__deepcopy__(memo)
        field.queryset = Person.objects.active().filter(level__leads=True)
        return field

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}, {obj.title}" if obj.title else str(obj)
