"""An organisation is founded on screen: first the own address is proven, then it is named."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from orgs.models import Account, Organisation
from orgs.organisations.actions import Administrator, free_slug, organisation_create
from orgs.organisations.models import SLUG
from orgs.people.fields import CountriesField, TimeZoneField


class SignUpForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class FoundForm(forms.Form):
    """A new organisation and the name of its founder."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=120)
    slug = forms.CharField(
        label=_("Address part"),
        max_length=40,
        required=False,
        validators=[SLUG],
        help_text=_("It stands in the address of every page. Left empty, it is made of the name."),
    )
    time_zone = TimeZoneField(label=_("Time zone"))
    countries = CountriesField(
        label=_("Countries"),
        required=False,
        help_text=_("Their holidays count: two letters each, for example TR, DE."),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    given_name = forms.CharField(
        label=_("Your given name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    family_name = forms.CharField(
        label=_("Your family name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("slug") and "slug" not in self.errors:
            data["slug"] = free_slug(data.get("name", ""))
        return data

    def save(self, account: Account) -> Organisation:
        """The organisation, administered by the owner of the account."""
        data = dict(self.cleaned_data)
        founder = Administrator(account.email, data.pop("given_name"), data.pop("family_name"))
        return organisation_create(**data, administrator=founder)
