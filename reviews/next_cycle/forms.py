"""Going on, handing over, and the next cycle."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from checkins.models import Impediment
from core.forms.widgets import Cards, DateInput, Stepper, Ticks
from core.numbers import LocalDecimalField
from okrs.models import Initiative, KeyResult, OKRSet
from orgs.models import Person
from reviews.continuations.actions import continuation_answer
from reviews.handovers.actions import hand_over
from reviews.handovers.farewell_actions import farewell_say
from reviews.models import Continuation, Farewell
from reviews.next_cycle.actions import Carriable, next_cycle_plan, team_carry
from teams.models import Membership
from themes.models import Cycle, FocusArea


class ContinuationForm(forms.Form):
    """If, why and how a member goes on. The page says first who reads it."""

    answer = forms.ChoiceField(
        label=_("Would you like to go on?"), choices=Continuation.Answer.choices, widget=Cards
    )
    hours = LocalDecimalField(
        label=_("How many hours a week?"),
        required=False,
        max_digits=4,
        decimal_places=2,
        min_value=Decimal("0.25"),
        max_value=Decimal(40),
        widget=Stepper(step="0.5", least="0.25"),
        help_text=_("Only needed for other hours."),
    )
    focus_area: Any = forms.ModelChoiceField(
        label=_("In which area?"),
        queryset=None,
        required=False,
        empty_label=_("the same as now"),
        help_text=_("Only needed for another team."),
    )
    why = forms.CharField(label=_("Why?"), required=False, widget=forms.Textarea, max_length=1000)
    how = forms.CharField(
        label=_("How would you like to contribute?"),
        required=False,
        widget=forms.Textarea,
        max_length=1000,
        help_text=_("Skills, role, rhythm: what would make it good?"),
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        self.membership = membership
        super().__init__(*args, **kwargs)
        theme = membership.team.cycle.theme_id
        areas = FocusArea.objects.filter(theme=theme, retired_on=None)
        self.fields["focus_area"].queryset = areas  # type: ignore[attr-defined]

    def save(self, *, by: Person) -> Continuation:
        return continuation_answer(membership=self.membership, by=by, **self.cleaned_data)


class HandOverForm(forms.Form):
    """To whom a leaver gives what they own in the team; in several turns, if it is for several."""

    what = forms.MultipleChoiceField(
        label=_("What goes to them?"),
        widget=Ticks,
        error_messages={"required": _("Tick what they take over.")},
    )
    to: Any = forms.ModelChoiceField(
        label=_("Who takes it over?"), queryset=None, empty_label=_("Choose a member")
    )

    def __init__(
        self, *args: Any, membership: Membership, things: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        self.membership = membership
        kwargs.setdefault("initial", {"what": [key for key, _words in things]})
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = things  # type: ignore[attr-defined]
        stay = Membership.objects.current().filter(team=membership.team).exclude(pk=membership.pk)
        others = Person.objects.filter(pk__in=stay.values("person"))
        self.fields["to"].queryset = others  # type: ignore[attr-defined]

    def save(self, *, by: Person) -> None:
        hand_over(membership=self.membership, by=by, **self.cleaned_data)


class FarewellForm(forms.ModelForm):  # type: ignore[type-arg]
    """A word of thanks to somebody who leaves."""

    class Meta:
        model = Farewell
        fields = ["text"]
        widgets = {"text": forms.Textarea({"rows": 4})}

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        self.membership = membership
        kwargs["instance"] = Farewell.objects.filter(membership=membership).first()
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _("%(name)s gets it by mail, and nobody else reads it.") % {
            "name": membership.person.given_name
        }

    def save(self, *, by: Person) -> Farewell:  # type: ignore[override]
        return farewell_say(membership=self.membership, by=by, text=self.cleaned_data["text"])


class NextCycleForm(forms.Form):
    """The first day and the length of the cycle that follows."""

    starts_on = forms.DateField(label=_("First day"), widget=DateInput())
    weeks = forms.IntegerField(label=_("Weeks"), min_value=4, max_value=26, initial=13)

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        self.cycle = cycle
        super().__init__(*args, **kwargs)

    def clean_starts_on(self) -> Any:
        day = self.cleaned_data["starts_on"]
        if day <= self.cycle.ends_on:
            raise ValidationError(_("The next cycle starts after this one ends."))
        return day

    def save(self, *, by: Person) -> Cycle:
        return next_cycle_plan(cycle=self.cycle, by=by, **self.cleaned_data)


class CarryForm(forms.Form):
    """What a team takes over from the team it continues; everything stays a draft."""

    key_results: Any = forms.ModelMultipleChoiceField(
        label=_("Key results to go on with"),
        queryset=None,
        required=False,
        widget=Ticks,
        help_text=_("They begin where the review said, or else where they stand now."),
    )
    initiatives: Any = forms.ModelMultipleChoiceField(
        label=_("Initiatives to go on with"),
        queryset=None,
        required=False,
        widget=Ticks,
        help_text=_("Each with a key result that it should move."),
    )
    impediments: Any = forms.ModelMultipleChoiceField(
        label=_("Open impediments"), queryset=None, required=False, widget=Ticks
    )
    agreement = forms.BooleanField(
        label=_("The working agreement, for all members to confirm anew"),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, carriable: Carriable, **kwargs: Any) -> None:
        self.carriable = carriable
        super().__init__(*args, **kwargs)
        key_results = [row.key_result.pk for row in carriable.key_results]
        impediments = [row.pk for row in carriable.impediments]
        self._offer("key_results", KeyResult.objects.filter(pk__in=key_results))
        initiatives = [row.pk for row in carriable.initiatives]
        self._offer("initiatives", Initiative.objects.filter(pk__in=initiatives))
        self._offer("impediments", Impediment.objects.filter(pk__in=impediments))
        if carriable.agreement is None:
            del self.fields["agreement"]

    def _offer(self, name: str, rows: Any) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]
        self.fields[name].initial = [row for row in rows if not self.carriable.stops(row)]
        self.fields[name].label_from_instance = self._with_outcome  # type: ignore[attr-defined]
        if not rows:
            del self.fields[name]

    def _with_outcome(self, row: Any) -> str:
        """What the review said stands beside it."""
        outcome = self.carriable.outcomes.get(row)
        if outcome is None:
            return str(row)
        said = ": ".join(filter(None, [str(outcome), outcome.note]))
        return _now("%(title)s (%(outcome)s)") % {"title": row, "outcome": said}

    def save(self, *, by: Person) -> OKRSet:
        chosen = {"agreement": False, **self.cleaned_data}
        return team_carry(team=self.carriable.team, by=by, **chosen)
