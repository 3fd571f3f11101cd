"""Post to an address that somebody typed, and read what the chat makes of it."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.outbox import State
from core.outgoing import addresses
from core.outgoing.client import Answer, Failure, call
from themes.models import ChatPost

Problem = ChatPost.Problem
LONGEST_WAIT = 3600
WORDS = 200  # bytes of an answer that are kept: what a chat says of a refusal
NOT_AS_SHOWN = _("Copy the address as the chat shows it. It begins with https://.")
NO_ADDRESS = {
    addresses.Problem.ADDRESS: Problem.REFUSED,
    addresses.Problem.PRIVATE: Problem.PRIVATE,
}


@dataclass(frozen=True)
class Outcome:
    """What became of a message: sent, waiting (not sent for sure), failed, or unknown.

    `silent`: the chat gave no answer, so that its next messages had better wait as well.
    """

    state: str
    problem: str = ""
    detail: str = ""
    wait: int = 0  # seconds the chat asks us for
    silent: bool = False


def refusal(address: str) -> str | Promise:
    """What is wrong with an address as it stands there; "" for a good one."""
    problem = addresses.refusal(address)
    if problem == addresses.Problem.PRIVATE:
        return Problem.PRIVATE.label
    # A host that the operator has named may be called without TLS; a chat's address is a secret.
    return "" if problem is None and urlsplit(address).scheme == "https" else NOT_AS_SHOWN


def masked(address: str) -> str:
    """As much of a secret address as tells it from another one."""
    return f"{urlsplit(address).hostname}/…{address[-4:]}"


def post(address: str, payload: dict[str, Any]) -> Outcome:
    """Hand a message over once."""
    answer = call(
        "POST",
        address,
        headers={"Content-Type": "application/json; charset=utf-8"},
        body=json.dumps(payload, ensure_ascii=False).encode(),
    )
    if isinstance(answer, Answer):
        return _outcome(answer)
    if answer.status is not None:  # what it said is clear, though its words broke off
        return _outcome(Answer(answer.status, {}, b""))
    return _lost(answer)


def _lost(failure: Failure) -> Outcome:
    """Without an answer: never handed over, or perhaps there."""
    if failure.problem in NO_ADDRESS:
        return Outcome(State.FAILED, NO_ADDRESS[failure.problem], failure.detail)
    if failure.sent:
        return Outcome(State.UNKNOWN, Problem.LOST, failure.detail, silent=True)
    return Outcome(State.WAITING, Problem.AWAY, failure.detail, silent=True)


def _outcome(answer: Answer) -> Outcome:
    """A chat says in its status what became of it: 4xx is a no, 5xx and 429 are a not now."""
    words = " ".join(answer.body[:WORDS].decode(errors="replace").split())
    detail = f"{answer.status} {words}".strip().replace("\x00", "")
    if 200 <= answer.status < 300:
        return Outcome(State.SENT)
    if 300 <= answer.status < 400:
        return Outcome(State.FAILED, Problem.MOVED, str(answer.status))
    if answer.status == 429:
        return Outcome(State.WAITING, Problem.BUSY, detail, _seconds(answer))
    if answer.status >= 500:
        return Outcome(State.WAITING, Problem.BROKEN, detail)
    return Outcome(State.FAILED, Problem.REFUSED, detail)


def _seconds(answer: Answer) -> int:
    asked = answer.headers.get("retry-after", "")
    return min(int(asked[:6]), LONGEST_WAIT) if asked.isascii() and asked.isdigit() else 0
