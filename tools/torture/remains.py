"""What stays of a pulse on the server, and what somebody reads out of it, with its key or without.

Nothing is asked of a server: every file is read as bytes, PostgreSQL's write-ahead log in its
order. A sealed answer lies there in pieces of 2,000 bytes (TOAST), each with the number of its
answer and its place; who has answered is sealed in one piece, written after the answers.
"""

import hashlib
import hmac
import json
import re
import struct
from base64 import b64encode, urlsafe_b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

PAGE, SEGMENT = 8192, 16 * 1024 * 1024
SEGMENT_NAME = re.compile("[0-9A-F]{24}")
LONG_HEADER = 0x0002
PIECE = 1996
WORDS = re.compile(rb"[A-Za-z0-9_=-]{64,}")
SEALED = b"gAAAAAAAAAAA"  # the seal's version and its time, which stands still
NEAR = 200  # bytes: what is published stands together, what a person sends stands alone


@dataclass(frozen=True)
class Remains:
    log: bytes  # the write-ahead log, without the headers of its pages
    files: Mapping[Path, bytes]

    @classmethod
    def read(cls, data: Path, folders: Iterable[Path]) -> "Remains":
        files = {file for folder in folders for file in folder.rglob("*") if file.is_file()}
        return cls(write_ahead_log(data), {file: file.read_bytes() for file in sorted(files)})

    def places(self) -> dict[str, bytes]:
        return {"the write-ahead log": self.log, **{str(k): v for k, v in self.files.items()}}


def write_ahead_log(data: Path) -> bytes:
    """The records of all segments in their order."""
    segments = (file for file in (data / "pg_wal").iterdir() if SEGMENT_NAME.fullmatch(file.name))
    return b"".join(
        record for file in sorted(segments) for record in _pages(file.name, file.read_bytes())
    )


def _pages(name: str, segment: bytes) -> Iterator[bytes]:
    """Until the end of what was written; what a segment held before its last use is left out."""
    begins = int(name[8:16], 16) * 2**32 + int(name[16:], 16) * SEGMENT
    for at in range(0, len(segment), PAGE):
        _magic, info, _line, address = struct.unpack_from("<HHIQ", segment, at)
        if address != begins + at:
            return
        yield segment[at + (40 if info & LONG_HEADER else 24) : at + PAGE]


def joined(read: Remains, truth: Mapping[int, str], keys: Iterable[bytes]) -> set[int]:
    """Whose words the attacker finds, and is right: `truth` is what each person has written.

    One answer more and one person more is a join; so are words that stand alone anywhere, because
    time and place then tell whose they are.
    """
    claims: dict[int, str] = {}
    for before, after in pairwise(_steps(read.log, keys)):
        who, what = after.people - before.people, list((after.words - before.words).elements())
        if len(who) == len(what) == 1:
            claims[who.pop()] = what[0]
    right = {person for person, words in claims.items() if words == truth.get(person)}
    return right | _alone(read, truth)


def known(read: Remains, people: Iterable[int], keys: Iterable[bytes]) -> set[int]:
    """Of whom the attacker reads that they have answered."""
    found = set().union(*(step.people for step in _steps(read.log, keys)))
    return found & set(people)


def traces(read: Remains, secrets: Iterable[bytes]) -> list[str]:
    """Where the bytes of a key are found, in any of the usual spellings."""
    spelled = [spelling for secret in secrets for spelling in _spellings(secret)]
    return [name for name, held in read.places().items() if any(one in held for one in spelled)]


@dataclass(frozen=True)
class Step:
    """What was written up to a moment: who has answered, and the words of all answers."""

    people: set[int]
    words: Counter[str]


def _steps(log: bytes, keys: Iterable[bytes]) -> list[Step]:
    """One for each time that somebody answered, in their order; none without the right key."""
    openers = [opener for key in keys for opener in _openers(key)]
    found: list[Step] = []
    seen: set[bytes] = set()
    new: list[bytes] = []
    pieces = list(_pieces(log))
    whole = _whole(pieces)
    marks = [(at, whole[row]) for row, place, _, at in pieces if place == 0 and row in whole]
    marks += _in_one_piece(log)
    for _at, sealed in sorted(marks):
        if sealed in seen:
            continue
        seen.add(sealed)
        told = _opened(sealed, openers)
        if isinstance(told, dict):
            new.append(sealed)
        elif isinstance(told, list):
            words = (_opened(answer, openers)["comments"].get("keep.1", "") for answer in new)
            found.append(Step(set(told), Counter(words)))
            new = []
    return found


def _pieces(source: bytes) -> Iterator[tuple[int, int, bytes, int]]:
    """Number of the answer, place of the piece in it, its letters, and where it lies."""
    for run in WORDS.finditer(source):
        if run.start() < 12:
            continue
        number, place, header = struct.unpack_from("<III", source, run.start() - 12)
        length = (header >> 2) - 4
        if header & 3 == 0 and place < 16 and 0 < length <= min(PIECE, len(run[0])):
            yield number, place, run[0][:length], run.start()


def _in_one_piece(source: bytes) -> Iterator[tuple[int, bytes]]:
    for run in WORDS.finditer(source):
        if run.start() >= 4 and run[0].startswith(SEALED):
            [header] = struct.unpack_from("<I", source, run.start() - 4)
            yield run.start(), run[0][: (header >> 2) - 4]


def _whole(pieces: Iterable[tuple[int, int, bytes, int]]) -> dict[int, bytes]:
    found: dict[int, dict[int, bytes]] = defaultdict(dict)
    for number, place, letters, _at in pieces:
        found[number][place] = letters
    joined_up = {n: b"".join(parts[place] for place in sorted(parts)) for n, parts in found.items()}
    return {number: seal for number, seal in joined_up.items() if seal.startswith(SEALED)}


def _opened(sealed: bytes, openers: Iterable[Fernet]) -> Any:
    for opener in openers:
        try:
            return json.loads(opener.decrypt(sealed))
        except InvalidToken:
            continue
    return None


def _openers(secret: bytes) -> list[Fernet]:
    """As a pulse seals today, and as it did once with the server's secret."""
    made = [hmac.digest(secret, b"answers", "sha256"), hashlib.sha256(secret).digest()]
    for purpose in (b"sunhand.pulse", b"answers"):
        made.append(hmac.digest(hashlib.sha256(purpose + secret).digest(), b"", "sha256"))
    return [Fernet(urlsafe_b64encode(key)) for key in made]


def _alone(read: Remains, truth: Mapping[int, str]) -> set[int]:
    """Whose words stand somewhere without anybody else's beside them."""
    whose = {words.encode(): person for person, words in truth.items()}
    mark = re.compile(b"|".join(whose))
    found = set()
    for held in read.places().values():
        for one in mark.finditer(held):
            around = held[max(one.start() - NEAR, 0) : one.end() + NEAR]
            if set(mark.findall(around)) == {one[0]}:
                found.add(whose[one[0]])
    return found


def _spellings(secret: bytes) -> list[bytes]:
    return [secret, secret.hex().encode(), b64encode(secret)[:42], urlsafe_b64encode(secret)[:42]]
