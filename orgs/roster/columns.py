"""The columns of a roster: what they are called in files, and how a cell is read."""

from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.numbers import parse_decimal
from core.tables import Column, bare, text
from core.text import fold, fold_email

LEAST_HOURS, MOST_HOURS = Decimal("0.25"), Decimal(60)

YES = {
    "true",
    "yes",
    "y",
    "1",
    "x",
    "ja",
    "j",
    "wahr",
    "evet",
    "e",
    "dogru",
    "active",
    "aktiv",
    "aktif",
}
NO = {
    "false",
    "no",
    "n",
    "0",
    "nein",
    "falsch",
    "hayir",
    "h",
    "yanlis",
    "inactive",
    "inaktiv",
    "pasif",
    "left",
    "ausgetreten",
    "ayrildi",
}
LANGUAGES = {
    "english": "en",
    "englisch": "en",
    "ingilizce": "en",
    "german": "de",
    "deutsch": "de",
    "almanca": "de",
    "turkish": "tr",
    "turkisch": "tr",
    "turkce": "tr",
}


def email(cell: str) -> str:
    folded = fold_email(cell)
    try:
        validate_email(folded)
    except ValidationError:
        raise ValueError(_("This is not an e-mail address.")) from None
    return text(254)(folded)


def optional_email(cell: str) -> str:
    return email(cell) if cell else ""


def hours(cell: str) -> Decimal | None:
    """Hours a week; an empty cell leaves them as they are."""
    if not cell:
        return None
    try:
        value = parse_decimal(cell)
    except ValueError:
        raise ValueError(_("This is not a number of hours.")) from None
    if not LEAST_HOURS <= value <= MOST_HOURS:
        raise ValueError(_("Hours a week lie between 0.25 and 60."))
    if value != round(value, 2):
        raise ValueError(_("Hours have at most two digits after the point."))
    return round(value, 2)


def yes_or_no(cell: str) -> bool:
    word = fold(cell)
    if word in YES or not word:
        return True
    if word in NO:
        return False
    raise ValueError(_("Write yes or no."))


def language(cell: str) -> str:
    """The code of a language; an empty cell is the organisation's."""
    word = fold(cell)
    code = LANGUAGES.get(word) or word.replace("_", "-").split("-")[0]
    if code and code not in dict(settings.LANGUAGES):
        raise ValueError(_("Write en, de or tr."))
    return code


COLUMNS: dict[str, Column] = {
    "employee_number": Column(
        gettext_lazy("employee number"),
        text(40),
        (
            "employee no",
            "employee id",
            "personnel number",
            "personalnummer",
            "personal nr",
            "mitarbeiternummer",
            "sicil no",
            "sicil numarasi",
            "personel no",
        ),
    ),
    "given_name": Column(
        gettext_lazy("given name"),
        text(80),
        ("first name", "forename", "vorname", "ad", "adi", "isim", "name.givenName"),
        required=True,
    ),
    "family_name": Column(
        gettext_lazy("family name"),
        text(80),
        (
            "last name",
            "surname",
            "nachname",
            "familienname",
            "soyad",
            "soyadi",
            "soyisim",
            "name.familyName",
        ),
        required=True,
    ),
    "email": Column(
        gettext_lazy("e-mail"),
        email,
        (
            "mail",
            "email address",
            "e-mail-adresse",
            "mailadresse",
            "e-posta",
            "e-posta adresi",
            "user name",
            "user principal name",
            "emails.value",
            'emails[type eq "work"].value',
        ),
        required=True,
    ),
    "title": Column(
        gettext_lazy("title"),
        text(120),
        (
            "job title",
            "position",
            "titel",
            "stelle",
            "stellenbezeichnung",
            "funktion",
            "unvan",
            "gorev",
            "pozisyon",
        ),
    ),
    "division": Column(
        gettext_lazy("division"),
        text(120),
        (
            "business unit",
            "bereich",
            "geschaeftsbereich",
            "geschäftsbereich",
            "ressort",
            "direktorluk",
            "divizyon",
            "is birimi",
        ),
        required=True,
    ),
    "department": Column(
        gettext_lazy("department"),
        text(120),
        ("abteilung", "departman", "bolum", "birim"),
    ),
    "level": Column(
        gettext_lazy("level"),
        text(60),
        (
            "grade",
            "career level",
            "job level",
            "ebene",
            "stufe",
            "karrierestufe",
            "hierarchieebene",
            "seviye",
            "kademe",
        ),
        required=True,
    ),
    "manager_email": Column(
        gettext_lazy("home leader"),
        optional_email,
        (
            "manager",
            "manager mail",
            "line manager",
            "line manager email",
            "supervisor",
            "supervisor email",
            "home leader",
            "home leader email",
            "vorgesetzter",
            "vorgesetzte",
            "vorgesetzter e-mail",
            "e-mail des vorgesetzten",
            "e-mail der führungskraft",
            "führungskraft",
            "führungskraft e-mail",
            "fuehrungskraft",
            "yonetici",
            "yonetici e-posta",
            "yoneticisi",
            "amir",
            "amir e-posta",
            "manager.value",
        ),
    ),
    "site": Column(
        gettext_lazy("site"),
        text(120),
        (
            "location",
            "office",
            "standort",
            "ort",
            "arbeitsort",
            "lokasyon",
            "yer",
            "is yeri",
            "sehir",
        ),
    ),
    "language": Column(
        gettext_lazy("language"),
        language,
        ("preferred language", "locale", "sprache", "dil", "tercih edilen dil"),
    ),
    "weekly_hours": Column(
        gettext_lazy("hours a week by contract"),
        hours,
        (
            "hours",
            "hours per week",
            "contract hours",
            "contractual hours",
            "wochenstunden",
            "stunden pro woche",
            "arbeitsstunden",
            "haftalik saat",
            "haftalik calisma saati",
        ),
    ),
    "active": Column(
        gettext_lazy("active"),
        yes_or_no,
        ("status", "aktiv", "aktif", "durum"),
    ),
}
REQUIRED = [name for name, column in COLUMNS.items() if column.required]


def recognise(header: str) -> str | None:
    """The column that a file's header means, whatever its language, case and punctuation."""
    return _BY_NAME.get(_bare(header))


def _bare(header: str) -> str:
    """SCIM extensions name a column behind their schema: only the last part counts."""
    return bare(header.rsplit(":", 1)[-1] if header.lower().startswith("urn:") else header)


_BY_NAME = {_bare(name): key for key, column in COLUMNS.items() for name in (key, *column.names)}
