from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.models import Person
from teams.focus_answers.actions import focus_answer
from teams.models import FocusAnswer
from themes.models import Theme


class FocusAnswerForm(forms.Form):
    """What a leader has learned this month that questions the focus."""

    text = forms.CharField(
        label=_("What have we learned that questions our focus?"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The sponsors and the leaders in the teams read it, with your name."),
        error_messages={"required": _("Write a line, or pass this month over.")},
    )

    def save(self, *, theme: Theme, by: Person) -> FocusAnswer:
        return focus_answer(theme=theme, by=by, **self.cleaned_data)
