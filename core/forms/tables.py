from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.tables import MAX_BYTES, TableError, decode


class TableForm(forms.Form):
    """A table as a file or as pasted lines; `cleaned_data["text"]` holds its text either way."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv,text/plain"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste the lines, the header first"),
        required=False,
        strip=False,
        max_length=MAX_BYTES,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )
    nothing = gettext_lazy("Choose a file or paste the lines.")

    def clean_file(self) -> str:
        """The text of the file, decoded here so that the step after the preview needs no file."""
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        if file.size > MAX_BYTES:
            raise ValidationError(
                _("The file is larger than 5 MB. Take out columns that are not needed.")
            )
        try:
            return decode(file.read())
        except TableError as unreadable:
            raise ValidationError(str(unreadable)) from None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "file" in data:
            data["text"] = data["file"] or data.get("text", "")
        if not self.errors and not data.get("text", "").strip():
            raise ValidationError(self.nothing)
        return data
