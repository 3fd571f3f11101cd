"""What people write for themselves alone belongs to their account, not to a name on the roster.

An administrator can give a person another e-mail, and whoever owns that becomes the person. What
was written before stays with the account that wrote it, and nobody else reads it.
"""

from typing import TypeVar

from django.db import models
from django.db.models import Q

from orgs.models import Account, Person

Row = TypeVar("Row", bound="PrivateRow")


class PrivateRow(models.Model):
    """A row with words or figures that only their writer reads.

    Without an account it is read by nobody: forgetting to set it hides a row, and shows none.
    """

    account = models.ForeignKey(
        Account,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        db_index=False,
    )

    class Meta:
        abstract = True

    def is_of(self, person: Person) -> bool:
        """Whether this person's account wrote it."""
        return self.account_id is not None and self.account_id == person.account_id


def written_by(person: Person) -> Q:
    """The private rows of the account that this person has now."""
    return Q(account__isnull=False, account=person.account_id)
