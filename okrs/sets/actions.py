"""A team writes its OKR set, shares it for comment, agrees on it, and changes it with a reason."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okrs.initiatives.actions import refuse_last_target
from okrs.models import Objective, OKRSet, SetAnswer, SetComment, SetVersion
from okrs.quality.panel import words_of
from okrs.quality.words import fingerprint
from okrs.sets.versions import content_of
from okrs.workshop.following import tell_of_set
from orgs.audit import log as audit
from orgs.models import Person
from teams.models import Team
from themes.models import Cycle

FEWEST_KEY_RESULTS = 2
OBJECTIVES = 2
FROZEN = gettext_lazy("This cycle is closed: its OKR sets stay as they are.")


@transaction.atomic
def set_open(*, team: Team, by: Person) -> OKRSet:
    """The team's one OKR set, begun as a draft when there is none yet."""
    locked = Team.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=team.pk)
    refuse_frozen(locked.cycle)
    okr_set, new = OKRSet.objects.get_or_create(team=locked)
    if new:
        audit.record(actor=by, verb="okr_set.opened", about=okr_set)
    return okr_set


def objective_save(
    *,
    okr_set: OKRSet,
    by: Person,
    text: str,
    note: str = "",
    objective: Objective | None = None,
    reason: str = "",
) -> Objective:
    """Write an objective; a second one needs a note, a third is refused."""
    with changing(okr_set, by=by, reason=reason) as locked:
        row = _own_objective(locked, objective) if objective else _new_objective(locked)
        row.text, row.note = text.strip(), note.strip()
        _refuse_empty(row)
        row.save()
        return row


def objective_remove(*, objective: Objective, by: Person, reason: str = "") -> None:
    """Take a second objective out again, as long as none of its key results was measured."""
    with changing(objective.okr_set, by=by, reason=reason) as locked:
        row = _own_objective(locked, objective)
        if row.position == 1:
            raise ValidationError(_("The first objective stays. Write it anew instead."))
        if row.key_results.filter(measurements__isnull=False).exists():
            raise ValidationError(_("One of its key results was measured: the objective stays."))
        refuse_last_target(row.key_results.all())
        row.delete()


@transaction.atomic
def set_share(*, okr_set: OKRSet, by: Person) -> OKRSet:
    """Draft → shared: the other teams of the theme may comment."""
    locked = lock(okr_set)
    if not locked.objectives.exists():
        raise ValidationError(_("Write the objective first."))
    locked.share()
    return _saved(locked, okr_set, by, "okr_set.shared")


@transaction.atomic
def set_take_back(*, okr_set: OKRSet, by: Person) -> OKRSet:
    """Shared → draft: the team writes on before others look at it again."""
    locked = lock(okr_set)
    locked.take_back()
    return _saved(locked, okr_set, by, "okr_set.taken_back")


@transaction.atomic
def set_agree(*, okr_set: OKRSet, by: Person) -> SetVersion:
    """Shared → agreed: the first version is written."""
    locked = lock(okr_set)
    locked.agree(by=by)
    _refuse_thin(locked)
    _saved(locked, okr_set, by, "okr_set.agreed")
    return SetVersion.objects.create(okr_set=locked, number=1, content=content_of(locked), by=by)


@transaction.atomic
def set_comment(*, okr_set: OKRSet, by: Person, text: str) -> SetComment:
    """Say something about a shared set."""
    locked = lock(okr_set)
    if not locked.shared:
        raise ValidationError(_("Comments are open while the OKR set is shared for comment."))
    if not text.strip():
        raise ValidationError({"text": _("Write a comment first.")})
    return SetComment.objects.create(okr_set=locked, person=by, text=text.strip())


@transaction.atomic
def set_answer(*, okr_set: OKRSet, by: Person, enough: bool, seen: str) -> SetAnswer:
    """Whether the objective is met if all key results are; `seen` is the words' fingerprint."""
    locked = lock(okr_set)
    now = fingerprint(words_of(locked))
    if seen != now:
        raise ValidationError(_("The words changed meanwhile. Read them once more, then answer."))
    answer = SetAnswer.objects.create(okr_set=locked, enough=enough, fingerprint=now, by=by)
    tell_of_set(locked.team_id)
    return answer


@contextmanager
def changing(okr_set: OKRSet, *, by: Person, reason: str) -> Iterator[OKRSet]:
    """Hold the set while it is changed; once it is agreed, a reason and the next version.

    A change that leaves every word as it was writes no version.
    """
    with transaction.atomic():
        locked = lock(okr_set)
        if locked.agreed and not reason.strip():
            sentence = _("The OKR set is agreed. Say why it changes, so that others understand.")
            raise ValidationError({"reason": sentence})
        yield locked
        if locked.agreed:
            _write_version(locked, by, reason.strip())
        tell_of_set(locked.team_id)


def lock(okr_set: OKRSet) -> OKRSet:
    rows = OKRSet.objects.select_for_update(of=("self",)).select_related("team__cycle")
    locked: OKRSet = rows.get(pk=okr_set.pk)
    refuse_frozen(locked.team.cycle)
    return locked


def refuse_frozen(cycle: Cycle) -> None:
    if cycle.frozen:
        raise ValidationError(FROZEN)


def _write_version(okr_set: OKRSet, by: Person, reason: str) -> None:
    content = content_of(okr_set)
    last = okr_set.versions.first()
    if last is None or last.content != content:
        number = 1 if last is None else last.number + 1
        version = SetVersion.objects.create(
            okr_set=okr_set, number=number, content=content, by=by, reason=reason
        )
        audit.record(
            actor=by, verb="okr_set.changed", about=okr_set, after={"version": version.number}
        )


def _saved(locked: OKRSet, okr_set: OKRSet, by: Person, verb: str) -> OKRSet:
    before = okr_set.state
    locked.save(update_fields=["state", "agreed_by", "agreed_at"])
    okr_set.state, okr_set.agreed_by, okr_set.agreed_at = (
        locked.state,
        locked.agreed_by,
        locked.agreed_at,
    )
    audit.record(
        actor=by, verb=verb, about=locked, before={"state": before}, after={"state": locked.state}
    )
    return locked


def _own_objective(okr_set: OKRSet, objective: Objective) -> Objective:
    row: Objective = okr_set.objectives.get(pk=objective.pk)
    return row


def _new_objective(okr_set: OKRSet) -> Objective:
    taken = set(okr_set.objectives.values_list("position", flat=True))
    if len(taken) >= OBJECTIVES:
        raise ValidationError(_("A team has one objective, two at the most."))
    position = next(n for n in range(1, OBJECTIVES + 1) if n not in taken)
    return Objective(okr_set=okr_set, position=position)


def _refuse_empty(objective: Objective) -> None:
    if not objective.text:
        raise ValidationError({"text": _("Write what shall be true at the end of the cycle.")})
    if objective.position > 1 and not objective.note:
        raise ValidationError(
            {"note": _("One objective keeps a team together. Say why a second one is needed.")}
        )
    objective.clean_fields(exclude={"organisation", "okr_set"})


def _refuse_thin(okr_set: OKRSet) -> None:
    """A set is agreed with at least two key results for each objective."""
    for objective in okr_set.objectives.annotate(n=Count("key_results")):
        if objective.n < FEWEST_KEY_RESULTS:
            raise ValidationError(
                _("“%(objective)s” has fewer than two key results. Two to four show progress best.")
                % {"objective": objective.text}
            )
