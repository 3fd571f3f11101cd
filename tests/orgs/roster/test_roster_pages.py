"""Q2, Q3: choose a file, see what it would do, confirm."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.tenancy import tenant
from orgs.models import AuditEvent, Person
from tests.cast import Cast

HEAD = "E-Mail;Vorname;Nachname;Bereich;Ebene;Führungskraft;Wochenstunden"
ROW = "new@lodos.example;Jürgen;Groß;IT;manager;ada.amir@lodos.example;22,5"


def upload(content: bytes) -> dict[str, object]:
    return {"file": SimpleUploadedFile("roster.csv", content), "text": ""}


def people(stage: Cast) -> int:
    with tenant(stage.organisation):
        return Person.objects.count()


def test_uploaded_file_is_previewed_and_then_written(stage: Cast, sign_in: Any) -> None:
    browser = sign_in(stage.administrator)

    preview = browser.post(stage.path("people/import/"), upload(f"{HEAD}\n{ROW}".encode("cp1252")))
    before = people(stage)
    saved = browser.post(stage.path("people/import/save/"), {"text": preview.context["text"]})

    assert (before, people(stage)) == (12, 13)
    assert saved.headers["Location"] == stage.path("people/")
    with tenant(stage.organisation):
        person = Person.objects.with_place().get(email="new@lodos.example")
        assert AuditEvent.objects.get(verb="roster.import").actor == stage.administrator
    assert (person.name, str(person.weekly_hours), person.leader) == (
        "Jürgen Groß",
        "22.50",
        stage.administrator,
    )


def test_preview_says_how_the_file_was_read(stage: Cast, sign_in: Any) -> None:
    """Q2: delimiter and columns are shown before anything is written."""
    page = sign_in(stage.administrator).post(
        stage.path("people/import/"), {"text": f"{HEAD};Schuhgröße\n{ROW};44"}
    )

    assert page.context["read_as"]["delimiter"] == "semicolon"
    assert page.context["read_as"]["ignored"] == "Schuhgröße"
    assert len(page.context["report"].missing) == 12


def test_file_goes_through_the_page_letter_by_letter(stage: Cast, sign_in: Any) -> None:
    """The hidden text must survive the browser: quotes, angle brackets, line ends."""
    text = f'{HEAD}\n"q@lodos.example";"</textarea><b>";"O""Neil & Söhne";IT;manager;;'

    page = sign_in(stage.administrator).post(stage.path("people/import/"), {"text": text})

    assert b"</textarea><b>" not in page.content
    assert page.context["report"].problems == []


def test_bad_rows_are_listed_and_what_was_typed_stays(stage: Cast, sign_in: Any) -> None:
    page = sign_in(stage.administrator).post(
        stage.path("people/import/"), {"text": f"{HEAD}\n{ROW}\nnonsense;A;B;IT;manager;;"}
    )

    assert page.status_code == 422
    assert [(p.row, p.value) for p in page.context["report"].problems] == [(3, "nonsense")]
    assert b"nonsense;A;B;IT" in page.content
    assert people(stage) == 12


def test_roster_that_became_wrong_since_the_preview_is_refused(stage: Cast, sign_in: Any) -> None:
    page = sign_in(stage.administrator).post(
        stage.path("people/import/save/"), {"text": f"{HEAD}\nnonsense;A;B;IT;manager;;"}
    )

    assert (page.status_code, people(stage)) == (422, 12)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The submitted file is empty."),
        (b"PK\x03\x04", "This is an Excel workbook"),
        (b"a\0b;c\n", "not a text file"),
        (b"\x81\x8d", "cannot be read"),
        (b"name\nAda", "missing: given name, family name, e-mail, division, level"),
    ],
)
def test_file_that_is_no_roster_is_refused_with_a_sentence(
    stage: Cast, sign_in: Any, content: bytes, said: str
) -> None:
    page = sign_in(stage.administrator).post(stage.path("people/import/"), upload(content))

    assert page.status_code == 422
    assert said in str(page.context["form"].errors)


def test_nothing_chosen_is_said(stage: Cast, sign_in: Any) -> None:
    page = sign_in(stage.administrator).post(stage.path("people/import/"), {"text": " "})

    assert page.status_code == 422
    assert "Choose a file or paste the lines" in page.content.decode()


def test_roster_of_four_megabytes_comes_through_the_preview(stage: Cast, sign_in: Any) -> None:
    """Q9: 5 MB is the limit for the file and for the step after it."""
    rows = [f"p{n}@lodos.example;P;Person;IT;manager;;" + ";" + "x" * 3_000 for n in range(1_300)]
    text = "\n".join([HEAD + ";Notes", *rows])

    page = sign_in(stage.administrator).post(stage.path("people/import/save/"), {"text": text})

    assert page.headers.get("Location") == stage.path("people/")
    assert people(stage) == 1_312
