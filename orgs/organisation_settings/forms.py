from typing import Any

from django import forms

from orgs.models import Person
from orgs.organisation_settings.actions import setting_save
from orgs.organisation_settings.models import OrganisationSetting


class SettingForm(forms.ModelForm):  # type: ignore[type-arg]
    """The form of one setting; its `Meta` names the model and the fields."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, instance=self._meta.model.current())

    def save(self, *, by: Person) -> OrganisationSetting | None:  # type: ignore[override]
        return setting_save(self._meta.model, by=by, **self.cleaned_data)
