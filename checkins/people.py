"""Choosing people for a few parts: who presents, who leads, who was there."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.forms.widgets import Ticks
from orgs.models import Person
from teams.models import Membership, Team
from themes.models import Cycle, ThemeRole


class OnePerson(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One person by name and title; whom to choose from is said when the form is made."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", _("Choose a person"))
        super().__init__(queryset=None, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}, {obj.title}" if obj.title else str(obj)


class SomePeople(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Any number of people to tick."""

    widget = Ticks

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=None, **kwargs)


def members(team: Team) -> QuerySet[Person]:
    current = Membership.objects.current().filter(team=team)
    return Person.objects.active().filter(pk__in=current.values("person"))


def leaders(team: Team) -> QuerySet[Person]:
    """Whom a team can ask: everybody whose level leads, and its sponsor."""
    sponsor = Q(pk=team.cycle.theme.sponsor_id)
    return Person.objects.active().filter(Q(level__leads=True) | sponsor)


def moderators(cycle: Cycle) -> QuerySet[Person]:
    """The facilitators and the integration team of the cycle's theme."""
    kinds = [ThemeRole.Kind.FACILITATOR, ThemeRole.Kind.INTEGRATION]
    roles = ThemeRole.objects.filter(theme=cycle.theme_id, kind__in=kinds)
    return Person.objects.active().filter(pk__in=roles.values("person"))


def only_of(person: Person | None, rows: QuerySet[Any], field: str) -> QuerySet[Any]:
    """Those of these rows whose `field` is this person; all of them where there is none."""
    return rows if person is None else rows.filter(**{field: person})
