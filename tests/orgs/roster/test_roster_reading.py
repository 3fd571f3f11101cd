"""Q1, Q2: a roster is read whatever office saved it."""

from decimal import Decimal

import pytest

from core.tables import MAX_BYTES, TableError, clean, decode
from core.text import fold_email
from orgs.roster import COLUMNS, read
from orgs.roster.columns import recognise

HEAD = "email,given_name,family_name,division,level"
ROW = "ada@lodos.example,Ada,Amir,IT,manager"


def roster(*lines: str) -> str:
    return "\n".join(lines)


def values(text: str) -> dict:
    found = read(text)
    assert found.problems == []
    return found.rows[0].values


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("E-Mail", "email"),
        ("E-Posta Adresi", "email"),
        ('emails[type eq "work"].value', "email"),
        ("userName", "email"),
        ("Vorname", "given_name"),
        ("ADI", "given_name"),
        ("name.givenName", "given_name"),
        ("SOYADI", "family_name"),
        ("Führungskraft", "manager_email"),
        ("E-Mail der Führungskraft", "manager_email"),
        ("E-Mail des Vorgesetzten", "manager_email"),
        ("Yönetici e-posta", "manager_email"),
        ("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "department"),
        (
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber",
            "employee_number",
        ),
        ("Haftalık Saat", "weekly_hours"),
        ("Shoe size", None),
    ],
)
def test_header_is_recognised_in_three_languages_and_scim(header: str, column: str | None) -> None:
    """Q1: usual English, German and Turkish names and those of SCIM."""
    assert recognise(header) == column


def test_every_column_is_recognised_by_its_own_name() -> None:
    assert {key: recognise(key) for key in COLUMNS} == {key: key for key in COLUMNS}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiter_is_found_out(delimiter: str) -> None:
    """Q2: comma, semicolon or tab, also when a name holds another of them."""
    lines = [
        HEAD.replace(",", delimiter),
        'a@b.example|"Ada; of, them"|Amir|IT|manager'.replace("|", delimiter),
    ]

    found = read(roster(*lines))

    assert found.delimiter == delimiter
    assert found.rows[0].values["given_name"] == "Ada; of, them"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1254"])
def test_encoding_is_found_out(encoding: str) -> None:
    """Q2: UTF-8 with and without its mark, UTF-16 and Turkish Windows."""
    text = roster(HEAD, "ines@lodos.example,İnes,Ateşoğlu,Müşteri,uzman")

    assert decode(text.encode(encoding)) == text


def test_german_windows_file_is_read() -> None:
    text = roster(HEAD, "j@lodos.example,Jürgen,Großmann,Qualität,manager")

    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04rest", "This is an Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", "This is an Excel workbook"),
        (b"a" * (MAX_BYTES + 1), "larger than 5 MB"),
        (b"\xff\xfe\x00", "cannot be read"),
        (b"\x81\x8d\x8f\x90", "cannot be read"),
    ],
)
def test_file_that_is_no_table_is_refused_with_a_sentence(content: bytes, said: str) -> None:
    """Q9: the limits are said."""
    with pytest.raises(TableError, match=said):
        decode(content)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty"),
        ("\n \n", "The file is empty"),
        (HEAD, "nobody below it"),
        (roster(HEAD, ",,,,"), "nobody below it"),
        (roster(HEAD, "a\0b,,,,"), "not a text file"),
        (roster("email,given_name", "a@b.example,Ada"), "missing: family name, division, level"),
        (roster(HEAD + ",E-Mail", ROW + ",x"), "mean the same: email, E-Mail"),
        (roster(HEAD, '"' + "x" * 140_000), "cannot be read as a table"),
        (roster(HEAD, *[ROW] * 5_001), "more than 5000 people"),
    ],
)
def test_text_that_is_no_roster_is_refused_with_a_sentence(text: str, said: str) -> None:
    with pytest.raises(TableError, match=said):
        read(text)


def test_hundred_unknown_columns_are_left_out() -> None:
    extra = [f"extra {number}" for number in range(100)]

    found = read(roster(",".join([HEAD, *extra]), ",".join([ROW, *extra])))

    assert found.ignored == extra
    assert found.rows[0].values["email"] == "ada@lodos.example"


@pytest.mark.parametrize(
    ("cell", "hours"),
    [("22,5", "22.5"), ("22.5", "22.5"), ("40", "40"), ("37,50", "37.5"), ("0.25", "0.25")],
)
def test_hours_are_read_with_comma_and_point(cell: str, hours: str) -> None:
    """Q2: the decimal comma."""
    found = values(roster(HEAD + ",hours", f'{ROW},"{cell}"'))

    assert found["weekly_hours"] == Decimal(hours)


@pytest.mark.parametrize(
    ("word", "active"),
    [
        ("true", True),
        ("JA", True),
        ("Evet", True),
        ("1", True),
        ("", True),
        ("aktif", True),
        ("HAYIR", False),
        ("nein", False),
        ("0", False),
        ("Inactive", False),
        ("pasif", False),
    ],
)
def test_active_is_read_in_three_languages(word: str, active: bool) -> None:
    assert values(roster(HEAD + ",active", f"{ROW},{word}"))["active"] is active


@pytest.mark.parametrize(
    ("word", "code"), [("TR", "tr"), ("de-DE", "de"), ("Türkçe", "tr"), ("German", "de"), ("", "")]
)
def test_language_is_read_by_code_and_by_name(word: str, code: str) -> None:
    assert values(roster(HEAD + ",language", f"{ROW},{word}"))["language"] == code


def test_turkish_capital_in_an_email_is_folded_invariantly() -> None:
    """S3: keys use invariant lower case; İ and I are i, whatever the language."""
    found = values(
        roster(HEAD, "İLKER.IŞIK@LODOS.EXAMPLE".replace("Ş", "S") + ",İlker,Işık,IT,uzman")
    )

    assert found["email"] == "ilker.isik@lodos.example"
    assert found["given_name"] == "İlker"


@pytest.mark.parametrize("letter", ["\u212a", "\u017f", "\uff2b", "\uff4b", "\u00c5", "\u0131"])
def test_letter_that_looks_like_another_makes_another_email(letter: str) -> None:
    """W12: an address of their own must not become somebody else's, who is known already."""
    typed = f"{letter}aya@lodos.example"

    assert not fold_email(typed).isascii()
    assert not clean(typed).isascii()
    assert not fold_email(clean(typed)).isascii()
    assert fold_email(fold_email(typed)) == fold_email(typed)


def test_letters_in_two_pieces_become_one() -> None:
    assert values(roster(HEAD, "a@b.example,İnes,Amir,IT,uzman"))["given_name"] == "İnes"


def test_cells_are_trimmed_and_rows_are_numbered_as_a_spreadsheet_does() -> None:
    found = read(roster(HEAD, "", '  a@b.example ,"Ada\nMaria"  ,Amir,IT,uzman', ROW))

    assert [(row.number, row.values["given_name"]) for row in found.rows] == [
        (3, "Ada Maria"),
        (4, "Ada"),
    ]


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("email", "ada.lodos.example", "This is not an e-mail address."),
        ("email", "ateş@lodos.example", "This is not an e-mail address."),
        ("email", "", "This cell is empty."),
        ("email", "=A1", "This is not an e-mail address."),
        ("given_name", "", "This cell is empty."),
        ("given_name", "=HYPERLINK(1)", "This is a formula. Save the file with values instead."),
        ("title", "@SUM(1)", "This is a formula. Save the file with values instead."),
        ("family_name", "x" * 81, "This is longer than 80 letters."),
        ("title", "a\x07b", "There is a character in it that cannot be shown."),
        ("manager_email", "nobody", "This is not an e-mail address."),
        ("weekly_hours", "forty", "This is not a number of hours."),
        ("weekly_hours", "=A1+B2", "This is not a number of hours."),
        ("weekly_hours", "168", "Hours a week lie between 0.25 and 60."),
        ("weekly_hours", "-5", "Hours a week lie between 0.25 and 60."),
        ("weekly_hours", "22.333", "Hours have at most two digits after the point."),
        ("active", "maybe", "Write yes or no."),
        ("language", "klingon", "Write en, de or tr."),
    ],
)
def test_bad_cell_is_named_with_row_column_value_and_reason(
    column: str, cell: str, reason: str
) -> None:
    """Q3: row number, column, reason, value."""
    cells = dict(zip(HEAD.split(","), ROW.split(","), strict=True)) | {column: cell}

    found = read(roster(",".join(cells), ROW, ",".join(cells.values())))

    assert [(p.row, p.column, p.value, str(p.reason)) for p in found.problems] == [
        (3, str(COLUMNS[column].label), cell, reason)
    ]


def test_row_with_more_cells_than_the_header_is_named() -> None:
    found = read(roster(HEAD, ROW + ",too,much"))

    assert [(p.row, p.value) for p in found.problems] == [(2, "too,much")]


def test_short_row_misses_its_last_cells() -> None:
    found = read(roster(HEAD, "a@b.example,Ada"))

    assert [(p.row, p.column) for p in found.problems] == [
        (2, "family name"),
        (2, "division"),
        (2, "level"),
    ]
