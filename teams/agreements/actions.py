"""The working agreement: written together, and confirmed by every member each time it changes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.models import Person
from teams.access import can_work_in, is_member
from teams.models import AgreementConfirmation, AgreementReview, Team, WorkingAgreement

NOBODY = gettext_lazy("Choose who of the team moderates.")

FIELDS = (
    "purpose",
    "roles",
    "weekday",
    "starts_at",
    "minutes",
    "place",
    "turn",
    "moderator",
    "moderation",
    "channel",
    "response_time",
    "decisions",
    "short_of_time",
    "celebrate",
)


@transaction.atomic
def agreement_save(*, team: Team, by: Person, **fields: Any) -> WorkingAgreement:
    """Write the agreement. A change makes a new version, and all members are asked again.

    The member who writes has agreed by writing.
    """
    if not can_work_in(by, team):
        raise ValidationError(str(can_work_in.sentence))
    _refuse_frozen(team)
    Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    held = WorkingAgreement.objects.filter(team=team).first()
    row = held or WorkingAgreement(team=team, version=0)
    if _fill(row, fields) or held is None:
        _refuse_nobody(row)
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
    _refuse_older(held, version)
    return _confirm(held, by)


@transaction.atomic
def agreement_review(
    *, agreement: WorkingAgreement, by: Person, version: int | None = None
) -> AgreementReview:
    """The team has looked at it again, and it is still right."""
    held = WorkingAgreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    if not can_work_in(by, held.team):
        raise ValidationError(str(can_work_in.sentence))
    _refuse_frozen(held.team)
    _refuse_older(held, version)
    kept: AgreementReview = AgreementReview.objects.create(agreement=held, by=by)
    return kept


def _refuse_frozen(team: Team) -> None:
    if team.cycle.frozen:
        raise ValidationError(_("The cycle is closed, and its agreement stays as it is."))


def _refuse_older(held: WorkingAgreement, version: int | None) -> None:
    if version is not None and version != held.version:
        raise ValidationError(
            _("The agreement has changed since you opened it. Please read it once more."),
            code="changed",
        )


def _refuse_nobody(row: WorkingAgreement) -> None:
    """Whoever always moderates is in the team."""
    if row.turn == WorkingAgreement.Turn.SAME and (
        row.moderator is None or not is_member(row.moderator, row.team)
    ):
        raise ValidationError({"moderator": NOBODY})


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
