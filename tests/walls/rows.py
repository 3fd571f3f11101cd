"""One row of every model for Lodos, so that each address has something to show or to betray."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.apps import apps

from checkins.models import (
    Achievement,
    Ask,
    AskRules,
    CheckIn,
    CheckInChange,
    Impediment,
    Learning,
    MeetingAttendance,
    MeetingRound,
    Minutes,
    MinutesChange,
    ProgressLine,
    RoundAnswer,
    Slot,
    TeamMeeting,
)
from core.outbox import State
from core.tenancy import TenantModel
from nudges.models import (
    BackgroundFailure,
    Message,
    Occasion,
    Preference,
    QuietHours,
    ReturnedAddress,
    Rhythm,
)
from okrs.models import (
    Cluster,
    ClusterVote,
    ConfidenceRound,
    ConfidenceVote,
    Idea,
    Initiative,
    InitiativeReview,
    InitiativeTarget,
    Measurement,
    MeasureRules,
    SetAnswer,
    SetComment,
    SetVersion,
    Step,
    StepDone,
    ToDo,
    Wording,
    Workshop,
    WorkshopStep,
)
from orgs.models import AddressChange, AuditEvent, IdentityProvider, Invitation
from reviews.models import (
    ClosingEvent,
    Continuation,
    Farewell,
    HealthAction,
    HealthCheck,
    HealthResult,
    HealthVote,
    HourlyRate,
    Improvement,
    Outcome,
    Practice,
    PracticeCheck,
    PrivateScore,
    Pulse,
    PulseAnswer,
    PulseFollowUp,
    PulseInvitation,
    PulseResult,
    Reflection,
    Review,
    Score,
    ScoreBands,
    ScoreRound,
    Story,
)
from reviews.pulse.items import current
from teams.models import (
    AgreementConfirmation,
    AgreementReview,
    Attendance,
    CalendarFeed,
    CoachNote,
    FocusAnswer,
    FormingRules,
    HoursNote,
    HoursRules,
    LeaderAnswer,
    Membership,
    NotesSwitch,
    Offer,
    Seat,
    Session,
    SkillBrought,
    TeamConfirmation,
    Thanks,
    WhatWorked,
    WorkingAgreement,
)
from tests.cast import ISTANBUL, STARTS_ON, Cast
from themes.models import (
    ChatChannel,
    ChatPost,
    FitCheck,
    FocusAreaVersion,
    FocusParticipant,
    FocusVersion,
    MidTermGoal,
    PhaseChange,
    RoleChange,
    StrategicFocus,
    ThemeClosure,
)

SECRET = "Only Lodos may read this"
NOW = datetime(2026, 5, 20, 9, 0, tzinfo=ISTANBUL)
TODAY = date(2026, 5, 20)


def fill(cast: Cast) -> None:
    """Inside Lodos: what the cast has not yet."""
    _organisation(cast)
    _theme(cast)
    _team(cast)
    _okr_set(cast)
    _workshop(cast)
    _check_ins(cast)
    _review(cast)
    empty = [
        model._meta.label
        for model in apps.get_models()
        if issubclass(model, TenantModel) and not model.objects.exists()
    ]
    assert empty == [], "Give Lodos a row of these in tests/walls/rows.py"


def _organisation(cast: Cast) -> None:
    AuditEvent.objects.get_or_create(
        verb="person.edit", about=f"orgs.person:{cast.member.pk}", label=SECRET
    )
    AddressChange.objects.create(
        person=cast.member,
        old_email=cast.member.email,
        new_email=f"{SECRET}@lodos.example",
        asked_by=cast.administrator,
        asked_at=NOW,
        takes_effect_at=NOW + timedelta(days=3),
    )
    Invitation.objects.create(
        person=cast.member,
        email=cast.member.email,
        token_hash="walls",
        sent_at=NOW,
        expires_at=NOW + timedelta(days=14),
    )
    message = Message.objects.create(
        person=cast.member,
        dedupe_key="walls",
        due_at=NOW,
        subject=SECRET,
        state=State.FAILED,
    )
    Occasion.objects.create(
        message=message,
        person=cast.member,
        kind="okrs.measure",
        about="okrs.keyresult:1",
        moment="open",
        dedupe_key="walls",
    )
    Preference.objects.create(person=cast.member, kind="okrs.measure", pace="monday")
    Rhythm.objects.create(person=cast.member)
    BackgroundFailure.objects.create(
        part="nudge", name="okrs.measure", error="KeyError", since=NOW, last_at=NOW
    )
    ReturnedAddress.objects.create(
        person=cast.member, email=cast.member.email, kind="bounced", detail=SECRET, at=NOW
    )
    QuietHours.objects.create()
    IdentityProvider.objects.create(
        issuer="https://id.lodos.example", client_id=SECRET, sealed_secret=SECRET
    )


def _theme(cast: Cast) -> None:
    focus = StrategicFocus.objects.get(theme=cast.theme)
    FocusParticipant.objects.create(focus=focus, person=cast.sponsor)
    MidTermGoal.objects.create(focus=focus, text=SECRET)
    FocusAreaVersion.objects.create(focus_area=cast.areas[0], name=SECRET, by=cast.sponsor)
    FocusVersion.objects.create(focus=focus, diagnosis=SECRET, direction=SECRET, by=cast.sponsor)
    FitCheck.objects.create(
        theme=cast.theme, by=cast.sponsor, in_strategy=True, has_team=True, needs_divisions=True
    )
    PhaseChange.objects.create(
        cycle=cast.cycle, left="preparing", entered="running", by=cast.integrator
    )
    RoleChange.objects.create(
        theme=cast.theme,
        person=cast.coach,
        kind="coach",
        given=True,
        team=SECRET,
        by=cast.integrator,
    )
    chat = ChatChannel.objects.create(
        theme=cast.theme,
        kind="slack",
        sealed=SECRET,
        masked=SECRET,
        language="en",
        connected_by=cast.integrator,
        connected_at=NOW,
    )
    ChatPost.objects.create(
        channel=chat,
        kind="checkins.today",
        about="checkins.checkin:1",
        dedupe_key="walls",
        due_at=NOW,
        title=SECRET,
        state=State.FAILED,
        settled_at=NOW,
    )
    ThemeClosure.objects.create(theme=cast.theme, by=cast.sponsor, statement=SECRET)


def _team(cast: Cast) -> None:
    FormingRules.objects.create(theme=cast.theme)
    FocusAnswer.objects.create(
        theme=cast.theme, person=cast.leader_member, month=date(2026, 5, 1), text=SECRET
    )
    TeamConfirmation.objects.create(team=cast.team, by=cast.integrator)
    CoachNote.objects.create(team=cast.team, by=cast.coach, text=SECRET, shared=True)
    WhatWorked.objects.create(by=cast.coach, situation=SECRET, text=SECRET, team=cast.team)
    offer = Offer.objects.get(person=cast.member)
    SkillBrought.objects.create(offer=offer, skill=SECRET, noted_by=cast.integrator)
    agreement = WorkingAgreement.objects.create(
        team=cast.team, weekday=2, starts_at=time(10), purpose=SECRET, changed_by=cast.member
    )
    AgreementConfirmation.objects.create(agreement=agreement, person=cast.member, version=1)
    AgreementReview.objects.create(agreement=agreement, by=cast.member)
    membership = Membership.objects.get(person=cast.member)
    LeaderAnswer.objects.create(
        commitment=membership.commitment,
        leader=cast.home_leader,
        answer="agree",
        hours_asked=Decimal(4),
        hours=Decimal(4),
        reason=SECRET,
        via="screen",
    )
    HoursRules.objects.create()
    NotesSwitch.objects.create(on=True, by=cast.administrator)
    HoursNote.objects.create(membership=membership, number=1, hours=Decimal(7))
    Thanks.objects.create(cycle=cast.cycle, leader=cast.home_leader, by=cast.sponsor)
    session = Session.objects.create(
        cycle=cast.cycle, kind=Session.Kind.values[0], starts_at=NOW, host=cast.leader_member
    )
    CalendarFeed.objects.create(person=cast.member)
    Seat.objects.create(session=session, person=cast.member)
    Attendance.objects.create(session=session, person=cast.member)


def _okr_set(cast: Cast) -> None:
    key_result = cast.key_results[0]
    okr_set = key_result.objective.okr_set
    SetComment.objects.create(okr_set=okr_set, person=cast.reader, text=SECRET)
    SetAnswer.objects.create(okr_set=okr_set, enough=True, fingerprint=SECRET, by=cast.member)
    SetVersion.objects.create(okr_set=okr_set, number=1, content={}, by=cast.representative)
    Step.objects.create(key_result=key_result, text=SECRET)
    Measurement.objects.create(
        key_result=key_result,
        value=Decimal(65),
        measured_on=TODAY,
        by=cast.member,
        confidence="unsure",
    )
    initiative = Initiative.objects.create(
        team=cast.team, title=SECRET, because="We believe.", review_on=TODAY
    )
    InitiativeTarget.objects.create(initiative=initiative, key_result=key_result)
    InitiativeReview.objects.create(
        initiative=initiative, answer="keep", learned=SECRET, by=cast.member
    )
    ToDo.objects.create(
        team=cast.team, kind="research", text=SECRET, owner=cast.member, due_on=TODAY, notes=SECRET
    )


def _workshop(cast: Cast) -> None:
    """It runs, at the clusters."""
    workshop = Workshop.objects.create(
        team=cast.team, facilitator=cast.representative, started_at=NOW, ends_at=NOW
    )
    step = WorkshopStep.objects.create(
        workshop=workshop, kind="cluster", position=1, minutes=30, state="running"
    )
    WorkshopStep.objects.create(workshop=workshop, kind="vote", position=2, minutes=10)
    StepDone.objects.create(step=step, person=cast.member)
    cluster = Cluster.objects.create(workshop=workshop, position=1, name=SECRET)
    Idea.objects.create(
        workshop=workshop, kind="problems", text=SECRET, by=cast.member, cluster=cluster
    )
    Wording.objects.create(workshop=workshop, kind="objective", text=SECRET, by=cast.member)
    ClusterVote.objects.create(workshop=workshop, cluster=cluster, person=cast.member, dot=1)
    asked = ConfidenceRound.objects.create(key_result=cast.key_results[0])
    ConfidenceVote.objects.create(round=asked, person=cast.member, confidence="unsure")


def _check_ins(cast: Cast) -> None:
    check_in = CheckIn.objects.create(
        cycle=cast.cycle, number=1, starts_at=NOW, facilitator=cast.facilitator
    )
    slot = Slot.objects.create(check_in=check_in, team=cast.team, position=1)
    minutes = Minutes.objects.create(
        check_in=check_in,
        content={"teams": [], "decisions": [SECRET]},
        markdown=SECRET,
        by=cast.facilitator,
    )
    MinutesChange.objects.create(minutes=minutes, what="decisions", old=SECRET, by=cast.member)
    CheckInChange.objects.create(check_in=check_in, by=cast.facilitator, left=NOW, entered=NOW)
    meeting = TeamMeeting.objects.create(team=cast.team, starts_at=NOW)
    MeetingAttendance.objects.create(meeting=meeting, person=cast.member)
    asked = MeetingRound.objects.create(
        meeting=meeting, until=NOW + timedelta(days=365 * 50), opened_by=cast.member
    )
    RoundAnswer.objects.create(round=asked, person=cast.member)
    told = {"team": cast.team, "by": cast.member, "text": SECRET}
    Achievement.objects.create(**told, slot=slot)
    Learning.objects.create(**told, meeting=meeting)
    ProgressLine.objects.create(**told, meeting=meeting)
    impediment = Impediment.objects.create(**told, state=Impediment.State.WITH_LEADER)
    AskRules.objects.create()
    MeasureRules.objects.create()
    Ask.objects.create(impediment=impediment, leader=cast.leader_member, asked_by=cast.member)


def _review(cast: Cast) -> None:
    Review.objects.create(
        cycle=cast.cycle,
        starts_at=NOW,
        answers_until=NOW + timedelta(days=7),
        opened_by=cast.integrator,
    )
    Score.objects.create(key_result=cast.key_results[0], given=Decimal("0.7"), by=cast.member)
    ClosingEvent.objects.create(cycle=cast.cycle, kind="review", starts_at=NOW, minutes=90)
    check = HealthCheck.objects.create(team=cast.team, opened_by=cast.coach)
    HealthVote.objects.create(check_of=check, person=cast.member, dimension="trust", colour="red")
    HealthResult.objects.create(check_of=check, dimension="trust", red=2)
    HealthAction.objects.create(check_of=check, text=SECRET, owner=cast.member, due_on=TODAY)
    Improvement.objects.create(
        team=cast.team, topic="time", text=SECRET, owner=cast.member, due_on=TODAY
    )
    Outcome.objects.create(
        key_result=cast.key_results[0], answer="change", note=SECRET, by=cast.member
    )
    ScoreBands.objects.create()
    HourlyRate.objects.create(amount=Decimal(61), currency="EUR", by=cast.administrator)
    asked = ScoreRound.objects.create(key_result=cast.key_results[0])
    PrivateScore.objects.create(round=asked, person=cast.member, score=Decimal("0.7"))
    Reflection.objects.create(
        team=cast.team, person=cast.member, text=SECRET, audience=Reflection.Audience.values[0]
    )
    Story.objects.create(theme=cast.theme, idea=SECRET, tried=SECRET, effect=SECRET, by=cast.member)
    practice = Practice.objects.create(
        team=cast.team,
        title=SECRET,
        owner=cast.sponsor,
        written_in="Handbook",
        since=STARTS_ON,
        look_again_on=TODAY + timedelta(days=90),
        created_by=cast.member,
    )
    PracticeCheck.objects.create(practice=practice, by=cast.sponsor, use="yes", effect=SECRET)
    mine = Membership.objects.get(person=cast.member)
    Continuation.objects.create(membership=mine, answer=Continuation.Answer.values[0])
    Farewell.objects.create(membership=mine, text="Thank you.", by=cast.integrator)
    pulse = Pulse.objects.create(
        cycle=cast.cycle, opens_at=NOW, closes_at=NOW + timedelta(days=10), items=current()
    )
    PulseInvitation.objects.create(pulse=pulse, person=cast.member, team=cast.team)
    PulseAnswer.objects.create(pulse=pulse, sealed=SECRET)
    PulseResult.objects.create(
        pulse=pulse,
        invited=1,
        answered=1,
        figures={"total": None, "teams": {}, "comments": None, "secret": SECRET},
    )
    PulseFollowUp.objects.create(
        pulse=pulse, text=SECRET, owner=cast.sponsor, due_on=TODAY, by=cast.sponsor
    )
