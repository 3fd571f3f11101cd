"""The minutes: made in one step, corrected for 24 hours, made anew when the check-in goes on."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from checkins.live_check_in.changes import renew
from checkins.minutes.content import content_of, markdown_of
from checkins.minutes.corrections import corrected
from checkins.models import CheckIn, Minutes, MinutesChange, Slot
from orgs.audit import log as audit
from orgs.models import Person
from themes.models import Cycle

What = MinutesChange.What


def minutes_make(*, check_in: CheckIn, by: Person, decisions: str = "") -> Minutes:
    """Write down what the check-in brought; whoever ends it has it locked.

    At a second end they are made anew, and what stood there before is kept.
    """
    content = content_of(check_in, decisions=decisions)
    markdown = markdown_of(content)
    before: Minutes | None = Minutes.objects.filter(check_in=check_in).first()
    if before is None:
        minutes: Minutes = Minutes.objects.create(
            check_in=check_in, by=by, content=content, markdown=markdown
        )
        return minutes
    MinutesChange.objects.create(minutes=before, what=What.REMADE, old=before.markdown, by=by)
    before.check_in, before.content, before.markdown = check_in, content, markdown
    before.save()
    return before


@transaction.atomic
def minutes_correct(
    *, minutes: Minutes, typed: Mapping[str, str], by: Person
) -> list[MinutesChange]:
    """Put other words in the place of these lines, by the names that `corrections` gives them."""
    locked = _lock(minutes)
    _refuse_late(locked)
    content, changes = corrected(locked.content, typed, by=by)
    if not changes:
        return []
    locked.content, locked.markdown = content, markdown_of(content)
    locked.save(update_fields=["content", "markdown"])
    for change in changes:
        change.minutes = locked
    return list(MinutesChange.objects.bulk_create(changes))


@transaction.atomic
def check_in_reopen(*, minutes: Minutes, by: Person) -> CheckIn:
    """Go on as if it had been paused, with the team that spoke last. Twice is once."""
    locked = _lock(minutes)
    check_in = locked.check_in
    if check_in.live:
        return check_in
    _refuse_late(locked)
    if check_in.cycle.phase != Cycle.Phase.RUNNING:
        raise ValidationError(_("This cycle does not run any more, so its check-ins stay ended."))
    now = timezone.now()
    pause = now - (check_in.ended_at or now)
    check_in.state, check_in.ended_at = CheckIn.State.LIVE, None
    check_in.ends_at = (check_in.ends_at or now) + pause
    check_in.save()
    _back_on_stage(check_in)
    renew(check_in)
    MinutesChange.objects.create(minutes=locked, what=What.REOPENED, by=by)
    audit.record(actor=by, verb="check_in.reopen", about=check_in)
    return check_in


def _back_on_stage(check_in: CheckIn) -> None:
    """The team that spoke last goes on."""
    done = Slot.objects.filter(check_in=check_in, state=Slot.State.DONE)
    slot = done.order_by("ended_at", "position").last()
    if slot is not None:
        slot.come_back(timezone.now())
        slot.save()


def _lock(minutes: Minutes) -> Minutes:
    """The minutes as they are now, with their check-in locked."""
    rows = CheckIn.objects.select_for_update(of=("self",)).select_related("cycle__theme")
    check_in = rows.get(pk=minutes.check_in_id)
    locked: Minutes = Minutes.objects.get(pk=minutes.pk)
    locked.check_in = check_in
    return locked


def _refuse_late(minutes: Minutes) -> None:
    if not minutes.check_in.took_place:
        raise ValidationError(_("This check-in goes on: its minutes are made anew when it ends."))
    if not minutes.open(timezone.now()):
        raise ValidationError(_("Minutes can be changed for 24 hours. These stay as they are now."))
