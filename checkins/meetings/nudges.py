"""Members are asked to answer a team meeting that is held in writing."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checkins.models import MeetingRound, RoundAnswer
from core.http import href
from nudges.registry import Due, Nudge
from orgs.audit import log as audit
from orgs.models import Person

BEFORE_THE_END = timedelta(hours=4)


def rounds_to_answer(now: datetime, person: Person | None) -> Iterator[Due]:
    """Members are asked when a round opens and reminded once, as long as they are silent (I7)."""
    answered = RoundAnswer.objects.filter(round=OuterRef("pk"), person=OuterRef("member"))
    rounds = MeetingRound.objects.filter(
        until__gt=now,
        meeting__held_at=None,
        meeting__team__memberships__left_on=None,
        meeting__team__memberships__person__left_on=None,
        **({} if person is None else {"meeting__team__memberships__person": person}),
    ).annotate(member=F("meeting__team__memberships__person"))
    for row in rounds.filter(~Exists(answered)).select_related("meeting__team"):
        yield Due(
            person_id=row.member,
            about=audit.key(row),
            title=_("What moved, what have you learned, what stands in the way?"),
            url=href("checkins:meeting_detail", meeting=row.meeting_id),
            due_at=row.until,
            opens_at=row.opened_at,
            action=_("Answer"),
            context=[row.meeting.team.name, _("team meeting in writing")],
            minutes=5,
        )


NUDGES = [
    Nudge(
        "checkins.answer_round",
        "chat",
        rounds_to_answer,
        late_after=-BEFORE_THE_END,
        urgent=True,
        name=gettext_lazy("Answer a team meeting in writing"),
        serves="I7",
        who="members who have not answered",
        when="at once; again four hours before it ends",
        ends="they answer, or it ends",
        only=("checkins.rounds",),
    ),
]
