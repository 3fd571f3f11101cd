from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.scoped_choice import ScopedChoiceField
from core.forms.widgets import DateInput
from core.numbers import LocalDecimalField
from core.text import fold_email
from orgs.invitations.actions import invite
from orgs.models import Division, Person
from orgs.people.actions import person_add, person_deactivate, person_edit
from orgs.people.fields import PersonField, TimeZoneField


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the roster says about somebody; an administrator writes it."""

    leader = PersonField(
        label=_("Home leader"),
        required=False,
        empty_label=_("Nobody above them"),
        help_text=_("Who leads them in the line organisation and answers about their hours."),
    )
    weekly_hours = LocalDecimalField(
        label=_("Hours a week by contract"), max_digits=4, decimal_places=2
    )
    time_zone = TimeZoneField(label=_("Time zone"), required=False, empty=_("As the organisation"))

    class Meta:
        model = Person
        fields: ClassVar[list[str]] = [
            "given_name",
            "family_name",
            "email",
            "employee_number",
            "title",
            "division",
            "department",
            "level",
            "site",
            "leader",
            "weekly_hours",
            "language",
            "time_zone",
        ]

    invite = forms.BooleanField(label=_("Invite them by mail now"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["invite"]

    def clean_email(self) -> str:
        return fold_email(self.cleaned_data["email"])

    def save(self, *, by: Person) -> Person:  # type: ignore[override]
        fields = {name: self.cleaned_data[name] for name in self.Meta.fields}
        if self.instance.pk is None:
            return self._add(by, fields)
        return person_edit(person=self.instance, by=by, **fields)

    def _add(self, by: Person, fields: dict[str, Any]) -> Person:
        person = person_add(by=by, **fields)
        if self.cleaned_data["invite"]:
            invite(people=[person], by=by)
        return person


class PeopleFilter(forms.Form):
    """Narrow the list of people by part of a name and by division."""

    q = forms.CharField(label=_("Name, title or department"), required=False, max_length=80)
    division = ScopedChoiceField(
        model=Division, label=_("Division"), required=False, empty_label=_("All divisions")
    )
    left = forms.BooleanField(label=_("Those who left"), required=False)

    def people(self) -> Any:
        """The people asked for; what cannot be understood narrows nothing."""
        asked = self.cleaned_data if self.is_valid() else {}
        people = Person.objects.with_place()
        people = people.exclude(left_on=None) if asked.get("left") else people.active()
        if asked.get("q"):
            people = people.matching(asked["q"])
        if asked.get("division"):
            people = people.filter(division=asked["division"])
        return people


class LeaveForm(forms.Form):
    on = forms.DateField(label=_("Last day"), widget=DateInput)

    def save(self, person: Person, *, by: Person) -> Person:
        return person_deactivate(person=person, by=by, on=self.cleaned_data["on"])
