"""The button "still right" on *My work*, in place of the row that asks for hours."""

from typing import Any

from nudges.registry import Due
from orgs.audit.log import key
from orgs.models import Person
from teams.hours.forms import CommitForm
from teams.hours.totals import given_beside
from teams.models import Commitment


def about(row: Commitment) -> str:
    """Each request is an occasion of its own."""
    return f"{key(row)}/{row.requests}"


def commit_panels(rows: list[Due], person: Person) -> dict[str, dict[str, Any]]:
    """One tap says "still right", except where the hours want a warning first (E6)."""
    asked = {row.about for row in rows}
    mine = list(Commitment.objects.current().whole().filter(membership__person=person))
    given = given_beside(mine)
    forms = [CommitForm(commitment=row, given=given[row.pk]) for row in mine]
    return {
        about(form.commitment): {"commitment": form.commitment}
        for form in forms
        if about(form.commitment) in asked and not form.warning
    }
