from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.forms.widgets import Ticks
from orgs.models import Account, Division, Level, Organisation, Person, Role, Site
from orgs.organisations.actions import organisation_edit, second_factor_ask
from orgs.people.fields import CountriesField, PersonField, TimeZoneField
from orgs.places.actions import place_save
from orgs.roles.actions import role_give


class OrganisationForm(forms.Form):
    """How the organisation is called and where its days begin."""

    name = forms.CharField(label=_("Name"), max_length=120)
    time_zone = TimeZoneField(label=_("Time zone"))
    countries = CountriesField(
        label=_("Countries"),
        required=False,
        help_text=_("Their holidays count: two letters each, for example TR, DE."),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )

    @classmethod
    def about(cls, organisation: Organisation) -> "OrganisationForm":
        return cls(initial={name: getattr(organisation, name) for name in cls.base_fields})

    def save(self, organisation: Organisation, *, by: Person) -> Organisation:
        return organisation_edit(organisation=organisation, by=by, **self.cleaned_data)


class RoleForm(forms.Form):
    person = PersonField(label=_("Person"), empty_label=_("Choose a person"))
    kind = forms.ChoiceField(label=_("Role"), choices=Role.Kind, widget=forms.RadioSelect)

    def save(self, *, by: Person) -> Role:
        return role_give(by=by, **self.cleaned_data)


class SecondFactorForm(forms.Form):
    """Whether those whose roles reach far need more than their mail to come in."""

    needed = forms.BooleanField(
        label=_("Administrators and auditors need a second factor"),
        required=False,
        help_text=_(
            "Whoever has none keeps the role, and it waits until they turn one on. Whoever comes in"
            " through your identity provider is not asked: that is the provider's matter."
        ),
    )

    def save(self, organisation: Organisation, *, by: Person) -> None:
        second_factor_ask(organisation=organisation, by=by, **self.cleaned_data)


class DivisionForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Division
        fields: ClassVar[list[str]] = ["name"]


class LevelForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Level
        fields: ClassVar[list[str]] = ["name", "rank", "leads"]
        help_texts: ClassVar[dict[str, Any]] = {"rank": _("A small number is more senior.")}


class LeadsForm(forms.Form):
    """Which levels lead, all at once: teams want somebody who does."""

    leading = forms.MultipleChoiceField(label=_("These levels lead"), required=False, widget=Ticks)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.levels = list(Level.objects.all())
        self.fields["leading"].choices = [(str(level.pk), level.name) for level in self.levels]  # type: ignore[attr-defined]
        self.initial["leading"] = [str(level.pk) for level in self.levels if level.leads]

    def save(self, *, by: Person) -> None:
        for level in self.levels:
            leads = str(level.pk) in self.cleaned_data["leading"]
            if level.leads != leads:
                level.leads = leads
                place_save(place=level, by=by)


class SiteForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Site
        fields: ClassVar[list[str]] = ["name", "country"]

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()


class AccountForm(forms.ModelForm):  # type: ignore[type-arg]
    """What somebody chooses for themselves, in all their organisations."""

    class Meta:
        model = Account
        fields: ClassVar[list[str]] = ["language", "appearance"]
        widgets: ClassVar[dict[str, Any]] = {
            "language": forms.RadioSelect,
            "appearance": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("As the device")), *settings.LANGUAGES]  # type: ignore[attr-defined]
