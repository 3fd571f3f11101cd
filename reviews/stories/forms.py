"""A story card: idea, try, effect and, if one is released, a quote."""

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from core.forms.widgets import Cards
from orgs.models import Person
from reviews.access import released_quotes
from reviews.models import Reflection, Story
from reviews.stories.actions import story_save
from themes.models import Theme


class QuoteField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Words that their writers released, and nothing about who they are."""

    def label_from_instance(self, obj: Reflection) -> str:
        return Truncator(obj.text).chars(160)


class StoryForm(forms.Form):
    idea = forms.CharField(
        label=_("What was the idea?"),
        max_length=160,
        help_text=_("In a sentence; it heads the card."),
    )
    tried = forms.CharField(
        label=_("What did you try?"), max_length=500, widget=forms.Textarea({"rows": 3})
    )
    effect = forms.CharField(
        label=_("What did it change?"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What somebody can see now that was not there before."),
    )
    quote: Any = QuoteField(
        label=_("In somebody’s own words"),
        queryset=None,
        required=False,
        widget=Cards,
        empty_label=_("no quote"),
        blank=True,
        help_text=_("Only what its writer released as a quote without a name."),
    )

    def __init__(self, data: Any = None, *, theme: Theme, story: Story | None = None) -> None:
        start = {"idea": story.idea, "tried": story.tried, "effect": story.effect} if story else {}
        super().__init__(data, initial={**start, "quote": story.quote_id if story else None})
        self.theme, self.story = theme, story
        self.fields["quote"].queryset = released_quotes(theme)  # type: ignore[attr-defined]
        if not released_quotes(theme).exists():
            del self.fields["quote"]

    def save(self, *, by: Person) -> Story:
        return story_save(theme=self.theme, story=self.story, by=by, **self.cleaned_data)
