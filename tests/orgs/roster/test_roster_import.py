"""U2, Q1, Q3, Q4: people come from the roster file, all of it or nothing."""

import csv
import io
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.tenancy import tenant
from orgs.email_changes.actions import address_change_stop
from orgs.models import (
    Account,
    AddressChange,
    AuditEvent,
    Division,
    Invitation,
    Level,
    Organisation,
    OrganisationAccount,
    Person,
    Role,
    Site,
)
from orgs.people.actions import person_deactivate
from orgs.roster.actions import Report, roster_import
from tests.cast import Cast, Rival, let_in

HEAD = "email,given_name,family_name,division,level,manager_email"


@pytest.fixture
def text() -> str:
    return (Path(__file__).parent / "roster.csv").read_text("utf-8")


@pytest.fixture
def empty(db: None) -> Any:
    """An organisation that has nobody yet."""
    organisation = Organisation.objects.create(name="Anadolu", slug="anadolu", language="en")
    with tenant(organisation):
        yield organisation


def mutated(text: str, change: Any) -> str:
    """The roster with `change(row)` done to each of its rows."""
    rows = list(csv.DictReader(io.StringIO(text)))
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    for row in rows:
        change(row)
        writer.writerow(row)
    return out.getvalue()


def run(*lines: str, by: Person | None = None) -> Report:
    return roster_import(text="\n".join(lines), by=by)


def told(report: Report) -> list[tuple[int, str, str, str]]:
    return [(p.row, str(p.column), p.value, str(p.reason)) for p in report.problems]


def counts(report: Report) -> tuple[int, int, int, int]:
    return (len(report.created), len(report.changed), len(report.unchanged), len(report.missing))


def test_real_roster_makes_148_people_with_their_places(empty: Organisation, text: str) -> None:
    report = roster_import(text=text, by=None)

    assert (counts(report), report.problems) == ((148, 0, 0, 0), [])
    levels = Level.objects.values_list("name", "rank", "leads")
    assert list(levels) == [
        ("executive", 0, True),
        ("director", 1, True),
        ("manager", 2, False),
        ("specialist", 3, False),
    ]
    assert (Division.objects.count(), Site.objects.count()) == (9, 4)
    björn = Person.objects.get(email="bjorn.erdogan@example.com")
    assert (björn.name, björn.leader.name, str(björn.weekly_hours), björn.language) == (
        "Björn Erdoğan",
        "Hüseyin Yıldız",
        "45.00",
        "de",
    )
    assert list(Person.objects.filter(leader=None).values_list("given_name", flat=True)) == ["Onur"]


def test_roster_lets_nobody_in_by_itself(empty: Organisation, text: str) -> None:
    """U2: a file makes nobody a part of an organisation; that takes their own yes."""
    roster_import(text=text, by=None)

    assert Person.objects.not_in().count() == 148
    assert not OrganisationAccount.objects.filter(organisation=empty).exists()
    assert not Invitation.objects.exists()


def test_second_import_finds_148_unchanged_and_writes_nothing(
    empty: Organisation, text: str
) -> None:
    """Q4: import twice is import once."""
    roster_import(text=text, by=None)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        report = roster_import(text=text, by=None)

    assert counts(report) == (0, 0, 148, 0)
    written = [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE"))]
    assert ["orgs_person" in sql and "INSERT" in sql for sql in written if "audit" not in sql] == []


def test_changed_cells_are_updated_and_named(empty: Organisation, text: str) -> None:
    roster_import(text=text, by=None)

    def promote(row: dict[str, str]) -> None:
        if row["email"] == "bjorn.erdogan@example.com":
            row.update(title="Director", level="director", manager_email="onur.garcia@example.com")

    report = roster_import(text=mutated(text, promote), by=None)

    assert counts(report) == (0, 1, 147, 0)
    assert report.changed[0].changed_columns == ["title", "level", "home leader"]
    person = Person.objects.get(email="bjorn.erdogan@example.com")
    assert (person.title, person.level.name, person.leader.given_name) == (
        "Director",
        "director",
        "Onur",
    )


def test_new_email_is_recognised_by_the_employee_number(empty: Organisation, text: str) -> None:
    """Q4, U2, W6: the key is the e-mail, then the number; who is in keeps the old one for now."""
    roster_import(text=text, by=None)
    let_in(Person.objects.filter(employee_number__in=["E1003", "E1004"]))
    before = Person.objects.get(employee_number="E1003")

    def marry(row: dict[str, str]) -> None:
        if row["employee_number"] == "E1003":
            row.update(family_name="Kaya", email="bjorn.kaya-erdogan@example.com")
        if row["manager_email"] == "bjorn.erdogan@example.com":
            row["manager_email"] = "bjorn.kaya-erdogan@example.com"

    report = roster_import(text=mutated(text, marry), by=None)

    person = Person.objects.get(pk=before.pk)
    assert (counts(report)[:2], person.name) == ((0, 1), "Björn Kaya")
    change = AddressChange.objects.get(person=person)
    assert (person.email, person.account_id) == (before.email, before.account_id)
    assert change.new_email == "bjorn.kaya-erdogan@example.com"
    assert before.led.exists()


def test_file_does_not_ask_again_for_an_email_that_was_stopped(
    empty: Organisation, text: str
) -> None:
    """W6: a file that comes back every night does not wear the old address out."""
    roster_import(text=text, by=None)
    let_in(Person.objects.filter(employee_number="E1003"))
    email = Person.objects.get(employee_number="E1003").email
    other = text.replace(email, "bjorn.new@example.com")
    roster_import(text=other, by=None)
    address_change_stop(change=AddressChange.objects.get())

    roster_import(text=other, by=None)

    assert [change.state for change in AddressChange.objects.all()] == ["stopped"]
    assert Person.objects.get(employee_number="E1003").email == email


def test_missing_people_are_listed_and_stay(empty: Organisation, text: str) -> None:
    """Q4: nobody is deleted by a file."""
    roster_import(text=text, by=None)
    shorter = "\n".join(text.splitlines()[:-3])

    report = roster_import(text=shorter, by=None)

    assert counts(report) == (0, 0, 145, 3)
    assert Person.objects.active().count() == 148


def test_inactive_row_deactivates_and_active_row_brings_back(empty: Organisation) -> None:
    head = HEAD + ",active"
    run(head, "a@b.example,Ada,Amir,IT,manager,,yes", "c@b.example,Can,Ak,IT,manager,,yes")
    let_in(Person.objects.all())

    run(head, "a@b.example,Ada,Amir,IT,manager,,yes", "c@b.example,Can,Ak,IT,manager,,no")
    gone = Person.objects.get(email="c@b.example")
    account = Account.objects.get(email="c@b.example")
    entered = OrganisationAccount.objects.filter(account=account).exists()

    assert (gone.active, account.is_active, entered) == (False, False, False)
    run(head, "c@b.example,Can,Ak,IT,manager,,yes")
    account.refresh_from_db()
    assert (Person.objects.get(pk=gone.pk).active, account.is_active) == (True, True)


def test_one_email_is_one_account_in_two_organisations(cast: Cast, rival: Rival) -> None:
    """U1: an account can belong to several organisations; each shows only itself."""
    report = run(HEAD, "OLGA@poyraz.example,Olga,Outside,IT,manager,", by=cast.administrator)

    assert len(report.created) == 1
    let_in([entry.person for entry in report.created])
    person = Person.objects.get(email="olga@poyraz.example")
    assert person.account_id == rival.outsider.account_id
    assert OrganisationAccount.objects.filter(account=person.account).count() == 2


def test_leaving_one_organisation_leaves_the_other_open(cast: Cast, rival: Rival) -> None:
    run(HEAD, "olga@poyraz.example,Olga,Outside,IT,manager,", by=cast.administrator)
    person = Person.objects.get(email="olga@poyraz.example")
    let_in([person])
    person.refresh_from_db()

    person_deactivate(person=person, by=cast.administrator)

    entered = OrganisationAccount.objects.filter(account=person.account)
    assert [row.organisation for row in entered] == [rival.organisation]
    assert Account.objects.get(pk=person.account_id).is_active is True


def test_file_without_a_column_leaves_it_alone(cast: Cast) -> None:
    title, leader = cast.member.title, cast.member.leader
    email = cast.member.email

    report = run(
        "email,given_name,family_name,division,level",
        f"{email},Emre,Sahin,customer service,SPECIALIST",
    )

    assert counts(report)[:3] == (0, 0, 1)
    member = Person.objects.get(pk=cast.member.pk)
    assert (member.title, member.leader) == (title, leader)


@pytest.mark.parametrize(
    ("lines", "problems"),
    [
        (
            ["a@b.example,Ada,Amir,IT,manager,", "A@b.example,Ada,Amir,IT,manager,"],
            [(3, "e-mail", "a@b.example", "Row 2 has the same.")],
        ),
        (
            ["a@b.example,Ada,Amir,IT,manager,nobody@b.example"],
            [
                (
                    2,
                    "home leader",
                    "nobody@b.example",
                    "Nobody in this file or on the roster has this e-mail.",
                )
            ],
        ),
        (
            ["a@b.example,Ada,Amir,IT,manager,a@b.example"],
            [
                (
                    2,
                    "home leader",
                    "a@b.example",
                    "They would lead their own leader: a@b.example → a@b.example",
                )
            ],
        ),
        (
            [
                "x@b.example,X,X,IT,manager,a@b.example",
                "a@b.example,A,A,IT,manager,b@b.example",
                "b@b.example,B,B,IT,manager,c@b.example",
                "c@b.example,C,C,IT,manager,a@b.example",
            ],
            [
                (
                    3,
                    "home leader",
                    "b@b.example",
                    "They would lead their own leader: "
                    "a@b.example → b@b.example → c@b.example → a@b.example",
                )
            ],
        ),
        (
            ["a@b.example,,Amir,IT,manager,", "zz,Can,Ak,IT,manager,"],
            [
                (2, "given name", "", "This cell is empty."),
                (3, "e-mail", "zz", "This is not an e-mail address."),
            ],
        ),
    ],
)
def test_bad_roster_is_named_and_writes_nothing(
    cast: Cast, lines: list[str], problems: list[tuple[int, str, str, str]]
) -> None:
    """Q3: all or nothing, with row, column, value and reason."""
    before = Counter(Person.objects.values_list("email", flat=True))

    report = run(HEAD, "good@b.example,Good,One,New division,new level,", *lines)

    assert told(report) == [(row + 1, *rest) for row, *rest in problems] or told(report) == [
        (row + 1, column, value, reason.replace("Row 2", "Row 3"))
        for row, column, value, reason in problems
    ]
    assert Counter(Person.objects.values_list("email", flat=True)) == before
    assert Division.objects.filter(name="New division").count() == 0
    assert Account.objects.filter(email="good@b.example").count() == 0


def test_circle_through_people_who_are_not_in_the_file_is_named(cast: Cast) -> None:
    """U3: the tree of leaders has no cycles, whoever else is on the roster."""
    sponsor, member = cast.sponsor, cast.member

    report = run(HEAD, f"{sponsor.email},Nilgun,Erdem,Customer Service,executive,{member.email}")

    assert told(report) == [
        (
            2,
            "home leader",
            member.email,
            "They would lead their own leader: "
            f"{sponsor.email} → {member.email} → {cast.home_leader.email} → {sponsor.email}",
        )
    ]


def test_number_of_somebody_else_is_named(cast: Cast) -> None:
    head = HEAD + ",employee_number"
    run(head, f"{cast.member.email},Emre,Sahin,Customer Service,specialist,,7")

    report = run(head, f"{cast.coach.email},Kaya,Kurt,IT,specialist,,7")

    assert told(report) == [(2, "employee number", "7", "Emre Sahin has this number already.")]


def test_two_rows_about_one_person_are_named(cast: Cast) -> None:
    head = HEAD + ",employee_number"
    run(head, f"{cast.member.email},Emre,Sahin,Customer Service,specialist,,7")

    report = run(
        head,
        "new@b.example,Emre,Sahin,Customer Service,specialist,,7",
        f"{cast.member.email},Emre,Sahin,Customer Service,specialist,,",
    )

    assert told(report) == [(3, "e-mail", cast.member.email, "Row 2 is about the same person.")]


def test_last_administrator_cannot_be_deactivated_by_a_file(cast: Cast) -> None:
    email = cast.administrator.email

    report = run(HEAD + ",active", f"{email},Ada,Amir,IT,manager,{cast.sponsor.email},no")

    assert told(report) == [
        (
            2,
            "active",
            "Ada Amir",
            "This is the last administrator. Give somebody else the role first.",
        )
    ]


def test_preview_says_the_same_and_writes_nothing(cast: Cast) -> None:
    """Q2: a preview before anything is written."""
    lines = "\n".join([HEAD, f"new@b.example,New,One,Elsewhere,guru,{cast.member.email}"])
    before = Person.objects.count()

    report = roster_import(text=lines, by=cast.administrator, write=False)

    assert (counts(report)[0], Person.objects.count()) == (1, before)
    assert not Division.objects.filter(name="Elsewhere").exists()


def test_import_is_audited_with_counts_and_no_names(cast: Cast) -> None:
    """R8: exports and imports are on record."""
    run(HEAD, "new@b.example,New,One,IT,manager,", by=cast.administrator)

    event = AuditEvent.objects.get(verb="roster.import")
    assert (event.actor, event.after["created"]) == (cast.administrator, 1)
    assert "new@b.example" not in str(event.after)


def test_import_does_not_touch_another_organisation(cast: Cast, rival: Rival) -> None:
    run(HEAD, "olga@poyraz.example,Changed,Name,IT,manager,", by=cast.administrator)

    assert Role.objects.count() == 1
    assert rival.outsider.given_name == "Olga"


def test_statements_do_not_grow_with_the_rows(empty: Organisation) -> None:
    """Q9: 20 people and 1,000 people take the same number of statements, new and changed."""
    few, many = _roster(20), _roster(1_000, start=100)
    took = []
    for text in (few, many, few.replace("boss", "chief"), many.replace("boss", "chief")):
        with CaptureQueriesContext(connection) as queries:
            report = roster_import(text=text, by=None)
        assert report.problems == []
        took.append(len(queries))

    assert took[0] == took[1]
    assert took[2] == took[3]


def _roster(people: int, start: int = 0) -> str:
    rows = [
        f"p{n}@b.example,P{n},Person,Division {start + n % 7},boss {start},"
        + (f"p{start + (n - start) // 8}@b.example" if n > start else "")
        for n in range(start, start + people)
    ]
    return "\n".join([HEAD, *rows])
