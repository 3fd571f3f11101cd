"""What calls and forming ask of people. `rows(now, person)` is one set-based query each."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nudges.registry import Due, Nudge
from orgs import audit
from orgs.http import href
from orgs.links import token
from orgs.models import Person
from orgs.templatetags.look import spoken_date
from teams.actions.offers import ANSWERABLE
from teams.models import Call, Offer
from themes.models import Cycle, ThemeRole

INVITATION = "teams.invitation"  # what the link of the mail is signed for
DAYS_TO_ANSWER, DAYS_TO_FORM = 5, 5


def _invitations(now: datetime, person: Person | None) -> Iterator[Due]:
    """Somebody hopes that a person is part of it; the person has not answered."""
    rows = Offer.objects.filter(
        state=Offer.State.OPEN, call__cycle__phase__in=ANSWERABLE, person__left_on=None
    )
    if person is not None:
        rows = rows.filter(person=person)
    for offer in rows.select_related("person", "call__cycle__theme", "named_by"):
        yield _invitation(offer)


def _invitation(offer: Offer) -> Due:
    theme = offer.call.cycle.theme
    asked = timezone.localtime(offer.changed_at).date()
    due_at = _end_of(max(offer.call.deadline, asked + timedelta(days=DAYS_TO_ANSWER)))
    signed = token(INVITATION, person=offer.person, row=offer, until=due_at + timedelta(days=30))
    return Due(
        person_id=offer.person_id,
        about=audit.key(offer),
        title=_("Would you like to be part of “%(theme)s”?") % {"theme": theme},
        url=href("teams:offer_edit", call=offer.call_id),
        due_at=due_at,
        action=_("Answer"),
        context=[_("%(person)s asks you") % {"person": offer.named_by}],
        minutes=3,
        opens_at=offer.changed_at,
        mail_url=reverse("invitation_link", kwargs={"token": signed}),
    )


def _forming(now: datetime, person: Person | None) -> Iterator[Due]:
    """The call is over and nobody has formed the teams yet: the integration team does."""
    rows = Call.objects.filter(
        deadline__lt=timezone.localdate(now),
        cycle__phase__in=[Cycle.Phase.CALLING, Cycle.Phase.FORMING],
        cycle__theme__roles__kind=ThemeRole.Kind.INTEGRATION,
        cycle__theme__roles__person__left_on=None,
        **({} if person is None else {"cycle__theme__roles__person": person}),
    ).annotate(person_id=F("cycle__theme__roles__person_id"))
    for call in rows.select_related("cycle__theme"):
        yield _teams_to_form(call)


def _teams_to_form(call: Call) -> Due:
    ended = _("The call ended on %(day)s") % {"day": spoken_date(call.deadline)}
    return Due(
        person_id=call.person_id,  # type: ignore[attr-defined]
        about=audit.key(call),
        title=_("Who is in which team?"),
        url=href("teams:forming_board", cycle=call.cycle_id),
        due_at=_end_of(call.deadline + timedelta(days=DAYS_TO_FORM)),
        action=_("Form the teams"),
        context=[str(call.cycle.theme), ended],
        minutes=30,
        opens_at=_end_of(call.deadline),
    )


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


FORMING = [
    Nudge("teams.invitation", "hand", _invitations),
    Nudge("teams.form", "people", _forming),
]
