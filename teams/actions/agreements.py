"""The working agreement: written together, and confirmed by every member each time it changes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from orgs.models import Person
from teams.access import can_work_in, is_member
from teams.models import AgreementConfirmation, Team, WorkingAgreement

FIELDS = (
    "purpose", "roles", "weekday", "starts_at", "minutes", "place", "moderation", "channel",
    "response_time", "decisions", "short_of_time", "celebrate",
)  # fmt: skip


@transaction.atomic
def agreement_save(*, team: Team, by: Person, **fields: Any) -> WorkingAgreement:
    """Write the agreement. A change makes a new version, and all members are asked again.

    The member who writes has agreed by writing.
    """
    if not can_work_in(by, team):
        raise ValidationError(str(can_work_in.sentence))
    if team.cycle.frozen:
        raise ValidationError(_("The cycle is closed, and its agreement stays as it is."))
    Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    held = WorkingAgreement.objects.filter(team=team).first()
    row = held or WorkingAgreement(team=team, version=0)
    if _fill(row, fields) or held is None:
        row.version += 1
        row.changed_by = by
        row.full_clean(exclude=["organisation"])
        row.save()
        if is_member(by, team):
            _confirm(row, by)
    return row


@transaction.atomic
def agreement_confirm(
    *, agreement: WorkingAgreement, by: Person, version: int | None = None
) -> AgreementConfirmation:
    """A member's yes to the version they have read; saying it twice is saying it once."""
    held = WorkingAgreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    if not is_member(by, held.team):
        raise ValidationError(_("Only members of the team confirm its working agreement."))
    if version is not None and version != held.version:
        raise ValidationError(
            _("The agreement has changed since you opened it. Please read it once more."),
            code="changed",
        )
    return _confirm(held, by)


def _fill(row: WorkingAgreement, fields: dict[str, Any]) -> bool:
    """Enter the fields; whether one of them is new."""
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"A working agreement has no {', '.join(sorted(unknown))}.")
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, fields[name])
    return bool(changed)


def _confirm(row: WorkingAgreement, by: Person) -> AgreementConfirmation:
    said, _made = AgreementConfirmation.objects.get_or_create(
        agreement=row, person=by, version=row.version
    )
    return said
