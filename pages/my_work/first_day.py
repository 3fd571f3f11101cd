"""A newcomer's first steps in a team (D7), read from what is there: nothing is ticked by hand."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checkins.models import MeetingAttendance
from core.http import href
from okrs.status import TeamStatus
from teams.models import (
    Acceptance,
    AgreementConfirmation,
    Commitment,
    Membership,
    Session,
    WorkingAgreement,
)
from teams.sessions.preparation import preparation
from themes.models import StrategicFocus

NEW_FOR = timedelta(weeks=6)


@dataclass(frozen=True)
class FirstStep:
    """One thing of the first days; `done` is None where only the reader knows."""

    words: str | Promise
    url: str
    done: bool | None = None


def first_steps(
    membership: Membership | None,
    status: TeamStatus,
    *,
    focus: StrategicFocus | None,
    agreement: WorkingAgreement | None,
    now: datetime,
) -> list[FirstStep]:
    """What a newcomer has before them; empty for everybody else, and once all of it is done."""
    if membership is None or not is_new(membership, timezone.localdate(now)):
        return []
    team = membership.team
    read = []
    if focus:
        url = href("themes:focus_detail", theme=team.cycle.theme_id)
        read.append(FirstStep(_("Read where the theme is heading, one page"), url))
    if status.okr_set:
        url = href("okrs:set_edit", team=team.pk)
        read.append(FirstStep(_("Read what the team aims at"), url))
    read.append(
        FirstStep(_("Read OKR 101, ten minutes, and check yourself"), href("teams:okr_101"))
    )
    to_do = [
        *_agreement(membership, agreement),
        FirstStep(
            _("Say how many hours a week you give"),
            href("teams:hours_detail", commitment=membership.commitment.pk),
            done=membership.commitment.state != Commitment.State.PROPOSED,
        ),
        *_sessions(membership, now),
        FirstStep(
            _("Come to your first team meeting"),
            href("checkins:meeting_list", team=team.pk),
            done=_met(membership),
        ),
    ]
    return [*read, *to_do] if not all(step.done for step in to_do) else []


def is_new(membership: Membership, today: date) -> bool:
    """Whoever goes on from the cycle before is not new, and nobody is for long."""
    goes_on = membership.acceptance.via == Acceptance.Via.CONTINUATION
    return not goes_on and membership.joined_on > today - NEW_FOR


def _agreement(membership: Membership, agreement: WorkingAgreement | None) -> list[FirstStep]:
    if agreement is None:
        return []
    said = AgreementConfirmation.objects.filter(
        agreement=agreement, version=agreement.version, person=membership.person_id
    )
    return [
        FirstStep(
            _("Read how we work together, and say whether it suits you"),
            href("teams:agreement_detail", team=membership.team_id),
            done=said.exists(),
        )
    ]


def _sessions(membership: Membership, now: datetime) -> list[FirstStep]:
    """Each kind of session: been there, or the next one. What is not offered is not asked."""
    words = {
        Session.Kind.OKR_101: _("Come to the OKR 101 session"),
        Session.Kind.CONTEXT: _("Come to the strategic context session"),
    }
    cycle = membership.team.cycle
    everything = href("teams:session_list", cycle=cycle.pk)
    return [
        FirstStep(
            words[part.kind],
            href("teams:session_detail", session=part.session.pk) if part.session else everything,
            done=part.been,
        )
        for part in preparation(membership.person, cycle, now)
        if part.been or part.session
    ]


def _met(membership: Membership) -> bool:
    return MeetingAttendance.objects.filter(
        meeting__team=membership.team_id, person=membership.person_id
    ).exists()
