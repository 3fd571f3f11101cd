"""Deeds that must not happen side by side in one organisation wait for each other here."""

from core.tenancy import current_organisation_id
from orgs.models import Organisation


def one_at_a_time() -> Organisation:
    """Hold the current organisation until the transaction ends; new rows of others go on."""
    held: Organisation = Organisation.objects.select_for_update(no_key=True).get(
        pk=current_organisation_id() or 0
    )
    return held
