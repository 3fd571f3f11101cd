"""A key result of any kind, in one form that works without scripts."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.forms.conflict import SeenForm
from core.forms.widgets import Cards
from core.numbers import LocalDecimalField
from okrs.key_results.actions import key_result_remove, key_result_save, unused_by
from okrs.key_results.lineage import continuable
from okrs.key_results.step_forms import StepFormSet, step_forms
from okrs.models import KeyResult, Objective
from okrs.people import members_of
from okrs.sets.forms import ReasonedForm
from orgs.models import Person

Kind, Horizon = KeyResult.Kind, KeyResult.Horizon

KIND_HINTS = {
    Kind.INCREASE: _("From a starting value up to a target."),
    Kind.DECREASE: _("From a starting value down to a target."),
    Kind.MAINTAIN: _("Keep a value between a lowest and a highest one."),
    Kind.MILESTONE: _("Two to twelve steps on the way, each with its weight."),
    Kind.BASELINE: _("Nobody knows the number yet: find out where you start. Never scored."),
}
HORIZON_HINTS = {
    Horizon.COMMITTED: _("We promise it. Below 1.0 we ask what happened."),
    Horizon.STRETCH: _("We reach for it. From 0.7 it is good."),
}


def number(label: Any, missing: Any) -> LocalDecimalField:
    """A number that some kinds need; the form lets go of those that its kind does not use."""
    too_large = _("That number is too large to be kept. Check it once.")
    return LocalDecimalField(
        label=label,
        max_digits=16,
        decimal_places=4,
        error_messages={
            "required": missing,
            "max_digits": too_large,
            "max_whole_digits": too_large,
            "max_decimal_places": _("At most four digits after the decimal sign."),
        },
    )


class EarlierField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A key result of an earlier cycle, known by its cycle and what it counts."""

    def label_from_instance(self, obj: Any) -> str:
        params = {"title": obj.title, "cycle": obj.objective.okr_set.team.cycle.number}
        params["unit"] = obj.unit or obj.get_kind_display()
        return _("%(title)s (cycle %(cycle)s, %(unit)s)") % params


class KeyResultForm(SeenForm, ReasonedForm):
    """All kinds in one form: what the chosen kind does not use is not looked at."""

    title = forms.CharField(
        label=_("Key result"),
        max_length=200,
        help_text=_("What people will notice, not what the team does."),
        error_messages={"required": _("Write by what you will notice it.")},
    )
    kind = forms.ChoiceField(
        label=_("What shall the number do?"),
        choices=Kind.choices,
        initial=Kind.INCREASE,
        widget=Cards(hints=KIND_HINTS),
        error_messages={"required": _("Choose what the number shall do.")},
    )
    unit = forms.CharField(
        label=_("Unit"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"placeholder": _("%, hours, technicians")}),
    )
    baseline = number(
        _("Starting value"), _("Write the starting value, or choose “Learn the starting value”.")
    )
    target = number(_("Target"), _("Write the target."))
    low = number(_("Lowest"), _("Write the lowest value that is still good."))
    high = number(_("Highest"), _("Write the highest value that is still good."))
    owner = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Who measures it?"),
        required=False,
        empty_label=_("Whoever speaks for the team"),
        error_messages={"invalid_choice": _("Choose somebody who is in the team.")},
    )
    source = forms.CharField(
        label=_("Where does the number come from?"), max_length=200, required=False
    )
    every_weeks = forms.IntegerField(
        label=_("Measured every … weeks"),
        initial=2,
        min_value=1,
        max_value=13,
        error_messages={
            "required": _("Write how many weeks lie between two measurements."),
            "invalid": _("Write a whole number of weeks, 1 to 13."),
            "min_value": _("Measure it every week at the most."),
            "max_value": _("Measure it once in the cycle at least: 13 weeks or less."),
        },
    )
    horizon = forms.ChoiceField(
        label=_("Committed or stretch?"),
        choices=Horizon.choices,
        initial=Horizon.STRETCH,
        widget=Cards(hints=HORIZON_HINTS),
        error_messages={"required": _("Choose one of the two.")},
    )
    counter_metric = forms.CharField(
        label=_("What must not get worse meanwhile?"), max_length=200, required=False
    )

    previous = EarlierField(
        KeyResult.objects.none(),
        label=_("Does it continue an earlier key result?"),
        help_text=_("Then their values make one long series."),
        required=False,
        empty_label=_("No, it is new"),
        error_messages={"invalid_choice": _("Choose an earlier key result of this focus area.")},
    )

    def __init__(
        self,
        objective: Objective,
        data: Mapping[str, Any] | None = None,
        *,
        key_result: KeyResult | None = None,
        wording: str = "",
    ) -> None:
        super().__init__(objective.okr_set, data, initial=_initial(key_result))
        self.objective, self.key_result = objective, key_result
        self.offered = {"title": wording} if wording else {}
        self.others = self.steps.forms
        team = objective.okr_set.team
        owner, previous = self.fields["owner"], self.fields["previous"]
        assert isinstance(owner, forms.ModelChoiceField)  # noqa: S101
        assert isinstance(previous, forms.ModelChoiceField)  # noqa: S101
        owner.queryset, previous.queryset = members_of(team), continuable(team)
        if team.cycle.number == 1:
            del self.fields["previous"]

    def clean(self) -> dict[str, Any]:
        typed = dict(super().clean() or self.cleaned_data)
        kind = typed.get("kind", "")
        for name in unused_by(kind):
            self.errors.pop(name, None)
            typed[name] = None
        if kind == Kind.BASELINE:
            self.errors.pop("baseline", None)
            typed["baseline"] = self.key_result.baseline if self.key_result else None
        return typed

    @cached_property
    def steps(self) -> StepFormSet:
        return step_forms(self.data if self.is_bound else None, self.key_result)

    def is_valid(self) -> bool:
        fine = super().is_valid()
        if self.data.get("kind") != Kind.MILESTONE:
            return fine
        return self.steps.is_valid() and fine

    def save(self, *, by: Person) -> KeyResult | None:
        typed = dict(self.cleaned_data)
        typed.pop("reason", None)
        milestone = typed["kind"] == Kind.MILESTONE
        return key_result_save(
            objective=self.objective,
            by=by,
            fields=typed,
            key_result=self.key_result,
            steps=self.steps.written() if milestone else None,
            reason=self.reason_given,
        )


class RemoveForm(ReasonedForm):
    def save(self, *, by: Person, key_result: KeyResult) -> None:
        key_result_remove(key_result=key_result, by=by, reason=self.reason_given)


def _initial(key_result: KeyResult | None) -> dict[str, Any]:
    if key_result is None:
        return {}
    names = [
        "title",
        "kind",
        "unit",
        "baseline",
        "target",
        "low",
        "high",
        "owner",
        "source",
        "every_weeks",
        "horizon",
        "counter_metric",
        "previous",
    ]
    return {name: getattr(key_result, name) for name in names}
