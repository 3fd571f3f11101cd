"""What the integration team and hosts type about sessions."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.forms.widgets import DateTimeInput, Segments, Ticks
from orgs.models import Person
from orgs.people.choosers import PersonField
from teams.models import Membership, Session
from teams.sessions.actions import attendance_mark, session_plan
from teams.sessions.preparation import context_hosts
from themes.models import Cycle


class SessionForm(forms.ModelForm):  # type: ignore[type-arg]
    """Plan a session: what, when, where, who hosts it."""

    host = PersonField(label=_("Host"))
    material = forms.URLField(
        label=_("Material"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=_("A link to what people read before or after."),
    )

    class Meta:
        model = Session
        fields = ("kind", "starts_at", "host", "place", "capacity", "material")
        widgets = {"kind": Segments, "starts_at": DateTimeInput}

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        self.cycle = cycle
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Session.Kind.choices  # type: ignore[attr-defined]
        names = ", ".join(str(person) for person in context_hosts(cycle).order_by("sort_key"))
        said = _("The strategic context is hosted by a leader who is in a team: %(names)s.")
        self.fields["host"].help_text = said % {"names": names}

    def save(self, *, by: Person) -> Session:  # type: ignore[override]
        planned = Session.objects.get(pk=self.instance.pk) if self.instance.pk else None
        return session_plan(cycle=self.cycle, by=by, session=planned, **self.cleaned_data)


class AttendanceForm(forms.Form):
    """Who of the cycle's members was there; until it is said, those who have a seat are ticked."""

    people: Any = forms.ModelMultipleChoiceField(
        label=_("Who was there"), queryset=None, required=False, widget=Ticks
    )

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        self.session = session
        there = set(session.attendances.values_list("person_id", flat=True))
        seated = set(session.seats.values_list("person_id", flat=True))
        kwargs["initial"] = {"people": there if session.marked_at else seated}
        super().__init__(*args, **kwargs)
        members = Membership.objects.current().filter(team__cycle=session.cycle_id)
        self.fields["people"].queryset = Person.objects.filter(  # type: ignore[attr-defined]
            Q(pk__in=members.values("person")) | Q(pk__in=there | seated)
        )
        if seated and not session.marked_at:
            self.fields["people"].help_text = _("Whoever has a seat is ticked; correct it.")

    def save(self, *, by: Person) -> None:
        attendance_mark(session=self.session, people=self.cleaned_data["people"], by=by)
