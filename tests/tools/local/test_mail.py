import smtplib
import sys
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tools.local.household import Household
from tools.local.processes import Child, wait_until
from tools.local.var import LOOPBACK, Var, free_port, is_free


def test_mails_become_files_in_the_order_of_arrival(var: Var) -> None:
    port, folder = free_port(), var.path / "mail"
    command = [sys.executable, "-m", "tools.local.mail", str(folder), str(port)]
    with Household() as household:
        sink = household.add(Child("The mail server", command, log=var.log("mail")))
        household.wait_for(sink, lambda: not is_free(port), 20)

        with smtplib.SMTP(LOOPBACK, port) as client:
            for subject in ("Bir ölçüm", "Two"):
                client.send_message(mail(subject))

    assert wait_until(lambda: is_free(port), 5)
    kept = [
        message_from_bytes(file.read_bytes(), policy=policy.default)
        for file in sorted(folder.iterdir())
    ]
    assert [message["Subject"] for message in kept] == ["Bir ölçüm", "Two"]
    assert [message.get_content().strip() for message in kept] == ["Grüße"] * 2


def read(file: Path) -> EmailMessage:
    return message_from_bytes(file.read_bytes(), EmailMessage, policy=policy.default)


def mail(subject: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@sun.example", "b@sun.example", subject
    message.set_content("Grüße")
    return message
