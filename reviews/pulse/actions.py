"""The anonymous pulse: opened once a cycle, answered by each member once, counted at its end.

`reviews.pulse.models` says what may never be stored and why the rows are written as they are.
"""

import random
import uuid
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.days import end_of_day
from orgs.audit import log as audit
from orgs.closed_days import zone
from orgs.models import Person
from reviews.models import Pulse, PulseAnswer, PulseFollowUp, PulseInvitation, PulseResult
from reviews.pulse import keys as pulse_keys
from reviews.pulse.arithmetic import COMMENT_THRESHOLD, THRESHOLD
from reviews.pulse.items import current, wordings
from reviews.pulse.models import LEAST, LEAST_FOR_COMMENTS
from reviews.pulse.results import Answer, frozen
from reviews.pulse.sealing import seal, unseal
from teams.models import Membership
from themes.models import Cycle

DAYS = 10
ROOM = 24  # bytes for the number of somebody who has answered

log = structlog.get_logger(__name__)


@transaction.atomic
def pulse_open(
    *,
    cycle: Cycle,
    by: Person | None,
    closes_on: date,
    threshold: int = THRESHOLD,
    comment_threshold: int = COMMENT_THRESHOLD,
) -> Pulse:
    """Ask every current member of a cycle in review; from here on nothing of the pulse changes.

    A pulse whose key is lost makes room for it.
    """
    cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    members = who_is_asked(cycle)
    now = timezone.now()
    closes_at = end_of_day(closes_on, zone())
    if cycle.phase != Cycle.Phase.REVIEWING:
        raise ValidationError(_("The pulse opens while the cycle is in review."))
    earlier = Pulse.objects.filter(cycle=cycle).first()
    if earlier is not None and earlier.lost_at is None:
        raise ValidationError(_("The pulse of this cycle is open already, or was."))
    if not members:
        raise ValidationError(_("Nobody is in a team of this cycle, so nobody can be asked."))
    if closes_at <= now:
        raise ValidationError({"closes_on": _("Choose a day that is still to come.")})
    _check_thresholds(threshold, comment_threshold)
    if earlier is not None:
        forget_key(earlier)
        earlier.delete()
    pulse = Pulse.objects.create(
        cycle=cycle,
        opens_at=now,
        closes_at=closes_at,
        threshold=threshold,
        comment_threshold=comment_threshold,
        items=current(),
        opened_by=by,
        key_name=_new_key(cycle),
    )
    _invite(pulse, members)
    audit.record(actor=by, verb="pulse.open", about=pulse)
    return pulse


def _new_key(cycle: Cycle) -> uuid.UUID:
    """The key is on the disk before the pulse is committed: none is ever open without one."""
    try:
        return pulse_keys.make(cycle.organisation_id)
    except OSError as error:
        log.error("pulse_key_not_made", error=type(error).__name__)
        sentence = _(
            "The server cannot keep the key of a pulse now, so the pulse stays closed. "
            "Ask whoever runs the server to look at the folder of the keys."
        )
        raise ValidationError(sentence) from error


def forget_key(pulse: Pulse) -> None:
    """The key is destroyed once it is committed that nobody needs it; the tick heals a crash."""
    organisation, name = pulse.organisation_id, pulse.key_name
    if name is not None:
        transaction.on_commit(lambda: pulse_keys.destroy(organisation, name), robust=True)


def _invite(pulse: Pulse, members: Mapping[int, int]) -> None:
    key = pulse.key
    people = Person.objects.in_bulk(members)
    PulseInvitation.objects.bulk_create(
        PulseInvitation(
            pulse=pulse,
            person_id=person,
            team_id=team,
            token_hash=_link_hash(pulse, key, people[person]),
        )
        for person, team in members.items()
    )
    _note_answered(pulse, set(), key)


def _link_hash(pulse: Pulse, key: bytes, person: Person) -> str:
    token = pulse_keys.link_token(key, pulse.organisation_id, person.pk, person.links_version)
    return pulse_keys.token_hash(token)


def pulse_links_change(people: list[Person]) -> None:
    """Links of their earlier mails end; reminders that are still to come carry others."""
    by_number = {person.pk: person for person in people}
    rows = list(PulseInvitation.objects.filter(person__in=people).select_related("pulse"))
    for row in rows:
        row.token_hash = _new_hash(row.pulse, by_number[row.person_id])
    PulseInvitation.objects.bulk_update(rows, ["token_hash"])


def _new_hash(pulse: Pulse, person: Person) -> str:
    """Of a pulse whose key is lost no link works any more."""
    try:
        return _link_hash(pulse, pulse.key, person)
    except pulse_keys.KeyLostError:
        return ""


def _note_answered(pulse: Pulse, people: set[int], key: bytes) -> None:
    """As long with nobody in it as with all: it does not tell how many there are."""
    length = ROOM * (1 + pulse.invitations.count())
    pulse.who_answered = seal(sorted(people), key, length=length)
    pulse.save(update_fields=["who_answered"])


def who_is_asked(cycle: Cycle) -> dict[int, int]:
    """Who is asked, and the team their answer counts for: of several, the first one."""
    rows = Membership.objects.current().filter(team__cycle=cycle).order_by("-team__number", "id")
    return dict(rows.values_list("person", "team"))


def _check_thresholds(threshold: int, comment_threshold: int) -> None:
    if threshold < LEAST:
        sentence = _("Figures of fewer than %(n)s people would show a person. Use more.")
        raise ValidationError({"threshold": sentence % {"n": LEAST}})
    if comment_threshold < max(threshold, LEAST_FOR_COMMENTS):
        sentence = _("Comments need at least %(n)s answers, and never fewer than figures.")
        raise ValidationError({"comment_threshold": sentence % {"n": LEAST_FOR_COMMENTS}})


@transaction.atomic
def pulse_answer(
    *, pulse: Pulse, by: Person, scores: Mapping[str, int], comments: Mapping[str, str]
) -> None:
    """Take one person's only answer. The lock keeps two answers from losing each other."""
    pulse = Pulse.objects.select_for_update(of=("self",)).get(pk=pulse.pk)
    asked = pulse.invitations.filter(person=by).first()
    if not pulse.is_open(timezone.now()):
        raise ValidationError(_("The pulse is closed. It takes no more answers."))
    if asked is None:
        raise ValidationError(_("This pulse asks the members of the cycle's teams."))
    key, others, answers = _read(pulse)
    if by.pk in others:
        raise ValidationError(_("You have answered already. Each answer is given once."))
    _check_scores(pulse, scores)
    said = {item: words.strip() for item, words in comments.items() if words.strip()}
    answers.append({"team": asked.team_id, "scores": dict(scores), "comments": said})
    _write(pulse, answers, key)
    _note_answered(pulse, {*others, by.pk}, key)


def _read(pulse: Pulse) -> tuple[bytes, set[int], list[dict[str, Any]]]:
    """The key, who has answered, and what all have answered."""
    try:
        key = pulse.key
        return key, pulse.have_answered(), _unsealed(pulse, key)
    except pulse_keys.KeyLostError as error:
        log.error("pulse_key_lost", pulse=pulse.pk)
        sentence = _("The pulse takes no answers now: its key cannot be read. Yours was not kept.")
        raise ValidationError(sentence) from error


def _check_scores(pulse: Pulse, scores: Mapping[str, int]) -> None:
    asked = [wordings("en")[key] for key in pulse.items]
    scales = {item.key: item.scale for item in asked if item.scale is not None}
    if scores.keys() != scales.keys() or any(scores[key] not in scales[key] for key in scales):
        raise ValidationError(_("Answer each statement, with one of the numbers shown."))


def _write(pulse: Pulse, answers: list[dict[str, Any]], key: bytes) -> None:
    """All answers as new rows in random order: nothing tells which one has come last."""
    random.SystemRandom().shuffle(answers)
    pulse.answers.all().delete()
    PulseAnswer.objects.bulk_create(PulseAnswer(pulse=pulse, sealed=seal(a, key)) for a in answers)


def _unsealed(pulse: Pulse, key: bytes) -> list[dict[str, Any]]:
    return [unseal(sealed, key) for sealed in pulse.answers.values_list("sealed", flat=True)]


@transaction.atomic
def pulse_close(*, pulse: Pulse) -> PulseResult | None:
    """Count once, publish, and delete the answers, the list of who was asked, and the key.

    Raises `KeyLostError` where the answers cannot be read.
    """
    pulse = Pulse.objects.select_for_update(of=("self",)).get(pk=pulse.pk)
    if timezone.now() < pulse.closes_at or PulseResult.objects.filter(pulse=pulse).exists():
        return None
    answers = [Answer(**answer) for answer in _unsealed(pulse, pulse.key)]
    asked = wordings("en")
    figures = frozen(
        answers,
        teams=pulse.cycle.teams.values_list("pk", flat=True),
        items=[asked[key] for key in pulse.items],
        threshold=pulse.threshold,
        comment_threshold=pulse.comment_threshold,
    )
    result = PulseResult.objects.create(
        pulse=pulse, invited=pulse.invitations.count(), answered=len(answers), figures=figures
    )
    empty(pulse)
    audit.record(actor=None, verb="pulse.close", about=pulse)
    return result


def empty(pulse: Pulse) -> None:
    """The lists and the key are gone for good."""
    pulse.answers.all().delete()
    pulse.invitations.all().delete()
    forget_key(pulse)
    Pulse.objects.filter(pk=pulse.pk).update(key_name=None, who_answered="")


def pulse_follow_up_save(
    *,
    pulse: Pulse,
    by: Person,
    text: str,
    owner: Person,
    due_on: date,
    follow_up: PulseFollowUp | None = None,
) -> PulseFollowUp:
    """One thing we do about the results, or another wording of one."""
    if not PulseResult.objects.filter(pulse=pulse).exists():
        raise ValidationError(_("First the pulse closes, then we say what we do about it."))
    if not owner.active:
        raise ValidationError({"owner": _("Choose an owner who still works here.")})
    row = follow_up or PulseFollowUp(pulse=pulse)
    row.text, row.owner, row.due_on, row.by = text.strip(), owner, due_on, by
    row.save()
    return row


def usual_end(now: datetime) -> date:
    return now.astimezone(zone()).date() + timedelta(days=DAYS)
