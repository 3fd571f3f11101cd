"""The weighted steps of a milestone, as rows of a form."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from okrs.models import KeyResult

MOST_STEPS, FEWEST_ROWS, SPARE_ROWS = 12, 4, 2


class StepForm(forms.Form):
    """One step; an empty row is no step."""

    text = forms.CharField(label=_("Step"), max_length=200, required=False)
    weight = forms.IntegerField(
        label=_("Weight"),
        min_value=1,
        max_value=100,
        initial=1,
        required=False,
        error_messages={
            "invalid": _("Write a whole number, 1 or more."),
            "min_value": _("A step weighs 1 or more."),
            "max_value": _("100 is the heaviest a step can be."),
        },
    )
    use_required_attribute = False


class StepFormSet(forms.BaseFormSet):  # type: ignore[type-arg]
    def written(self) -> list[tuple[str, int]]:
        """The steps that were written, in their order."""
        rows = [form.cleaned_data for form in self.forms]
        return [
            (row["text"].strip(), row.get("weight") or 1)
            for row in rows
            if row.get("text", "").strip()
        ]


def step_forms(data: Mapping[str, Any] | None, key_result: KeyResult | None) -> StepFormSet:
    existing = list(key_result.steps.all()) if key_result and key_result.pk else []
    rows = min(MOST_STEPS, max(FEWEST_ROWS, len(existing) + SPARE_ROWS))
    formset_class: type[Any] = forms.formset_factory(
        StepForm,
        formset=StepFormSet,
        extra=rows - len(existing),
        max_num=MOST_STEPS,
        absolute_max=MOST_STEPS,
    )
    initial = [{"text": step.text, "weight": step.weight} for step in existing]
    formset: StepFormSet = formset_class(data, prefix="steps", initial=initial)
    return formset
