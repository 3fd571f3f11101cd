"""Mails through the product's own worker, beside bare smtplib into the same mail server."""

import json
import os
import smtplib
import tempfile
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial
from pathlib import Path

from django.utils import timezone

from core.tenancy import tenant
from nudges.mail.content import compose
from nudges.mail.outbox import sweep
from nudges.models import Message
from nudges.registry import Waiting, nudges
from nudges.tasks import hand_over
from okrsite.celery import app
from orgs.models import Organisation
from tools.bench import letters
from tools.bench.sink import arrived
from tools.local.environment import PYTHON
from tools.local.household import Household
from tools.local.processes import Child, wait_until
from tools.local.trouble import Trouble
from tools.local.var import LOOPBACK, free_port, is_free

WORKER = [
    *(PYTHON, "-m", "celery", "-A", "tools.bench.worker", "worker"),
    *("-Q", "default", "-c", "4", "--loglevel", "WARNING", "-n"),
]
FROM, TO = f"a{letters.ADDRESS}", [f"b{letters.ADDRESS}"]
PATIENCE = 300.0
CALLS = 20


def main(_port: int, _pid: int, messages: int, workers: int) -> None:
    letters.learn()
    organisation = letters.readers(messages)
    with tenant(organisation):
        sweep(timezone.now())
    with tempfile.TemporaryDirectory() as folder, Household() as household:
        heard, port = Path(folder) / "mails", free_port()
        heard.touch()
        sink = household.add(
            Child("The sink", [PYTHON, "-m", "tools.bench.sink", str(heard), str(port)])
        )
        household.wait_for(sink, lambda: not is_free(port), PATIENCE)
        rates = {
            "product": _through_the_product(household, heard, port, messages, workers),
            "bare": _bare(_written(organisation), heard, port, messages),
            "bare_on_one_connection": _kept_open(_written(organisation), heard, port, messages),
        }
    figures = {f"{name}_mails_a_second": round(rate, 1) for name, rate in rates.items()}
    ratio = round(rates["product"] / rates["bare"], 2)
    told = {"messages": messages, "workers": workers, **figures, "ratio": ratio}
    print(json.dumps(told), flush=True)


def _through_the_product(
    household: Household, heard: Path, port: int, messages: int, workers: int
) -> float:
    told = {**os.environ, "EMAIL_URL": f"smtp://{LOOPBACK}:{port}"}
    at_work = [
        household.add(Child(f"Worker {n}", [*WORKER, f"bench{n}@%h"], environment=told))
        for n in range(workers)
    ]
    for worker in at_work:
        all_there = partial(_answer, workers)
        household.wait_for(worker, all_there, PATIENCE)
    began = time.time()
    for _organisation in range(CALLS):  # as after a sweep, so that each worker gets one
        hand_over.delay()
    last = _last(heard, messages, began)
    for worker in at_work:
        worker.stop()
    return messages / (last - began)


def _answer(workers: int) -> bool:
    return len(app.control.ping(timeout=1) or []) == workers


def _bare(text: bytes, heard: Path, port: int, messages: int) -> float:
    """The same words again and again, built and sent as the manuals of Python show it."""
    parts = list(message_from_bytes(text, policy=policy.default).iter_parts())
    words, marked_up = (part.get_content() for part in parts)
    count, began = len(arrived(heard)), time.time()
    for number in range(messages):
        mail = EmailMessage()
        mail["From"], mail["To"] = FROM, TO[0]
        mail["Subject"], mail["Message-ID"] = "A letter", f"<{number}{letters.ADDRESS}>"
        mail.set_content(words)
        mail.add_alternative(marked_up, subtype="html")
        with smtplib.SMTP(LOOPBACK, port) as line:
            line.send_message(mail)
    return messages / (_last(heard, count + messages, began) - began)


def _kept_open(text: bytes, heard: Path, port: int, messages: int) -> float:
    """The fastest there is: nothing to render, to build, to remember or to open."""
    count, began = len(arrived(heard)), time.time()
    with smtplib.SMTP(LOOPBACK, port) as line:
        for _mail in range(messages):
            line.sendmail(FROM, TO, text)
    return messages / (_last(heard, count + messages, began) - began)


def _written(organisation: Organisation) -> bytes:
    with tenant(organisation):
        message = Message.objects.select_related("person").latest("pk")
        (due,) = letters.letters(timezone.now(), message.person)
        mail = compose(message, [Waiting(nudges[letters.KIND], due, late=False)], organisation)
        return bytes(mail.message().as_bytes(linesep="\r\n"))  # type: ignore[call-arg]


def _last(heard: Path, count: int, began: float) -> float:
    """When the mail came that makes them so many."""
    if not wait_until(lambda: _lines(heard) >= count, PATIENCE):
        raise Trouble(f"{count - len(arrived(heard))} mails did not come.")
    return arrived(heard)[count - 1][1]


def _lines(heard: Path) -> int:
    """Counted cheaply: whoever measures takes no time from what is measured."""
    time.sleep(0.2)
    return heard.read_bytes().count(b"\n")
