"""What `bin/torture pulse` takes for a join: the attack is one that would have found it."""

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

from reviews.pulse.sealing import seal
from tools.torture.remains import SEGMENT, Remains, joined, known, traces, write_ahead_log

KEY = bytes(range(32))
TRUTH = {7: "a1" * 8, 9: "b2" * 8, 12: "c3" * 8}
FILE = Path("log")


def remains(*, log: bytes = b"", file: bytes = b"") -> Remains:
    return Remains(log, {FILE: file})


def pieces(number: int, sealed: bytes) -> Iterator[bytes]:
    """A long value as PostgreSQL writes it: in pieces, each with its number and place."""
    for place in range(0, len(sealed), 1996):
        piece = sealed[place : place + 1996]
        numbers = (number, place // 1996, (len(piece) + 4) << 2)
        yield b"\0" + b"".join(n.to_bytes(4, "little") for n in numbers) + piece + b"\0"


def answered(people: list[int], number: int) -> bytes:
    """What the log gets with one answer: all answers sealed anew, then who has answered."""
    answers = [seal({"comments": {"keep.1": TRUTH[person]}}, KEY).encode() for person in people]
    rows = b"".join(b"".join(pieces(number + at, one)) for at, one in enumerate(answers))
    return rows + who(people)


def who(people: list[int]) -> bytes:
    sealed = seal(people, KEY, length=100).encode()
    return b"\0\0" + ((len(sealed) + 4) << 2).to_bytes(4, "little") + sealed + b"aa\0"


LOG = who([]) + answered([9], 100) + answered([7, 9], 200) + answered([12, 9, 7], 300)


def test_key_joins_all_and_nothing_is_joined_without_it() -> None:
    """W4: each answer is one more than before, and so is the list of who has answered."""
    read = remains(log=LOG)

    assert joined(read, TRUTH, [KEY]) == known(read, TRUTH, [KEY]) == set(TRUTH)
    assert joined(read, TRUTH, [bytes(32)]) == known(read, TRUTH, [bytes(32)]) == set()


def test_words_that_stand_alone_are_a_join_and_published_ones_are_not() -> None:
    """W4: time and place tell whose a single answer is; the results hold all of them together."""
    published = b"{" + b", ".join(words.encode() for words in TRUTH.values()) + b"}"
    alone = published + bytes(500) + TRUTH[9].encode()

    assert joined(remains(file=published), TRUTH, []) == set()
    assert joined(remains(file=alone), TRUTH, []) == {9}
    assert joined(remains(log=alone), TRUTH, []) == {9}


def test_key_is_found_in_each_spelling() -> None:
    """W4: as bytes, in hexadecimal, and in base 64."""
    for spelled in (KEY, KEY.hex().encode(), b64encode(KEY)):
        assert traces(remains(file=b"x" + spelled + b"x"), [KEY]) == ["log"]
    assert traces(remains(file=KEY[1:]), [KEY]) == []


def test_log_is_read_in_its_order_and_to_its_end(tmp_path: Path) -> None:
    """W4: without the headers of pages, and without what a segment held before its last use."""
    (tmp_path / "pg_wal").mkdir()
    segment = bytearray(3 * 8192)
    for page, (address, letter) in enumerate([(SEGMENT, b"A"), (SEGMENT + 8192, b"B"), (5, b"C")]):
        begins = page * 8192
        segment[begins : begins + 8192] = letter * 8192
        segment[begins + 2 : begins + 4] = (2 if page == 0 else 0).to_bytes(2, "little")
        segment[begins + 8 : begins + 16] = address.to_bytes(8, "little")
    (tmp_path / "pg_wal" / f"{1:08X}{0:08X}{1:08X}").write_bytes(segment)
    (tmp_path / "pg_wal" / "archive_status").mkdir()

    assert write_ahead_log(tmp_path) == b"A" * (8192 - 40) + b"B" * (8192 - 24)
