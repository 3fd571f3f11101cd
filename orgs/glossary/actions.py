"""An organisation calls the words of the method its own way, one language at a time."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from orgs.audit import log as audit
from orgs.glossary import MOST_LETTERS, Term, terms
from orgs.models import Organisation, Person

Words = Mapping[str, tuple[str, str]]


@transaction.atomic
def terms_rename(*, organisation: Organisation, language: str, words: Words, by: Person) -> None:
    """Keep the own words (one, several) by key; what is empty or the method's own is not renamed.

    Raises `ValidationError` by field: the key, or the key with `_many` for the plural.
    """
    known = terms(language)
    own = {
        key: said for key, term in known.items() if (said := _own(term, *words.get(key, ("", ""))))
    }
    _check(known, own)
    held = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    before = held.terms.get(language, {})
    held.terms = {**held.terms, language: own}
    held.save(update_fields=["terms"])
    organisation.terms = held.terms
    changed = [key for key in known if before.get(key) != own.get(key)]
    if changed:
        audit.record(
            actor=by,
            verb="organisation.rename_terms",
            about=held,
            before={f"{language}.{key}": before.get(key) for key in changed},
            after={f"{language}.{key}": own.get(key) for key in changed},
        )


def _own(term: Term, one: str, many: str) -> dict[str, str]:
    one, many = " ".join(one.split()), " ".join(many.split()) if term.many else ""
    if (one, many) in {("", ""), (term.word, term.many)}:
        return {}
    return {"one": one, "many": many} if term.many else {"one": one}


def _check(known: Mapping[str, Term], own: Mapping[str, Mapping[str, str]]) -> None:
    wrong: dict[str, list[str]] = {}
    shown = {key: own.get(key, {}).get("one", term.word) for key, term in known.items()}
    for key, said in own.items():
        for number, word in said.items():
            field = key if number == "one" else f"{key}_many"
            if not word:
                wrong[field] = [_("Fill in both, the word for one and the word for several.")]
            elif len(word) > MOST_LETTERS:
                wrong[field] = [_("Use at most %(most)s letters.") % {"most": MOST_LETTERS}]
        twins = [other for other, word in shown.items() if other != key and word == said["one"]]
        if twins:
            wrong[key] = [
                _("“%(word)s” is already the word for “%(other)s”. Choose another one.")
                % {"word": said["one"], "other": known[twins[0]].word}
            ]
    if wrong:
        raise ValidationError(wrong)
