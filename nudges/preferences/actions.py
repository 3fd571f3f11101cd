"""How somebody wants to be reminded, and when an organisation is quiet."""

from datetime import date, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.outbox import State
from nudges.models import Message, Pace, Preference, Rhythm
from nudges.preferences.queries import usual_pace, wishes_of
from nudges.registry import Nudge, nudges
from orgs.models import Person

LONGEST_PAUSE = timedelta(days=366)


@transaction.atomic
def reminders_save(
    *, person: Person, morning: time, paused_until: date | None, paces: dict[str, str]
) -> None:
    if paused_until and paused_until > timezone.localdate() + LONGEST_PAUSE:
        raise ValidationError({"paused_until": _("Choose a day within a year.")})
    habits = wishes_of([person], timezone.now())[person.pk].habits
    if habits.quiet_at(morning):
        said = {"from": f"{habits.quiet_from:%H:%M}", "until": f"{habits.quiet_until:%H:%M}"}
        sentence = _("It is quiet here from %(from)s until %(until)s. Choose another hour.") % said
        raise ValidationError({"morning": sentence})
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    Rhythm.objects.update_or_create(
        person=person, defaults={"morning": morning, "paused_until": paused_until}
    )
    _choose(person, paces)


@transaction.atomic
def mails_stop(*, message: Message) -> None:
    """No more mails like this one, until the person chooses otherwise."""
    person = Person.objects.select_for_update(no_key=True).get(pk=message.person_id)
    _choose(person, {nudge.kind: Pace.MY_WORK for nudge in stopped_with(message)})


def stopped_with(message: Message) -> list[Nudge]:
    """The kind that a mail told of; of one that told of several, all that the person gets gathered.

    Without those that ask for a person's own yes.
    """
    told = {occasion.kind for occasion in message.occasions.all()}
    if len(told) > 1:
        wishes = wishes_of([message.person], timezone.now())[message.person_id]
        told |= {n.kind for n in nudges if wishes.pace(n) in (Pace.MORNING, Pace.MONDAY)}
    return [nudge for nudge in nudges if nudge.kind in told and nudge.may_stop]


def _choose(person: Person, paces: dict[str, str]) -> None:
    """Keep what differs from the usual."""
    Preference.objects.filter(person=person, kind__in=paces).delete()
    Preference.objects.bulk_create(
        Preference(person=person, kind=kind, pace=pace)
        for kind, pace in paces.items()
        if pace != usual_pace(nudges[kind])
    )
    forget_waiting(person)


def forget_waiting(person: Person) -> None:
    """Mails that wait are gone; a sweep writes anew what is still to be told."""
    waiting = Message.objects.filter(person=person, state=State.WAITING).order_by("pk")
    held = [message.pk for message in waiting.select_for_update()]
    Message.objects.filter(pk__in=held).delete()
