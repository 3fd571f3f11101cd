"""Two people with the same form: who saves second is shown what the first one saved."""

import hashlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.shortcuts import get_object_or_404
from django.utils import formats
from django.utils.translation import gettext as _

from core.numbers import shown

CHANGED = "changed"


def held(request: Any, row: Any) -> Any:
    """The row a form starts from; when it is posted as it is now, and nobody else may write it."""
    if request.method != "POST":
        return row
    return get_object_or_404(type(row).objects.select_for_update(of=("self",)), pk=row.pk)


def status_of(form: Any) -> int:
    """200 before anything was sent, 409 if somebody else was faster, or else 422."""
    if not form.is_bound:
        return 200
    return 409 if form.has_error(NON_FIELD_ERRORS, CHANGED) else 422


class SeenForm(forms.Form):
    """Carries what its writer had before them; `others` are the forms that are sent with it.

    Whoever saves again after the refusal has seen the other wording and replaces it.
    """

    others: Sequence[forms.BaseForm] = ()
    offered: Mapping[str, Any] = {}
    """Words to begin with in place of what is saved; what is saved is still what counts as seen."""

    @property
    def fingerprint(self) -> str:
        """Of what is saved now."""
        told = [
            [
                (name, str(part.initial.get(name, field.initial)))
                for name, field in part.fields.items()
            ]
            for part in (self, *self.others)
            if part.initial
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]

    @property
    def theirs(self) -> list[tuple[str, str]]:
        """What is saved now wherever it differs from what was typed."""
        if not self.has_error(NON_FIELD_ERRORS, CHANGED):
            return []
        return [
            (str(part[name].label), _said(part.fields[name], part[name].initial))
            for part in (self, *self.others)
            for name in part.changed_data
            if not part[name].is_hidden
        ]

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        offered = {} if self.is_bound else self.offered
        return offered.get(field_name, super().get_initial_for_field(field, field_name))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if self.data.get("seen", self.fingerprint) != self.fingerprint:
            sentence = _("Somebody has changed this since you opened it. Compare it with yours.")
            self.add_error(None, ValidationError(sentence, code=CHANGED))
        return typed


def _said(field: Any, value: Any) -> str:
    """A saved value in words."""
    if value in field.empty_values:
        return "–"
    rows, choices = getattr(field, "queryset", None), getattr(field, "choices", None)
    if rows is not None and isinstance(value, list):
        return ", ".join(str(row) for row in rows.filter(pk__in=value))
    if rows is not None:
        return str(rows.filter(pk=getattr(value, "pk", value)).first() or "–")
    if choices is not None:
        return str(dict(choices).get(value, value))
    return shown(value) if isinstance(value, Decimal) else str(formats.localize(value))
