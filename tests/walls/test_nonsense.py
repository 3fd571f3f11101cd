"""Whatever is typed into whichever form or address: an answer with a sentence, never a 500.

A few posts a form: each field gets the next of the words that make no sense for its kind, so that
every kind of field meets all of them many times over the whole walk.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.test import Client
from django.utils.html import escape

from core.tenancy import TenantModel, tenant
from orgs.models import Person
from tests.cast import Cast, Rival
from tests.forms import TYPED, Form, forms_in
from tests.walls.addresses import Address, inside

# Each page is opened by the first of them whom its rule lets in.
WHO = ["representative", "integrator", "administrator"]
SCRIPT = "<script>alert(1)</script>"
LONE_SURROGATE = b"a\xed\xa0\x80"
WORDS: list[Any] = ["x" * 100_000, SCRIPT, "", "a\x00b", LONE_SURROGATE]
NUMBERS: list[Any] = [
    "NaN",
    "1e999",
    "-1",
    "9" * 40,
    "3,7",
    "1.234,5",
    "-Infinity",
    "²",
    "0",
    "32768",
    "9" * 12,
    "0,00001",
    *WORDS,
]
DAYS: list[Any] = [
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "1900-01-01",
    "2199-12-31T23:59",
    "25:99",
    "00:00",
    "9999-12-31T23:59",
    *WORDS,
]
CHOICES: list[Any] = ["999999999", "9223372036854775808", "-1", "²", *WORDS]
KINDS = {
    **dict.fromkeys(["number", "numeric", "decimal"], NUMBERS),
    **dict.fromkeys(["date", "datetime-local", "time"], DAYS),
    **dict.fromkeys(["select", "radio", "checkbox", "hidden", "button", "submit"], CHOICES),
}
ROUNDS = 3
ANSWERS = {302, 403, 404, 409, 422}
NAMES = [
    "after",
    "before",
    "q",
    "division",
    "left",
    "state",
    "cycle",
    "initiative",
    "kind",
    "answer",
    "shown",
    "learning",
    "page",
    "value",
    "confidence",
    "measured_on",
    "team",
    "person",
    "next",
]
NO_ROWS = [0, 9223372036854775807, 9223372036854775808, int("9" * 19), int("9" * 300)]

Fields = dict[str, list[Any]]


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Thousands of refusals are no news."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("who", WHO)
def test_nonsense_in_every_form_is_answered(
    full: Cast, rival: Rival, ids: dict[type[Model], int], who: str
) -> None:
    """A sentence and what was typed, or a refusal; the database is as it was."""
    browser = signed_in(full, who)
    before = everything(full)
    forms = list(forms_of(full, ids, browser, who))
    faults: list[Any] = []
    for form, fields in attempts(forms, str(rival.outsider.pk)):
        with undone(browser), watched() as wrote:
            answer = sent(browser, form, fields)
            found = [*wrong(form, fields, answer), *broken_keys(answer)]
            if answer.status_code >= 400 and wrote and everything(full) != before:
                found.append(f"changed by {wrote}")
        faults += [(form.action, answer.status_code, said, brief(fields)) for said in found]

    assert len(forms) >= 5
    assert not faults, "\n".join(map(str, faults))


def test_nonsense_in_a_query_is_answered(full: Cast, ids: dict[type[Model], int]) -> None:
    """The page without the question, or 404."""
    browser = signed_in(full, "integrator")
    words = cycle(["-1", "9e99", "9" * 19, "x" * 500, "²", "a\x00b", "", SCRIPT, "0001-01-01"])
    faults = []
    for address in inside():
        asked = urlencode([(name, next(words)) for name in NAMES])
        answer = browser.get(f"{address.url('lodos', ids)}?{asked}")
        scripted = SCRIPT.encode() in answer.content
        if answer.status_code not in {200, 204, 302, 403, 404, 405} or scripted:
            faults.append((address.name, answer.status_code, asked))

    assert faults == []


def test_numbers_of_no_row_are_not_found(full: Cast, ids: dict[type[Model], int]) -> None:
    """0, more than the database counts, and digits without end."""
    browser = signed_in(full, "integrator")
    numbers = cycle(NO_ROWS)
    faults = []
    for address in inside():
        if address.rows:
            url = address.url("lodos", {model: next(numbers) for model in ids})
            answer = browser.get(url)
            if answer.status_code == 405:
                answer = browser.post(url)
            if answer.status_code != 404:
                faults.append((address.name, answer.status_code))

    assert faults == []


def signed_in(cast: Cast, who: str) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(getattr(cast, who).account)
    return browser


def forms_of(cast: Cast, ids: dict[type[Model], int], browser: Client, who: str) -> Iterator[Form]:
    """Every form once, of all pages that nobody before this person in `WHO` may open."""
    shapes = set()
    for address in pages_of(cast, ids, who):
        url = address.url(cast.organisation.slug, ids)
        page = browser.get(url)
        if page.status_code == 200 and "html" in page.headers["Content-Type"]:
            for form in forms_in(page.content.decode(), url):
                if form.action.startswith("/o/") and form.shape not in shapes:
                    shapes.add(form.shape)
                    yield form


def pages_of(cast: Cast, ids: dict[type[Model], int], who: str) -> list[Address]:
    with tenant(cast.organisation):
        people = {n: Person.objects.with_place().get(pk=getattr(cast, n).pk) for n in WHO}
        first = [
            next((name for name, person in people.items() if admits(address, person, ids)), "")
            for address in inside()
        ]
    return [address for address, name in zip(inside(), first, strict=True) if name == who]


def admits(address: Address, person: Person, ids: dict[type[Model], int]) -> bool:
    assert address.rule
    subject = address.rule.subject()
    row = [subject[1]._default_manager.get(pk=ids[subject[1]])] if subject else []
    return address.rule(person, *row)


def attempts(forms: list[Form], foreign: str) -> Iterator[tuple[Form, Fields]]:
    """Nothing, what stands there, all of it twice and an "x", and some rounds of nonsense.

    In every second round all texts are good: only then the rest comes as far as the action.
    """
    kinds = {kind: cycle([foreign, *words]) for kind, words in KINDS.items()}
    texts = cycle(WORDS)
    for form in forms:
        good = form.filled()
        token = {name: good.pop(name) for name in ["csrfmiddlewaretoken"] if name in good}
        yield form, token
        if not good:
            continue
        yield form, token | good
        yield form, token | {name: [*values, *values, "x"] for name, values in good.items()}
        for number in range(ROUNDS):
            bad = {
                name: [next(kinds.get(form.controls[name].kind, texts))]
                for name in good
                if not name.endswith(("seen", "_FORMS"))
                and (number % 2 or form.controls[name].kind in KINDS)
            }
            yield form, token | good | bad


def sent(browser: Client, form: Form, fields: Fields) -> Any:
    body = urlencode([(name, value) for name, values in fields.items() for value in values])
    if form.method == "get":
        return browser.get(f"{form.action.split('?')[0]}?{body}")
    return browser.post(form.action, body, content_type="application/x-www-form-urlencoded")


def wrong(form: Form, fields: Fields, answer: Any) -> Iterator[str]:
    """What is wrong with an answer."""
    shown = answer.content.decode() if "html" in answer.headers.get("Content-Type", "") else ""
    if answer.status_code not in ANSWERS | ({200} if form.method == "get" else set()):
        yield "status"
    if SCRIPT in shown:
        yield "script"
    if answer.status_code in {409, 422}:
        yield from lost(form, fields, shown)


def lost(form: Form, fields: Fields, shown: str) -> Iterator[str]:
    """Fields whose typed text is not on the page that asks for another one."""
    back = forms_in(shown, form.action)
    for name, control in form.controls.items():
        if control.kind in TYPED and len(fields.get(name, [])) == 1:
            typed = fields[name][0]
            text = typed.decode(errors="replace") if isinstance(typed, bytes) else typed
            held = [
                "".join(again.controls[name].values).replace("\x00", "")
                for again in back
                if name in again.controls
            ]
            told = f"You typed {escape(text)}." in shown  # where no form is left to hold it
            if text.replace("\x00", "") not in held and not told:
                yield f"lost {name}"


def broken_keys(answer: Any) -> Iterator[str]:
    """What the database would refuse at the end of the request."""
    if answer.status_code < 400:
        try:
            connection.check_constraints()
        except IntegrityError as refused:
            yield str(refused)


@contextmanager
def undone(browser: Client) -> Iterator[None]:
    """Afterwards all is as it was, the sign-in too."""
    kept = dict(browser.cookies)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    browser.cookies.update(kept)


@contextmanager
def watched() -> Iterator[list[str]]:
    """The tables that were written to."""
    wrote: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            wrote.append(sql.split('"')[1])
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield wrote


def everything(cast: Cast) -> Any:
    """A fingerprint of each table of the organisation."""
    tables = [m._meta.db_table for m in apps.get_models() if issubclass(m, TenantModel)]
    one = "SELECT md5(string_agg(t::text, '|' ORDER BY t.id)) FROM {} t"
    with tenant(cast.organisation), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(one.format(table) for table in tables))
        return cursor.fetchall()


def brief(fields: Fields) -> dict[str, Any]:
    return {name: [v[:30] for v in values] for name, values in fields.items()}
