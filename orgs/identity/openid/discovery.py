"""Ask an issuer for its discovery document and its signing keys, and believe little of it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import jwt

from core.outgoing.client import SECONDS, Answer, Deadline, Failure, call, check
from orgs.models import IdentityProvider

Problem = IdentityProvider.Problem
WELL_KNOWN = "/.well-known/openid-configuration"
CALLED = ["authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"]
OPTIONAL = {"userinfo_endpoint"}
METHODS = "token_endpoint_auth_methods_supported"
KEY_PARTS = ["kty", "kid", "alg", "n", "e", "crv", "x", "y"]
MOST_KEYS, LONGEST_PART = 50, 4000


@dataclass(frozen=True)
class Discovered:
    """What is needed of the two documents, and nothing else of them."""

    document: dict[str, Any]
    keys: list[dict[str, str]]


@dataclass(frozen=True)
class Trouble:
    """Why an issuer cannot be used, in one of the sentences of `IdentityProvider.Problem`."""

    problem: str
    detail: str = ""


class _Refused(Exception):
    def __init__(self, problem: str, detail: str = "") -> None:
        self.trouble = Trouble(problem, shown(detail))


def discover(issuer: str) -> Discovered | Trouble:
    """Both documents under one deadline."""
    deadline = Deadline(SECONDS)
    try:
        document = _document(issuer, deadline)
        keys = _keys(_fetched(document["jwks_uri"], deadline))
    except _Refused as refused:
        return refused.trouble
    return Discovered(document, keys)


def same(one: str, other: str) -> bool:
    """Issuers differ by more than a slash at the end."""
    return one.rstrip("/") == other.rstrip("/")


def shown(words: str) -> str:
    """Somebody else's words, as a page and the database can take them."""
    return "".join(letter for letter in words if letter.isprintable())[:200]


def _document(issuer: str, deadline: Deadline) -> dict[str, Any]:
    found = _fetched(issuer.rstrip("/") + WELL_KNOWN, deadline)
    named = found.get("issuer")
    if not isinstance(named, str) or not same(named, issuer):
        raise _Refused(Problem.ISSUER, str(named))
    document: dict[str, Any] = {"issuer": named}
    for name in CALLED:
        if name in found or name not in OPTIONAL:
            document[name] = _endpoint(name, found.get(name), deadline)
    methods = found.get(METHODS)
    if isinstance(methods, list):
        known = {"client_secret_basic", "client_secret_post"}
        document[METHODS] = sorted(known.intersection(filter(_is_text, methods)))
    return document


def _endpoint(name: str, url: Any, deadline: Deadline) -> str:
    """An address that we, or people's browsers, will be sent to: checked as any other."""
    if not isinstance(url, str):
        raise _Refused(Problem.DOCUMENT, name)
    if failure := check(url, deadline):
        raise _Refused(Problem.ENDPOINT, f"{name}: {failure.problem}")
    return url


def _keys(found: dict[str, Any]) -> list[dict[str, str]]:
    rows = found.get("keys")
    usable = list(_usable(rows[:MOST_KEYS] if isinstance(rows, list) else []))
    if not usable:
        raise _Refused(Problem.KEYS)
    return usable


def _usable(rows: Iterable[Any]) -> Iterable[dict[str, str]]:
    """Public keys for signatures that our library reads; their parts alone."""
    for row in rows:
        if not isinstance(row, dict) or row.get("use", "sig") != "sig":
            continue
        key = {part: row[part] for part in KEY_PARTS if _is_text(row.get(part))}
        if key.get("kty") in {"RSA", "EC", "OKP"} and _is_readable(key):
            yield key


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_PART and value.isprintable()


def _is_readable(key: dict[str, str]) -> bool:
    try:
        jwt.PyJWK(key)
    except (jwt.PyJWTError, ValueError):
        return False
    return True


def _fetched(url: str, deadline: Deadline) -> dict[str, Any]:
    answer = call("GET", url, headers={"Accept": "application/json"}, deadline=deadline)
    if isinstance(answer, Failure):
        raise _Refused(answer.problem.value, answer.detail)
    if 300 <= answer.status < 400:
        raise _Refused(Problem.MOVED, answer.headers.get("location", ""))
    if answer.status != 200:
        raise _Refused(Problem.STATUS, str(answer.status))
    found = read(answer)
    if found is None:
        raise _Refused(Problem.DOCUMENT)
    return found


def read(answer: Answer) -> dict[str, Any] | None:
    """The JSON object of an answer; None where it is something else."""
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
