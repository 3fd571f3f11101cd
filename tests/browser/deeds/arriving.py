"""People arrive: on the roster, by an invitation, by a code that is mailed to them."""

from tests.browser.company import Company
from tests.browser.somebody import Somebody


def brings_in(administrator: Somebody, roster: str) -> None:
    """A file is looked at before anything is written."""
    administrator.goes("people/import/")
    file = {"name": "roster.csv", "mimeType": "text/csv", "buffer": roster.encode()}
    administrator.page.get_by_label("File").set_input_files(file)  # type: ignore[arg-type]
    administrator.presses("Look at it")


def invites_all(administrator: Somebody, people: int) -> None:
    administrator.goes("people/invitations/")
    administrator.presses(f"Invite all {people} who have no invitation")
    administrator.sees(f"{people} invitations go out within a minute.")


def comes_in(company: Company, name: str) -> None:
    """By the link of the invitation and a code; opening the link changes nothing."""
    somebody = company.stranger(name)
    somebody.opens(company.link_to(name, "invites you to"))
    somebody.presses("Send me a code")
    types_code(company, somebody)
    somebody.presses("Yes, come in to")
    somebody.sees(name)


def signs_in_by_code(company: Company, name: str) -> Somebody:
    somebody = company.stranger(name)
    somebody.goes()
    somebody.writes("E-mail", company.person(name).email)
    somebody.presses("Send me a code instead")
    types_code(company, somebody)
    somebody.sees(f"Good morning, {name}")
    return somebody


def types_code(company: Company, somebody: Somebody) -> None:
    code = company.mail_to(somebody.name, "is your sign-in code").split()[0]
    somebody.writes("Code", code)
    somebody.presses("Go on")
