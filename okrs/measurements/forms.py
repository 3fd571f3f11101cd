"""The quick form: a value, a confidence, a line if one likes."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms.widgets import ConfidencePicker, DateInput, Stepper, Ticks
from core.http import href
from core.numbers import LocalDecimalField
from okrs.key_results import formatting
from okrs.measurements.actions import measure, measure_again
from okrs.models import Confidence, KeyResult, Measurement, MeasureRules
from okrs.status import KeyResultStatus
from orgs.models import Person
from orgs.organisation_settings.forms import SettingForm


class StepsField(forms.TypedMultipleChoiceField):
    """Which steps are done: none of them is an answer too."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class MeasureForm(forms.Form):
    """Filled with what was measured last. `target` names the element the form stands in.

    A higher floor may let it be sent to a `url` of its own, with `more` fields that go along.
    """

    value = LocalDecimalField(
        label=_("Now"),
        max_digits=16,
        decimal_places=4,
        error_messages={
            "required": _("Write what you measured."),
            "max_decimal_places": _("At most four digits after the decimal sign."),
            "max_digits": _("That number is too large to be kept. Check it once."),
            "max_whole_digits": _("That number is too large to be kept. Check it once."),
        },
    )
    done_steps = StepsField(
        label=_("Which steps are done?"),
        coerce=int,
        widget=Ticks,
        error_messages={"invalid_choice": _("Choose among the steps of this key result.")},
    )
    confidence = forms.ChoiceField(
        label=_("How sure are you of reaching it?"),
        choices=Confidence.choices,
        widget=ConfidencePicker,
        error_messages={
            "required": _("Say how sure the team is."),
            "invalid_choice": _("Choose how sure the team is."),
        },
    )
    line = forms.CharField(
        label=_("What changed?"),
        max_length=300,
        required=False,
        widget=forms.TextInput(
            {"placeholder": _("For example: two dealers finished their first day")}
        ),
    )
    measured_on = forms.DateField(
        label=_("Measured on another day"),
        required=False,
        widget=DateInput,
        error_messages={"invalid": _("Write a date, for example 2026-05-20.")},
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    back = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        status: KeyResultStatus,
        data: Mapping[str, Any] | None = None,
        *,
        target: str = "",
        replaces: Measurement | None = None,
        initial: dict[str, Any] | None = None,
        url: str = "",
        more: forms.Form | None = None,
    ) -> None:
        key_result = status.key_result
        super().__init__(data, auto_id=f"kr{key_result.pk}_%s", initial=initial)
        self.status, self.target, self.replaces = status, target, replaces
        self.url = url or href("okrs:measurement_create", key_result=key_result.pk)
        self.more = more
        self.by_steps = key_result.kind == KeyResult.Kind.MILESTONE
        del self.fields["value" if self.by_steps else "done_steps"]
        if self.by_steps:
            self._offer_steps(key_result)
        else:
            unit = formatting.goal_text(key_result)
            self.fields["value"].widget = Stepper(step=step_of(key_result), unit=unit)
            self.fields["value"].widget.is_required = True

    @classmethod
    def about(
        cls,
        status: KeyResultStatus,
        *,
        target: str = "",
        back: str = "",
        data: Mapping[str, Any] | None = None,
        replaces: Measurement | None = None,
        url: str = "",
        more: forms.Form | None = None,
    ) -> "MeasureForm":
        """The form as a person finds it: what was measured last, ready to be changed."""
        last = replaces or status.latest
        initial = {
            "value": last.value if last else None,
            "confidence": last.confidence if last else "",
            "done_steps": [s.pk for s in status.key_result.steps.all() if s.done_on],
            "seen": status.latest.pk if status.latest else 0,
            "back": back,
            **({"line": replaces.line, "measured_on": replaces.measured_on} if replaces else {}),
        }
        return cls(
            status, data, target=target, replaces=replaces, initial=initial, url=url, more=more
        )

    @property
    def key_result(self) -> KeyResult:
        return self.status.key_result

    @property
    def question(self) -> str:
        return formatting.question(self.key_result)

    @property
    def asks(self) -> bool:
        """Away from the key result's own row the form says what it is about."""
        return self.target.startswith(("ask-", "prepare-"))

    def typed_text(self) -> str:
        """What was typed, as people say it."""
        if not self.by_steps:
            return formatting.value_text(self.key_result, self.cleaned_data["value"])
        done, all_steps = len(self.cleaned_data["done_steps"]), self.key_result.steps.count()
        return _("%(done)s of %(all)s steps") % {"done": done, "all": all_steps}

    def save(self, *, by: Person) -> Measurement | None:
        """`None` when the action refused; raises `NewerMeasurement` for a second person."""
        typed = self.cleaned_data
        return measure(
            key_result=self.key_result,
            by=by,
            value=typed.get("value"),
            done_steps=typed.get("done_steps"),
            confidence=typed["confidence"],
            line=typed["line"],
            measured_on=typed["measured_on"],
            replaces=self.replaces,
            seen=None if self.replaces else typed["seen"],
        )

    def save_unchanged(self, *, by: Person) -> Measurement | None:
        """ "No change since last time": the same value and confidence, measured today."""
        return measure_again(status=self.status, by=by)

    def _offer_steps(self, key_result: KeyResult) -> None:
        field = self.fields["done_steps"]
        assert isinstance(field, StepsField)  # noqa: S101
        field.choices = [(step.pk, step.text) for step in key_result.steps.all()]


def step_of(key_result: KeyResult) -> Decimal:
    """One less, one more: in the last digit that the key result's own numbers use."""
    return Decimal(1).scaleb(-formatting.places(key_result))


class MeasureRulesForm(SettingForm):
    class Meta:
        model = MeasureRules
        fields = ("tell_after",)
