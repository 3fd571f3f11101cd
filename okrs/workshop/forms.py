"""What people type and choose in a definition workshop."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from okrs.confidence.forms import SurenessForm
from okrs.models import Cluster, Idea, Workshop, WorkshopStep
from okrs.workshop import actions, input_actions
from okrs.workshop.idea_models import DOTS
from okrs.workshop.state import key_results_of
from orgs.models import Person

Data = Mapping[str, Any] | None


class LineForm(forms.Form):
    """One line that is sent once, however often the browser sends it: its key says which."""

    text = forms.CharField(
        max_length=300,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Write one sentence.")},
    )
    key = forms.UUIDField(required=False, error_messages={"invalid": _("Load the page again.")})

    def __init__(self, step: WorkshopStep, data: Data = None) -> None:
        super().__init__(data)
        self.step = step
        self.fields["text"].label = _LINES.get(WorkshopStep.Kind(step.kind), _("Your line"))

    def save(self, *, by: Person) -> Any:
        add = input_actions.idea_add if self.step.writing else input_actions.wording_add
        text, key = self.cleaned_data["text"], self.cleaned_data["key"] or uuid4()
        return add(step=self.step, text=text, key=key, by=by)


class ClusterForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the cluster"),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Give the cluster a name.")},
    )

    def save(self, *, workshop: Workshop, cluster: Cluster | None, by: Person) -> Cluster | None:
        return input_actions.cluster_save(
            workshop=workshop, by=by, cluster=cluster, **self.cleaned_data
        )


class MoveForm(forms.Form):
    """Where an idea belongs; nothing is no cluster yet."""

    cluster = forms.ModelChoiceField(
        Cluster.objects.none(),
        required=False,
        error_messages={"invalid_choice": _("This cluster was taken apart. Choose another one.")},
    )

    def __init__(self, idea: Idea, data: Data) -> None:
        super().__init__(data)
        self.idea = idea
        self.fields["cluster"].queryset = Cluster.objects.filter(workshop=idea.workshop_id)  # type: ignore[attr-defined]

    def save(self, *, by: Person) -> Idea | None:
        return input_actions.idea_move(idea=self.idea, by=by, cluster=self.cleaned_data["cluster"])


class DotsForm(forms.Form):
    clusters = forms.ModelMultipleChoiceField(
        Cluster.objects.none(),
        error_messages={
            "required": _("Choose one to three clusters."),
            "invalid_choice": _("One of these clusters was taken apart. Choose again."),
        },
    )

    def __init__(self, step: WorkshopStep, data: Data) -> None:
        super().__init__(data)
        self.step = step
        own = Cluster.objects.filter(workshop=step.workshop_id)
        self.fields["clusters"].queryset = own  # type: ignore[attr-defined]

    def clean_clusters(self) -> Any:
        chosen = self.cleaned_data["clusters"]
        if len(chosen) > DOTS:
            raise forms.ValidationError(_("You have three dots. Take the tick off the others."))
        return chosen

    def save(self, *, by: Person) -> None:
        input_actions.dots_put(step=self.step, by=by, **self.cleaned_data)


class ConfidenceForm(SurenessForm):
    """One answer for each key result of the team."""

    def __init__(
        self, step: WorkshopStep, data: Data = None, *, own: Mapping[int, str] | None = None
    ) -> None:
        super().__init__(key_results_of(step.workshop.team), data, own=own)
        self.step = step

    def save(self, *, by: Person) -> None:
        answers = self.answers
        input_actions.confidence_say(step=self.step, by=by, answers=answers)


class TimeForm(forms.Form):
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=240,
        error_messages={
            "required": _("Write 1 to 240 minutes."),
            "invalid": _("Write 1 to 240 minutes."),
            "min_value": _("Write 1 to 240 minutes."),
            "max_value": _("Write 1 to 240 minutes."),
        },
    )

    def save(self, *, step: WorkshopStep, by: Person) -> None:
        actions.step_time(step=step, by=by, **self.cleaned_data)


_LINES = {
    WorkshopStep.Kind.PROBLEMS: _("A problem"),
    WorkshopStep.Kind.OPPORTUNITIES: _("An opportunity"),
    WorkshopStep.Kind.TRENDS: _("A trend"),
    WorkshopStep.Kind.OBJECTIVE: _("How would you word the objective?"),
    WorkshopStep.Kind.KEY_RESULTS: _("Which key result would you suggest?"),
}
