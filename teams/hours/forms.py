"""What members and home leaders type about hours."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms.widgets import DateInput, Stepper
from core.numbers import LocalDecimalField
from orgs.closed_days import today_here
from orgs.models import Person
from teams.hours import arithmetic
from teams.hours.actions import hours_answer, hours_commit
from teams.hours.approvals import warning
from teams.hours.totals import Given
from teams.models import Commitment, LeaderAnswer


class HoursField(LocalDecimalField):
    """Hours a week, in quarter hours."""

    def __init__(self, **kwargs: Any) -> None:
        unit = gettext_lazy("hours a week")
        super().__init__(widget=Stepper(step=1, least="0.25", unit=unit), **kwargs)

    def clean(self, value: Any) -> Any:
        hours = super().clean(value)
        if hours is None:
            return None
        try:
            return arithmetic.weekly(hours)
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from wrong


class CommitForm(forms.Form):
    """The member says how many hours a week they give.

    Above the limit they are warned first (E6): `known` returns the hours they were warned about.
    """

    hours = HoursField(label=gettext_lazy("I give"))
    words = forms.CharField(
        label=gettext_lazy("Your words to your home leader"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What do these hours make possible? Teammates do not see it."),
    )

    def __init__(self, *args: Any, commitment: Commitment, given: Given, **kwargs: Any) -> None:
        self.commitment = commitment
        self.beside = given.without(commitment)
        initial = {"hours": self._current_hours, "words": commitment.current_words}
        kwargs.setdefault("initial", initial)
        super().__init__(*args, **kwargs)

    @property
    def _current_hours(self) -> Decimal:
        """What holds now: the agreed hours, or those they have said."""
        row = self.commitment
        return row.agreed_hours if row.settled and row.agreed_hours else row.hours

    @property
    def chosen(self) -> Decimal | None:
        """The hours in the box, if they can be read."""
        if not self.is_bound:
            return self._current_hours
        self.is_valid()
        return self.cleaned_data.get("hours")

    @property
    def warning(self) -> str:
        """What they would give together, where that is above the limit."""
        if self.chosen is None:
            return ""
        said = Commitment(hours=self.chosen, state=Commitment.State.COMMITTED)
        return warning(replace(self.beside, commitments=[*self.beside.commitments, said]))

    @property
    def known(self) -> str:
        """The hours of the warning, as the page sends them back."""
        return "" if self.chosen is None else format(self.chosen.normalize(), "f")

    @property
    def warns_unheard(self) -> bool:
        """There is a warning that these hours have not had yet."""
        return bool(self.warning) and self.data.get("known") != self.known

    def save(self, *, by: Person) -> Commitment:
        return hours_commit(commitment=self.commitment, by=by, **self.cleaned_data)


class AnswerForm(forms.Form):
    """One of a home leader's three answers. `seen` is the number of the request on the page."""

    answer: str
    seen = forms.IntegerField(widget=forms.HiddenInput)
    covered = forms.CharField(
        label=gettext_lazy("What will be dropped or covered in your team?"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        self.commitment = commitment
        kwargs.setdefault("initial", {"seen": commitment.requests})
        kwargs.setdefault("auto_id", f"id_{commitment.pk}_{self.answer}_%s")
        super().__init__(*args, **kwargs)

    def look_again(self, commitment: Commitment) -> None:
        """Show what was typed beside the request as it is now."""
        self.data = {**self.data.dict(), "seen": str(commitment.requests)}  # type: ignore[attr-defined]

    def save(self, *, leader: Person, via: str = LeaderAnswer.Via.SCREEN) -> LeaderAnswer:
        return hours_answer(
            commitment=self.commitment,
            leader=leader,
            answer=self.answer,
            via=via,
            **self.cleaned_data,
        )


class AgreeForm(AnswerForm):
    """Yes, with the hours that were asked."""

    answer = LeaderAnswer.Answer.AGREE


class OtherHoursForm(AnswerForm):
    """Yes, with other hours."""

    answer = LeaderAnswer.Answer.OTHER
    hours = HoursField(label=gettext_lazy("I can agree to"))
    reason = forms.CharField(
        required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ("hours", "reason", "covered")

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        fitting = commitment.agreed_hours or commitment.hours
        kwargs.setdefault("initial", {"seen": commitment.requests, "hours": fitting})
        super().__init__(*args, commitment=commitment, **kwargs)
        name = {"name": commitment.person.given_name}
        self.fields["reason"].label = _("What should %(name)s know?") % name
        self.fields["reason"].help_text = (
            _("%(name)s and the integration team read it. The team sees the hours.") % name
        )


class NotNowForm(AnswerForm):
    """Not now, with a reason and perhaps a day to ask again."""

    answer = LeaderAnswer.Answer.NOT_NOW
    covered = None  # type: ignore[assignment]
    reason = forms.CharField(
        label=gettext_lazy("Why does it not fit now?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    ask_again_on = forms.DateField(
        label=gettext_lazy("Ask me again on"), required=False, widget=DateInput
    )
    field_order = ("reason", "ask_again_on")

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, commitment=commitment, **kwargs)
        name = {"name": commitment.person.given_name}
        sentence = _("Please write one sentence. %(name)s offered time and deserves a reason.")
        self.fields["reason"].error_messages["required"] = sentence % name
        self.fields["reason"].help_text = (
            _("%(name)s and the integration team read it. The team does not.") % name
        )

    def clean_ask_again_on(self) -> Any:
        day = self.cleaned_data["ask_again_on"]
        if day and day <= today_here():
            raise ValidationError(_("The day to ask again lies after today."))
        return day


FORMS: dict[str, type[AnswerForm]] = {
    form.answer: form for form in (AgreeForm, OtherHoursForm, NotNowForm)
}
