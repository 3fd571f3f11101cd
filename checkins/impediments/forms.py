"""An impediment in full, an ask, its answer, its end."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from checkins.impediments.actions import (
    ask_answer,
    first_to_ask,
    impediment_edit,
    impediment_end,
    impediment_raise,
    leader_ask,
)
from checkins.models import Ask, AskRules, Impediment
from checkins.people import OnePerson, leaders, members
from core.forms.widgets import Cards, DateInput, Segments
from orgs.models import Person
from orgs.organisation_settings.forms import SettingForm
from teams.models import Team


class ImpedimentForm(forms.ModelForm):  # type: ignore[type-arg]
    """What stands in the way, what it blocks, and what would help."""

    owner = OnePerson(label=_("Who looks after it"), required=False)

    class Meta:
        model = Impediment
        fields = ("text", "blocks", "impact", "category", "wanted_by", "owner", "private")
        labels: ClassVar[Any] = {
            "text": _("What stands in your way?"),
            "blocks": _("What does it block?"),
            "impact": _("What does that cost you?"),
            "category": _("What would help?"),
            "wanted_by": _("By when do you need it?"),
        }
        widgets: ClassVar[Any] = {"wanted_by": DateInput}

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = team
        people = members(team) | Person.objects.active().filter(pk=self.instance.owner_id or 0)
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]

    def save(self, *, by: Person) -> Impediment:  # type: ignore[override]
        if self.instance.pk is None:
            return impediment_raise(team=self.team, by=by, **self.cleaned_data)
        return impediment_edit(impediment=self.instance, by=by, **self.cleaned_data)


class AskForm(forms.Form):
    """Whom to ask: the leader in the team first, or somebody else who leads."""

    leader = OnePerson(label=_("Whom do you ask?"), required=True)

    def __init__(self, *args: Any, impediment: Impediment, by: Person, **kwargs: Any) -> None:
        self.impediment, team = impediment, impediment.team
        super().__init__(*args, **{"initial": {"leader": first_to_ask(team, by)}, **kwargs})
        self.fields["leader"].queryset = leaders(team).exclude(pk=by.pk)  # type: ignore[attr-defined]

    def save(self, *, by: Person) -> Ask:
        return leader_ask(impediment=self.impediment, by=by, leader=self.cleaned_data["leader"])


class AnswerForm(forms.Form):
    """A leader's answer: a promise with a date, a no with a reason, or somebody else."""

    answer = forms.ChoiceField(
        label=_("What do you say?"),
        choices=[
            ("accepted", _("I take care of it")),
            ("declined", _("I cannot help")),
            ("handed_over", _("Somebody else can")),
        ],
        widget=Cards(
            hints={
                "accepted": _("Say by when. The team counts on the day."),
                "declined": _("Say why, so that the team can go on."),
                "handed_over": _("Say who. The ask goes on to them."),
            }
        ),
    )
    promised_for = forms.DateField(
        label=_("By when?"),
        widget=DateInput,
        error_messages={"required": _("Say by when you take care of it.")},
    )
    hand_to = OnePerson(
        label=_("Who can help?"),
        error_messages={"required": _("Say who can help instead of you.")},
    )
    reason = forms.CharField(
        label=_("In your own words"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    NEEDS: ClassVar[Any] = {"accepted": "promised_for", "handed_over": "hand_to"}
    use_required_attribute = False

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"ask{ask.pk}_%s", **kwargs})
        self.ask = ask
        others = Person.objects.active().exclude(pk=ask.leader_id)
        self.fields["hand_to"].queryset = others  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What the chosen answer does not need is not looked at."""
        typed = dict(super().clean() or self.cleaned_data)
        for answer, name in self.NEEDS.items():
            if typed.get("answer") != answer:
                self.errors.pop(name, None)
                typed[name] = None
        if typed.get("answer") == Ask.Answer.DECLINED and not typed.get("reason"):
            self.add_error("reason", _("Say why you cannot help, so that the team can go on."))
        return typed

    def save(self, *, by: Person) -> Ask:
        return ask_answer(ask=self.ask, by=by, **self.cleaned_data)


class AskRulesForm(SettingForm):
    class Meta:
        model = AskRules
        fields = ("answer_after",)


class EndForm(forms.Form):
    """How an impediment ended."""

    state = forms.ChoiceField(
        label=_("How did it end?"),
        widget=Segments,
        choices=[("resolved", _("It is solved")), ("unsolved", _("It will not be solved"))],
    )
    outcome = forms.CharField(
        label=_("What happened?"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Needed if it will not be solved."),
    )

    def save(self, *, impediment: Impediment, by: Person) -> Impediment:
        return impediment_end(impediment=impediment, by=by, **self.cleaned_data)
