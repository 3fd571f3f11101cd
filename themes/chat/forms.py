from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.forms.widgets import Segments
from orgs.closed_days import here
from orgs.models import Person
from themes.chat.actions import chat_connect
from themes.models import ChatChannel, Theme


class ChatForm(forms.Form):
    """Which chat hears a theme's news, and in which language."""

    kind = forms.ChoiceField(label=_("Chat"), choices=ChatChannel.Kind.choices, widget=Segments)
    address = forms.CharField(
        label=_("Address of the webhook"),
        max_length=1000,
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Whoever has it can write there. It is kept sealed, and never shown again."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, widget=Segments)

    def __init__(self, *args: Any, theme: Theme, **kwargs: Any) -> None:
        self.theme = theme
        kwargs["initial"] = {"kind": ChatChannel.Kind.SLACK, "language": here().language}
        super().__init__(*args, **kwargs)

    def save(self, *, by: Person) -> ChatChannel:
        return chat_connect(theme=self.theme, by=by, **self.cleaned_data)
