"""What a form proposes is taken as it stands, in each language's way of writing."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.db.models import Model

from tests.cast import Cast
from tests.forms import Form, forms_in
from tests.walls.test_nonsense import WHO, forms_of, sent, signed_in, undone

WRITTEN_BY_LOCALE = {"date", "time", "datetime-local", "decimal", "numeric", "number"}
A_CODE = r"\d*|[\w-]+"  # a number of a row, a key, a word of the program's own


@pytest.mark.parametrize("who", WHO)
def test_own_proposal_of_a_form_is_taken_in_every_language(
    full: Cast, ids: dict[type[Model], int], who: str
) -> None:
    """S3: no field is refused that the page itself filled with a time, a day or a number."""
    browser = signed_in(full, who)
    forms = [form for form in forms_of(full, ids, browser, who) if depends_on_locale(form)]
    pages = {form.page: None for form in forms}
    shapes = {form.shape for form in forms}
    refused: dict[str, list[Any]] = {}
    answers: dict[tuple[Any, ...], dict[str, int]] = defaultdict(dict)
    for language, page in product(["en", "de", "tr"], pages):
        browser.defaults["HTTP_ACCEPT_LANGUAGE"] = language
        for form in forms_in(browser.get(page).content.decode(), page):
            if form.shape not in shapes or language in answers[form.shape]:
                continue
            with undone(browser):
                answer = sent(browser, form, {n: c.values for n, c in form.controls.items()})
            answers[form.shape][language] = answer.status_code
            if found := list(refusals(form, answer)):
                refused[f"{language} {form.action}"] = found

    differ = {shape[0]: found for shape, found in answers.items() if len(set(found.values())) > 1}
    assert (refused, differ) == ({}, {})
    assert answers


def depends_on_locale(form: Form) -> bool:
    """It holds a value that may be written otherwise in another language."""
    return any(
        control.kind in WRITTEN_BY_LOCALE
        or (control.kind == "hidden" and not re.fullmatch(A_CODE, "".join(control.values)))
        for control in form.controls.values()
    )


def refusals(form: Form, answer: Any) -> Iterator[tuple[str, str]]:
    """Fields that were filled by the page and come back marked as wrong."""
    if answer.status_code == 422:
        for again in forms_in(answer.content.decode(), form.action):
            for name, control in again.controls.items():
                own = form.controls.get(name)
                if own and any(own.values) and control.invalid:
                    yield name, own.values[0]
