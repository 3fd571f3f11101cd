"""N2: with the owner's role and all of SQL, nothing joins an answer to a person."""

import json
import logging
import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

import pytest
from cryptography.fernet import InvalidToken
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from core.sealing import keys
from core.tenancy import tenant
from orgs.models import AuditEvent, Person
from reviews.models import Pulse, PulseAnswer, PulseInvitation
from reviews.pulse.actions import _note_answered
from reviews.pulse.items import current
from reviews.pulse.keys import KeyLostError
from reviews.pulse.nudges import answer_url
from reviews.pulse.sealing import seal, unseal
from tests.cast import Cast
from tests.reviews.pulse.pulses import SECRET, answer, members, opened

ANSWERS, FLAGS = "reviews_pulseanswer", "reviews_pulseinvitation"


def as_owner(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        usual = cursor.fetchone()[0]
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute(sql)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        cursor.execute("SELECT set_config('role', %s, true)", [usual])
    return rows


def test_columns_hold_no_person_time_or_sequence(cast: Cast, clock: Any) -> None:
    """N2: what a column could say, none does: a random key, a team sealed away, no moment."""
    columns = as_owner(
        "SELECT table_name, column_name, data_type, column_default, is_identity"
        f" FROM information_schema.columns WHERE table_name IN ('{ANSWERS}', '{FLAGS}')"
    )

    names = {table: {row[1] for row in columns if row[0] == table} for table in (ANSWERS, FLAGS)}
    assert names[ANSWERS] == {"organisation_id", "id", "pulse_id", "sealed"}
    assert names[FLAGS] == {
        "organisation_id",
        "id",
        "pulse_id",
        "person_id",
        "team_id",
        "token_hash",
    }
    answer_columns = {row[1]: row[2:] for row in columns if row[0] == ANSWERS}
    assert answer_columns["id"] == ("uuid", None, "NO")


def test_transactions_and_places_are_the_same_for_all(cast: Cast, clock: Any) -> None:
    """N2: `xmin` and command numbers say the same of each row; places follow no order."""
    pulse = opened(cast, clock)
    sizes = set()

    for number, person in enumerate(members(cast), start=1):
        clock.shift(3600)
        before = {row[0] for row in as_owner(f"SELECT id FROM {ANSWERS}")}
        answer(pulse, person, number)
        rows = as_owner(f"SELECT id, xmin::text, cmin::text FROM {ANSWERS}")
        flags = as_owner(f"SELECT xmin::text, cmin::text FROM {FLAGS}")

        assert before.isdisjoint(row[0] for row in rows)
        assert len({row[1:] for row in rows}) == 1
        assert len(set(flags)) == 1
        sizes.add(len(rows))

    assert sizes == {1, 2, 3, 4, 5}


def test_last_answer_lies_anywhere(cast: Cast, clock: Any) -> None:
    """N2: first, in the middle and last, whether read by place, by key or by index."""
    found: dict[str, set[int]] = {"ctid": set(), "id": set(), "pulse_id": set()}
    pulse = opened(cast, clock)
    for number, person in enumerate(members(cast)[:3], start=1):
        answer(pulse, person, number)
    last = members(cast)[2]

    for _round in range(40):
        pulse.refresh_from_db()
        _note_answered(pulse, {person.pk for person in members(cast)[:2]}, pulse.key)
        for row in PulseAnswer.objects.all():
            if _score(row.sealed, pulse) == 3:
                row.delete()
        answer(pulse, last, 3)
        for column, places in found.items():
            rows = as_owner(f"SELECT sealed FROM {ANSWERS} ORDER BY {column}")
            places.add([_score(row[0], pulse) for row in rows].index(3))

    assert found == {column: {0, 1, 2} for column in found}


def _score(sealed: str, pulse: Pulse) -> int:
    return int(unseal(sealed, pulse.key)["scores"]["fun.1"])


def test_who_has_answered_needs_the_key_too(cast: Cast, clock: Any) -> None:
    """W4: no row of a person changes as they answer; the list is sealed, as long with all in it."""
    pulse = opened(cast, clock)
    before = _rows(FLAGS)
    seals = {Pulse.objects.get().who_answered}

    for person in members(cast):
        answer(pulse, person)
        seals.add(Pulse.objects.get().who_answered)

    assert _rows(FLAGS) == before
    assert len(seals) == len(members(cast)) + 1
    assert len({len(sealed) for sealed in seals}) == 1
    assert Pulse.objects.get().have_answered() == {person.pk for person in members(cast)}
    with pytest.raises(KeyLostError):
        unseal(Pulse.objects.get().who_answered, bytes(32))


def test_watching_the_tables_shows_one_answer_more_and_nothing_else(cast: Cast, clock: Any) -> None:
    """N2: of two dumps, before and after somebody's answer, no row is kept and none can be read."""
    pulse = opened(cast, clock)
    answer(pulse, cast.representative, 5, keep="Short.")
    before = {row[0] for row in as_owner(f"SELECT sealed FROM {ANSWERS}")}

    answer(pulse, cast.member, 1, keep=SECRET * 20)

    after = {row[0] for row in as_owner(f"SELECT sealed FROM {ANSWERS}")}
    assert before.isdisjoint(after)
    assert len({len(sealed) for sealed in before | after}) == 1
    assert not any(SECRET in sealed or "fun.1" in sealed for sealed in after)


def test_seal_holds_no_time_and_needs_the_key_of_its_pulse() -> None:
    """N2: the format's own time stamp stands still, and two seals of one answer differ."""
    key, other = bytes(32), bytes([1] * 32)

    sealed = seal({"team": 1}, key)

    assert urlsafe_b64decode(sealed)[1:9] == bytes(8)
    assert seal({"team": 1}, key) != sealed
    assert unseal(sealed, key) == {"team": 1}
    with pytest.raises(KeyLostError):
        unseal(sealed, other)


def test_secret_of_the_server_opens_no_answer(cast: Cast, clock: Any, settings: Any) -> None:
    """W4: who has the database and the secret reads nothing; another secret changes nothing."""
    pulse = opened(cast, clock)
    answer(pulse, cast.member, keep=SECRET)
    sealed = PulseAnswer.objects.get().sealed

    for purpose in ("sunhand.pulse", "answers", f"link {cast.member.pk}"):
        with pytest.raises(InvalidToken):
            keys(purpose).decrypt(sealed.encode())
    settings.SECRET_KEY = "another secret"
    assert unseal(sealed, pulse.key)["comments"] == {"keep.1": SECRET}


def test_link_says_nothing_about_whose_it_is(cast: Cast, clock: Any, settings: Any) -> None:
    """W4: a token is made of the pulse's key and says the organisation's number; stored hashed."""
    pulse = opened(cast, clock)
    urls = {person.pk: answer_url(pulse, person) for person in members(cast)}
    tokens = {pk: url.split("/")[-2] for pk, url in urls.items()}
    settings.SECRET_KEY = "another secret"

    assert {pk: answer_url(pulse, Person.objects.get(pk=pk)) for pk in urls} == urls
    organisation = cast.organisation.pk
    for token in tokens.values():
        assert re.fullmatch(rf"{organisation}-[A-Za-z0-9_-]{{43}}", token)
        assert len(urlsafe_b64decode(token.split("-", 1)[1] + "=")) == 32
    assert len(set(tokens.values())) == len(tokens)
    kept = dict(PulseInvitation.objects.values_list("person", "token_hash"))
    assert kept == {pk: sha256(token.encode()).hexdigest() for pk, token in tokens.items()}
    stored = json.dumps([_rows(table) for table in (ANSWERS, FLAGS, "reviews_pulse")])
    assert not any(token in stored for token in tokens.values())


def test_two_pulses_make_two_links_for_one_person(cast: Cast, clock: Any) -> None:
    """W4: nothing of a token comes back in the next pulse."""
    first = opened(cast, clock)
    before = answer_url(first, cast.member)
    Pulse.objects.all().delete()

    after = answer_url(opened(cast, clock), cast.member)

    assert before.split("-")[1] != after.split("-")[1]


def test_answering_leaves_no_trace_elsewhere(
    stage: Cast, clock: Any, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    """N2: no audit row, session, message or log line is written, and no statement says a word."""
    with tenant(stage.organisation):
        pulse = opened(stage, clock)
        url = answer_url(pulse, stage.member)
        audited = AuditEvent.objects.count()
    page = client.get(url)
    form = dict.fromkeys((key.rsplit(".")[0] for key in current()), "5") | {"keep": SECRET}
    tables = [
        row[0] for row in as_owner("SELECT tablename FROM pg_tables WHERE schemaname='public'")
    ]
    before = {table: _rows(table) for table in tables}

    with caplog.at_level(logging.DEBUG), _statements() as said:
        sent = client.post(url, form | {"change": ""})

    touched = {table for table in tables if _rows(table) != before[table]}
    assert page.status_code == 200
    assert sent.status_code == 302
    assert touched == {ANSWERS, "reviews_pulse"}
    assert not any(SECRET in line for line in [*said, caplog.text])
    assert "sessionid" not in client.cookies
    with tenant(stage.organisation):
        assert AuditEvent.objects.count() == audited
        assert Pulse.objects.get().have_answered() == {stage.member.pk}


def _rows(table: str) -> list[str]:
    return sorted(json.dumps(row, default=str) for row in as_owner(f'SELECT * FROM "{table}"'))


@contextmanager
def _statements() -> Iterator[list[str]]:
    """Everything the database is told meanwhile, as a server's log would keep it."""
    said = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        said.append(f"{sql} {params}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        yield said


def test_everybody_answers_once(cast: Cast, clock: Any) -> None:
    """N2, N9: a second answer, one from outside and one after the end change nothing."""
    pulse = opened(cast, clock)
    answer(pulse, cast.member)

    with pytest.raises(ValidationError, match="already"):
        answer(pulse, cast.member, 1)
    with pytest.raises(ValidationError, match="asks the members"):
        answer(pulse, cast.reader)
    with pytest.raises(ValidationError, match="one of the numbers"):
        answer(pulse, cast.other_member, 6)
    clock.move_to(pulse.closes_at)
    with pytest.raises(ValidationError, match="closed"):
        answer(pulse, cast.other_member)

    assert Pulse.objects.get().answers.count() == 1
