import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.forms.widgets import DateInput, Ticks
from orgs.models import Person
from orgs.people.choosers import PersonField
from teams.coaches.actions import coach_assign
from teams.forming.actions import offer_place, rules_save
from teams.forming.proposal_actions import Taken, proposal_take
from teams.forming.skills import wanted
from teams.forming.skills_actions import skills_note
from teams.members.actions import member_join, member_leave, representative_choose
from teams.models import Coaching, FormingRules, Membership, Offer, Team
from themes.models import Cycle, FocusArea, Theme

PLACE = re.compile(r"(\d{1,18}):(\d{1,18})", re.ASCII)


class PlaceForm(forms.Form):
    """Where a person goes, and where whoever moves them saw them."""

    team: forms.Field = forms.ModelChoiceField(queryset=None, required=False)
    seen = forms.IntegerField(required=False)

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer = offer
        self.fields["team"].queryset = Team.objects.filter(cycle=offer.call.cycle_id)  # type: ignore[attr-defined]

    def save(self, *, by: Person) -> Offer:
        given = self.cleaned_data
        return offer_place(offer=self.offer, team=given["team"], seen=given["seen"], by=by)


class _PlacesField(forms.Field):
    """Ticked placements, "offer:team" each."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> dict[int, int]:
        pairs = [PLACE.fullmatch(place) for place in value or ()]
        if not all(pairs):
            raise forms.ValidationError(_("Open the suggestion once more and tick there."))
        return {int(pair[1]): int(pair[2]) for pair in pairs if pair}


class TakeOverForm(forms.Form):
    """What of the proposal is taken over."""

    place = _PlacesField(
        error_messages={
            "required": _("Tick whom you would like to place, or go back to the board.")
        }
    )

    def save(self, cycle: Cycle, *, by: Person) -> Taken:
        return proposal_take(cycle=cycle, places=self.cleaned_data["place"], by=by)


class SkillsForm(forms.Form):
    """Who of a team brings which skill: one field a person."""

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = team
        skills = [(skill, skill) for skill in wanted(team)]
        for offer in _placed(team) if skills else ():
            field = forms.MultipleChoiceField(
                label=_("What the focus area looks for"),
                choices=skills,
                required=False,
                widget=Ticks,
                initial=[brought.skill for brought in offer.skills_brought.all()],
            )
            field.offer = offer  # type: ignore[attr-defined]
            self.fields[f"offer-{offer.pk}"] = field

    def save(self, *, by: Person) -> bool:
        brought = {
            field.offer.pk: self.cleaned_data[name]  # type: ignore[attr-defined]
            for name, field in self.fields.items()
        }
        skills_note(team=self.team, brought=brought, by=by)
        return True


class AreaForm(forms.Form):
    """A focus area that becomes a team; without one all of them do."""

    focus_area: forms.Field = forms.ModelChoiceField(queryset=None, required=False)

    def __init__(self, *args: Any, theme: Theme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["focus_area"].queryset = FocusArea.objects.filter(theme=theme)  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """Why a team that breaks a rule is formed all the same."""

    note = forms.CharField(
        label=_("Why we form it all the same"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, wanted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].required = wanted
        self.fields["note"].error_messages["required"] = _("Say why, in a sentence or two.")


def _number(label: Any, least: int, most: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most)


class RulesForm(forms.Form):
    """What a theme asks of the mix of its teams. A leader is in every team, so one at least."""

    size_from = _number(_("People in a team, from"), 1, 50)
    size_to = _number(_("People in a team, to"), 1, 50)
    divisions = _number(_("Divisions, at least"), 1, 20)
    levels = _number(_("Levels, at least"), 1, 20)
    leaders = _number(_("Leaders, at least"), 1, 10)
    volunteers_percent = _number(_("Volunteers, at least, in percent"), 0, 100)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("size_from", 0) > given.get("size_to", 99):
            self.add_error("size_to", _("“From” is at most “to”. Turn the two around."))
        return given

    def save(self, theme: Theme, *, by: Person) -> FormingRules:
        return rules_save(theme=theme, by=by, **self.cleaned_data)


class _MemberField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.person)


class RepresentativeForm(forms.Form):
    """Who of the team speaks for it."""

    membership = _MemberField(
        queryset=None, label=_("Who speaks for the team?"), empty_label=_("Choose a member")
    )

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = Membership.objects.current().filter(team=team).select_related("person")
        self.fields["membership"].queryset = current  # type: ignore[attr-defined]

    def save(self, *, by: Person) -> Membership:
        return representative_choose(membership=self.cleaned_data["membership"], by=by)


class JoinForm(forms.Form):
    """A newcomer who has said yes and is in no team."""

    offer = _MemberField(queryset=None, label=_("Who joins?"), empty_label=_("Choose a person"))
    on = forms.DateField(label=_("Since"), required=False, widget=DateInput())

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = team
        self.fields["offer"].queryset = without_team(team)  # type: ignore[attr-defined]

    def save(self, *, by: Person) -> Membership:
        return member_join(team=self.team, by=by, **self.cleaned_data)


class TeamForNewcomerForm(forms.Form):
    """The team that somebody joins who said yes once the teams were confirmed."""

    team: Any = forms.ModelChoiceField(
        queryset=None, label=_("Which team?"), empty_label=_("Choose a team")
    )

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer = offer
        self.fields["team"].queryset = Team.objects.filter(cycle=offer.call.cycle_id)  # type: ignore[attr-defined]

    def save(self, *, by: Person) -> Membership:
        return member_join(offer=self.offer, team=self.cleaned_data["team"], by=by)


class LeaveForm(forms.Form):
    """The day on which somebody left their team."""

    on = forms.DateField(
        label=_("Last day in the team"),
        required=False,
        widget=DateInput(),
        help_text=_("Today, if you leave it empty."),
    )

    def save(self, membership: Membership, *, by: Person) -> Membership:
        return member_leave(membership=membership, by=by, **self.cleaned_data)


class CoachForm(forms.Form):
    """Who coaches the team; `all_the_same` is asked where the coach is a member's leader."""

    coach = PersonField(label=_("Who coaches the team?"))
    all_the_same = forms.BooleanField(
        label=_("Let them coach all the same"), required=False, widget=forms.HiddenInput
    )

    def ask_again(self) -> None:
        """Show the tick, now that there is a reason to think twice."""
        self.fields["all_the_same"].widget = forms.CheckboxInput()

    def save(self, team: Team, *, by: Person) -> Coaching:
        return coach_assign(team=team, by=by, **self.cleaned_data)


def _placed(team: Team) -> QuerySet[Offer]:
    rows = Offer.objects.filter(placed_in=team, state=Offer.State.ACCEPTED, person__left_on=None)
    return rows.select_related("person").prefetch_related("skills_brought")


def without_team(team: Team) -> QuerySet[Offer]:
    """Who has said yes in the team's cycle and is in none of its teams."""
    said_yes = Offer.objects.filter(
        call__cycle=team.cycle_id, state=Offer.State.ACCEPTED, person__left_on=None
    )
    inside = Membership.objects.current().filter(team__cycle=team.cycle_id)
    rows = said_yes.exclude(person__in=inside.values("person_id"))
    return rows.select_related("person__division", "person__level")
