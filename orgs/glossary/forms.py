from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField

from orgs.glossary import MOST_LETTERS, Term, renamed, terms
from orgs.glossary.actions import terms_rename
from orgs.models import Organisation, Person


class TermsForm(forms.Form):
    """The own words of an organisation in one language; an empty field keeps the method's word."""

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        own = renamed(language)
        for key, term in terms(language).items():
            said = own.get(key, {})
            self.fields[key] = _field(term.word, said.get("one", ""))
            if term.many:
                self.fields[f"{key}_many"] = _field(term.many, said.get("many", ""))

    def rows(self) -> Iterator[tuple[Term, BoundField, BoundField | None]]:
        for key, term in terms(self.language).items():
            yield term, self[key], self[f"{key}_many"] if term.many else None

    def save(self, *, organisation: Organisation, by: Person) -> None:
        given = self.cleaned_data
        words = {key: (given[key], given.get(f"{key}_many", "")) for key in terms(self.language)}
        terms_rename(organisation=organisation, language=self.language, words=words, by=by)


def _field(label: str, initial: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=MOST_LETTERS, initial=initial)
