"""Opening the review, scoring, reflecting, keeping practices."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checkins.models import Learning
from core.days import at_time
from core.forms.widgets import Cards, DateInput, TimeInput
from core.numbers import LocalDecimalField
from okrs.models import KeyResult
from orgs.models import Person
from reviews.models import Practice, Reflection, Review, Score
from reviews.practices.actions import practice_adopt
from reviews.review.actions import cycle_reopen, reflection_write, review_open, score_give
from teams.models import Team
from themes.models import Cycle, PhaseChange


class ReviewForm(forms.Form):
    """When all teams meet for the review, and until when members say whether they go on."""

    day = forms.DateField(label=_("Day of the review"), widget=DateInput())
    at = forms.TimeField(label=_("At"), widget=TimeInput, initial="13:00")
    place = forms.CharField(label=_("Place or link"), max_length=200, required=False)
    answers_until = forms.DateField(label=_("Members answer until"), widget=DateInput())
    score_hours = forms.IntegerField(
        label=_("Members score for themselves until so many hours before"),
        initial=24,
        min_value=0,
        max_value=14 * 24,
        help_text=_("Then the facilitator reveals how far the scores of a team lie apart."),
    )
    note = forms.CharField(
        label=_("Why already now"),
        required=False,
        widget=forms.Textarea,
        help_text=_("Only needed when something is still missing."),
    )

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        self.cycle = cycle
        last = cycle.ends_on
        start: dict[str, Any] = {"day": last - timedelta(days=3), "answers_until": last}
        planned = cycle.closing_events.filter(kind="review").first()
        if planned is not None:
            moment = timezone.localtime(planned.starts_at)
            start |= {"day": moment.date(), "at": moment.time(), "place": planned.place}
        kwargs.setdefault("initial", start)
        super().__init__(*args, **kwargs)

    def save(self, *, by: Person) -> Review:
        data = self.cleaned_data
        zone = timezone.get_current_timezone()
        moment = at_time(data["day"], data["at"], zone)
        return review_open(
            cycle=self.cycle,
            by=by,
            starts_at=moment,
            answers_until=data["answers_until"],
            place=data["place"],
            score_hours=data["score_hours"],
            note=data["note"],
        )


class ScoreForm(forms.Form):
    """One key result's score; another than the proposed one needs a reason."""

    given = LocalDecimalField(
        label=_("Score"), min_value=Decimal(0), max_value=Decimal(1), max_digits=3, decimal_places=2
    )
    reason = forms.CharField(label=_("Why another score"), max_length=300, required=False)

    def __init__(
        self, *args: Any, key_result: KeyResult, proposed: Decimal | None, **kwargs: Any
    ) -> None:
        self.key_result, self.proposed = key_result, proposed
        kwargs["prefix"] = f"kr-{key_result.pk}"
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given, reason = data.get("given"), data.get("reason", "").strip()
        if given is not None and self.proposed not in {None, given} and not reason:
            self.add_error("reason", _("Say in one line why the team sees it differently."))
        return data

    def save(self, *, by: Person) -> Score:
        data = self.cleaned_data
        return score_give(
            key_result=self.key_result, by=by, given=data["given"], reason=data["reason"]
        )


class ReflectionForm(forms.Form):
    """A member's own words; they choose who may read them."""

    text = forms.CharField(
        label=_("What did I learn about the whole and about other departments?"),
        widget=forms.Textarea,
        max_length=2000,
    )
    audience = forms.ChoiceField(
        label=_("Who may read it?"),
        choices=Reflection.Audience.choices,
        widget=Cards,
        help_text=_(
            "A quote stands without your name, but it is not anonymous: your name is kept with it "
            "so that you can take it back, and who knows you may know your words."
        ),
    )

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        self.team = team
        super().__init__(*args, **kwargs)

    def save(self, *, by: Person) -> Reflection:
        return reflection_write(team=self.team, by=by, **self.cleaned_data)


class PracticeForm(forms.Form):
    """What the company keeps, who looks after it there, and where it is written."""

    title = forms.CharField(label=_("Practice"), max_length=200)
    learning: Any = forms.ModelChoiceField(
        label=_("Learned from"), queryset=None, required=False, empty_label=_("no written learning")
    )
    owner: Any = forms.ModelChoiceField(
        label=_("Looked after by"),
        queryset=None,
        help_text=_("Somebody in the line organisation who keeps it alive."),
    )
    written_in = forms.CharField(label=_("Where it is written"), max_length=200)
    since = forms.DateField(label=_("Since"), widget=DateInput(), initial=timezone.localdate)

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        self.team = team
        super().__init__(*args, **kwargs)
        self.fields["learning"].queryset = Learning.objects.filter(team=team)  # type: ignore[attr-defined]
        self.fields["owner"].queryset = Person.objects.active()  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        title = str(self.cleaned_data["title"]).strip()
        if Practice.objects.filter(team=self.team, title=title).exists():
            raise ValidationError(_("This practice is kept already. Change its words."))
        return title

    def save(self, *, by: Person) -> Practice:
        return practice_adopt(team=self.team, by=by, **self.cleaned_data)


class ReopenForm(forms.Form):
    """Why a closed cycle is opened again."""

    note = forms.CharField(label=_("Why?"), widget=forms.Textarea, max_length=1000)

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        self.cycle = cycle
        super().__init__(*args, **kwargs)

    def save(self, *, by: Person) -> PhaseChange:
        return cycle_reopen(cycle=self.cycle, by=by, **self.cleaned_data)
