"""Somebody comes in by a code that is mailed to them."""

from tests.browser.company import Company
from tests.browser.somebody import Somebody


def signs_in_by_code(company: Company, name: str) -> Somebody:
    somebody = company.stranger(name)
    somebody.goes()
    somebody.follows("Send me a code instead")
    somebody.writes("Email", company.person(name).email)
    somebody.presses("Send me a code")
    code = company.mail_to(name, "is your sign-in code").split()[0]
    somebody.writes("Code", code)
    somebody.presses("Go on")
    somebody.sees(f"Good morning, {name}")
    return somebody
