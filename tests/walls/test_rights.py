"""R5: what is trusted to some is read by them, and on no page by anybody else in the house."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from checkins.models import CheckIn, Impediment, Minutes, Slot, TeamMeeting
from core.tenancy import tenant
from nudges.models import Message
from okrs.initiatives.actions import initiative_save
from okrs.models import Idea, Initiative, ToDo, Workshop, WorkshopStep
from orgs.models import AuditEvent, Role
from reviews.models import Continuation, HourlyRate, Pulse, PulseResult, Reflection, Review, Story
from teams.models import (
    Coaching,
    CoachNote,
    Commitment,
    CommitmentChange,
    FocusAnswer,
    LeaderAnswer,
    Membership,
    Offer,
    Team,
    WhatWorked,
)
from teams.offers.actions import offer_clear
from tests.cast import ENDS_ON, ISTANBUL, STARTS_ON, Cast, join, make_person
from tests.teams.calling import move_to, next_call, put_up

NOW = datetime(2026, 5, 20, 9, 0, tzinfo=ISTANBUL)
# Emre is the member about whom and by whom most is said; Selin is a teammate, Jurgen a leader in
# the team, Priya in another team, Burak the home leader of the three. Gul has left the team.
WHO = [
    "administrator",
    "auditor",
    "sponsor",
    "integrator",
    "facilitator",
    "coach",
    "other_coach",
    "member",
    "representative",
    "leader_member",
    "other_member",
    "home_leader",
    "reader",
    "gone",
]
TEAM = "member representative leader_member"
PROGRAM = f"{TEAM} other_member coach other_coach integrator facilitator sponsor"
EVERYBODY = " ".join(WHO)

READ = {
    "B5 what questions the focus": ("Dealers want prices.", "sponsor leader_member"),
    "C4 an offer's words": ("Emre wants this.", "member"),
    "D8 who is placed": ("Zeytin", "integrator"),
    "E8 a home leader's reason": ("The line is short.", "member integrator home_leader"),
    "G2 an idea not shown yet": ("Nobody listens.", "member"),
    "M5 for me": ("I was afraid.", "member"),
    "M5 for my team": ("We quarrelled.", TEAM),
    "M5 for the program": ("Sales thinks in weeks.", PROGRAM),
    "M5 as a quote": ("Now I see the whole.", EVERYBODY),
    "N1 going on": ("I leave for my children.", "member integrator coach"),
    "N3 a comment of the pulse": ("Less hurry, please.", PROGRAM),
    "H3 to-dos beside hours": ("open to-dos and gives", f"{TEAM} coach"),
    "H6 notes of a conversation": ("I am paid late.", f"{TEAM} coach"),
    "J6 private impediment": ("Two do not talk.", f"{TEAM} coach"),
    "J3 impediment": ("No van.", f"{TEAM} coach integrator sponsor facilitator"),
    "L2 a coach's own note": ("They tire on Fridays.", "coach"),
    "L2 a note shared with the team": ("Begin with good news.", f"{TEAM} coach"),
    "L5 what worked": ("Two minutes of silence.", "coach other_coach integrator"),
    "K9 what stands in minutes": ("Selin is ill.", PROGRAM),
    "P3 what hours cost": ("each 61 EUR", "administrator sponsor integrator"),
    "T5 a mail": ("Please measure.", ""),
    "R8 the record": ("role of somebody", "administrator auditor"),
}
"""What is said: the words on the page, and who finds them on some page."""

OPEN = {
    "the focus": EVERYBODY,
    "what questions the focus": "sponsor leader_member",
    "the forming board": "integrator",
    "what changed on the board": "integrator",
    "suggested teams": "integrator",
    "who brings what": "integrator",
    "confirming the teams": "integrator",
    "next cycle's call": EVERYBODY,
    "one's own offer": EVERYBODY,
    "a candidate team": EVERYBODY,
    "a candidate team's people": EVERYBODY,
    "a team": EVERYBODY,
    "a team's people": EVERYBODY,
    "a team's to-dos": f"{TEAM} coach",
    "a team's conversations": f"{TEAM} coach",
    "an initiative": EVERYBODY,
    "leaving the team": "member integrator",
    "a member": EVERYBODY,
    "all hours": EVERYBODY,
    "a member's hours": "member integrator home_leader",
    "answering for hours": "home_leader",
    "one's people's time": EVERYBODY,
    "the review": EVERYBODY,
    "one's reflection": TEAM,
    "one's own scores": TEAM,
    "planning the end": "integrator",
    "the retrospective": f"{TEAM} coach integrator facilitator",
    "the report": PROGRAM,
    "a team's report": PROGRAM,
    "how the team is": f"{TEAM} coach",
    "what goes on": f"{TEAM} coach",
    "revealing scores": "coach integrator facilitator",
    "who goes on": "integrator coach other_coach",
    "going on": "member",
    "handing over": "member integrator coach",
    "what a program was worth": EVERYBODY,
    "what an hour costs": "administrator",
    "telling a story": PROGRAM,
    "another wording of a story": "member sponsor integrator",
    "the pulse": PROGRAM,
    "opening the pulse": "integrator",
    "the next cycle": "integrator",
    "closing": "integrator",
    "the definition workshop": f"{TEAM} coach integrator facilitator",
    "its board": f"{TEAM} coach integrator facilitator",
    "bringing its results": f"{TEAM} coach",
    "impediments": f"{TEAM} coach integrator sponsor",
    "an impediment": f"{TEAM} coach integrator sponsor",
    "a private impediment": f"{TEAM} coach",
    "a meeting": f"{TEAM} coach integrator",
    "the check-in room": PROGRAM,
    "minutes": PROGRAM,
    "minutes to take along": PROGRAM,
    "a team on stage": f"{TEAM} coach integrator facilitator",
    "one's asks": EVERYBODY,
    "coaching": "coach other_coach integrator",
    "a coach's notes": f"{TEAM} coach",
    "what worked": "coach other_coach integrator",
    "the theme": EVERYBODY,
    "the cycle": EVERYBODY,
    "my work": EVERYBODY,
    "the mails": "administrator",
    "the record": "administrator auditor",
}
"""Who opens which page; everybody else reads who can (403)."""


@pytest.mark.parametrize("who", WHO)
def test_everybody_opens_and_reads_what_is_theirs(stage: Cast, sign_in: Any, who: str) -> None:
    """R5, B5, C4, D8, E8, G2, H3, H6, J6, L2, L5, M5, N1, N3, P3, T5, R8: one row of the matrix."""
    with tenant(stage.organisation):
        people, paths = _trusted(stage)
    browser = sign_in(people[who])

    answers = {page: browser.get(stage.path(path)) for page, path in paths.items()}

    texts = {page: a.content.decode() for page, a in answers.items()}
    read = {what: [p for p in texts if words in texts[p]] for what, (words, _who) in READ.items()}
    assert {page: a.status_code for page, a in answers.items()} == {
        page: 200 if who in roles.split() else 403 for page, roles in OPEN.items()
    }
    assert {what: pages for what, pages in read.items() if pages}.keys() == {
        what for what, (_words, roles) in READ.items() if who in roles.split()
    }, read


def _trusted(stage: Cast) -> tuple[dict[str, Any], dict[str, str]]:
    """Cycle 1 in review and the teams of cycle 2 not confirmed, with all that could leak."""
    people = {
        name: getattr(stage, name, None) or _newcomer(stage, name) for name in (*WHO, "newcomer")
    }
    Role.objects.create(person=people["auditor"], kind=Role.Kind.AUDITOR)
    Coaching.objects.create(team=stage.other_team, coach=people["other_coach"], since=STARTS_ON)
    gone = join(stage, people["gone"], stage.team, "2")
    Membership.objects.filter(pk=gone.pk).update(left_on=STARTS_ON)
    offer_clear(gone.acceptance.offer, Offer.State.WITHDRAWN)
    call = next_call(stage)
    candidate = Team.objects.create(
        cycle=call.cycle,
        focus_area=stage.areas[0],
        number=1,
        name="Capabilities",
        previous=stage.team,
    )
    for person in (stage.member, people["newcomer"]):
        put_up(call, person, stage.areas[0])
    Offer.objects.filter(call=call).update(placed_in=candidate, placed_by=stage.integrator)
    move_to(stage.cycle, "reviewing")
    mine = Membership.objects.get(person=stage.member)
    _say(stage, mine)
    return people, _paths(stage, mine, candidate)


def _newcomer(stage: Cast, name: str) -> Any:
    return make_person(
        stage.organisation,
        name,
        "Zeytin" if name == "newcomer" else "Novak",
        division=stage.divisions["IT"],
        level=stage.levels["specialist"],
    )


def _say(stage: Cast, mine: Membership) -> None:
    words = {what: said for what, (said, _readers) in READ.items()}
    Commitment.objects.filter(membership=mine).update(state="declined", agreed_hours=None)
    answer = LeaderAnswer.objects.create(
        commitment=mine.commitment,
        leader=stage.home_leader,
        answer="not_now",
        via="screen",
        hours_asked=Decimal(4),
        reason=words["E8 a home leader's reason"],
        ask_again_on=ENDS_ON,
    )
    CommitmentChange.objects.create(
        commitment=mine.commitment,
        left="asked",
        entered="declined",
        by=stage.home_leader,
        leader=stage.home_leader,
        answer=answer,
        hours=Decimal(4),
    )
    for person, audience, what in (
        (stage.member, "me", "M5 for me"),
        (stage.waiting_member, "team", "M5 for my team"),
        (stage.leader_member, "program", "M5 for the program"),
        (stage.representative, "quote", "M5 as a quote"),
    ):
        Reflection.objects.create(
            team=stage.team,
            person=person,
            audience=audience,
            text=words[what],
            account=person.account,
        )
    Review.objects.create(
        cycle=stage.cycle,
        starts_at=NOW + timedelta(days=3),
        answers_until=ENDS_ON,
        opened_by=stage.integrator,
    )
    Continuation.objects.create(membership=mine, answer="leave", why=words["N1 going on"])
    pulse = Pulse.objects.create(
        cycle=stage.cycle, opens_at=NOW, closes_at=NOW + timedelta(days=4), items=["keep.1"]
    )
    figures = {
        "total": {"answers": 10, "items": {}, "recommend": {"enps": "0.0"}},
        "teams": {},
        "comments": {"keep.1": [words["N3 a comment of the pulse"]]},
    }
    PulseResult.objects.create(pulse=pulse, invited=10, answered=10, figures=figures)
    Story.objects.create(
        theme=stage.theme, idea="Ride", tried="A day", effect="Rest", by=stage.member
    )
    HourlyRate.objects.create(amount=Decimal(61), currency="EUR", by=stage.administrator)
    FocusAnswer.objects.create(
        theme=stage.theme,
        person=stage.leader_member,
        month=NOW.date().replace(day=1),
        text=words["B5 what questions the focus"],
    )
    initiative_save(
        team=stage.team,
        by=stage.member,
        title="Radio",
        because="They listen.",
        key_results=stage.key_results,
    )
    for number in range(5):
        ToDo.objects.create(
            team=stage.team, text=f"Film {number}", owner=stage.leader_member, due_on=ENDS_ON
        )
    ToDo.objects.create(
        team=stage.team,
        kind="research",
        text="A dealer",
        owner=stage.member,
        due_on=ENDS_ON,
        notes=words["H6 notes of a conversation"],
    )
    told = {"team": stage.team, "by": stage.member, "owner": stage.member}
    Impediment.objects.create(**told, text=words["J6 private impediment"], private=True)
    Impediment.objects.create(**told, text=words["J3 impediment"])
    for what, shared in (
        ("L2 a coach's own note", False),
        ("L2 a note shared with the team", True),
    ):
        CoachNote.objects.create(
            team=stage.team,
            by=stage.coach,
            text=words[what],
            shared=shared,
            account=stage.coach.account,
        )
    WhatWorked.objects.create(by=stage.coach, situation="Quarrels", text=words["L5 what worked"])
    TeamMeeting.objects.create(team=stage.team, starts_at=NOW)
    workshop = Workshop.objects.create(
        team=stage.team, facilitator=stage.representative, started_at=NOW, ends_at=NOW
    )
    WorkshopStep.objects.create(
        workshop=workshop, kind="problems", position=1, minutes=25, state="running"
    )
    Idea.objects.create(
        workshop=workshop, kind="problems", by=stage.member, text=words["G2 an idea not shown yet"]
    )
    check_in = CheckIn.objects.create(
        cycle=stage.cycle,
        number=1,
        starts_at=NOW + timedelta(days=1),
        facilitator=stage.facilitator,
    )
    Slot.objects.create(check_in=check_in, team=stage.team, position=1)
    held = CheckIn.objects.create(
        cycle=stage.cycle,
        number=2,
        state="held",
        starts_at=NOW,
        started_at=NOW,
        ends_at=NOW,
        ended_at=NOW,
    )
    said = words["K9 what stands in minutes"]
    content = {"teams": [], "decisions": [said]}
    Minutes.objects.create(check_in=held, content=content, markdown=said, by=stage.facilitator)
    Message.objects.create(
        person=stage.member, dedupe_key="rights", due_at=NOW, subject=words["T5 a mail"]
    )
    AuditEvent.objects.create(verb="role.give", about="orgs.role:1", label=words["R8 the record"])


def _paths(stage: Cast, mine: Membership, candidate: Team) -> dict[str, str]:
    cycle, forming = f"cycles/{stage.cycle.pk}/", f"cycles/{candidate.cycle_id}/forming/"
    team, member = f"teams/{stage.team.pk}/", f"memberships/{mine.pk}/"
    call, hours = f"calls/{candidate.cycle.calls.get().pk}/", f"commitments/{mine.commitment.pk}/"
    check_in = CheckIn.objects.get(number=1)
    minutes = f"check-ins/{CheckIn.objects.get(number=2).pk}/minutes"
    return {
        "the focus": f"themes/{stage.theme.pk}/focus/",
        "what questions the focus": f"themes/{stage.theme.pk}/focus/answers/",
        "the forming board": forming,
        "what changed on the board": f"{forming}changes/",
        "suggested teams": f"{forming}suggest/",
        "who brings what": f"teams/{candidate.pk}/skills/",
        "confirming the teams": f"{forming}confirm/",
        "next cycle's call": call,
        "one's own offer": f"{call}offer/",
        "a candidate team": f"teams/{candidate.pk}/",
        "a candidate team's people": f"teams/{candidate.pk}/people/",
        "a team": team,
        "a team's people": f"{team}people/",
        "a team's to-dos": f"{team}to-dos/",
        "a team's conversations": f"{team}research/",
        "an initiative": f"initiatives/{Initiative.objects.get().pk}/",
        "leaving the team": f"{member}leave/",
        "a member": f"people/{stage.member.pk}/",
        "all hours": f"{cycle}hours/",
        "a member's hours": hours,
        "answering for hours": f"{hours}answer/",
        "one's people's time": "approvals/",
        "the review": f"{cycle}review/",
        "one's reflection": f"{team}reflection/",
        "one's own scores": f"{team}scores/",
        "planning the end": f"{cycle}events/",
        "the retrospective": f"{team}retrospective/",
        "the report": f"{cycle}report/",
        "a team's report": f"{team}report.md",
        "how the team is": f"{team}health/",
        "what goes on": f"{team}outcomes/",
        "revealing scores": f"{team}scores/reveal/",
        "who goes on": f"{cycle}going-on/",
        "going on": f"{member}going-on/",
        "handing over": f"{member}hand-over/",
        "what a program was worth": f"themes/{stage.theme.pk}/worth/",
        "what an hour costs": "settings/costs/",
        "telling a story": f"themes/{stage.theme.pk}/stories/add/",
        "another wording of a story": f"stories/{Story.objects.get().pk}/",
        "the pulse": f"{cycle}pulse/",
        "opening the pulse": f"{cycle}pulse/open/",
        "the next cycle": f"{cycle}next/",
        "closing": f"{cycle}close/",
        "the definition workshop": f"workshops/{Workshop.objects.get().pk}/",
        "its board": f"workshops/{Workshop.objects.get().pk}/board/",
        "bringing its results": f"{team}workshop/results/",
        "impediments": f"{team}impediments/",
        "an impediment": f"impediments/{Impediment.objects.get(private=False).pk}/",
        "a private impediment": f"impediments/{Impediment.objects.get(private=True).pk}/",
        "a meeting": f"meetings/{TeamMeeting.objects.get().pk}/",
        "the check-in room": f"check-ins/{check_in.pk}/",
        "minutes": f"{minutes}/",
        "minutes to take along": f"{minutes}.md",
        "a team on stage": f"slots/{check_in.slots.get().pk}/",
        "one's asks": "asks/",
        "coaching": "coaching/",
        "a coach's notes": f"{team}coach-notes/",
        "what worked": "coaching/what-worked/",
        "the theme": f"themes/{stage.theme.pk}/",
        "the cycle": cycle,
        "my work": "",
        "the mails": "messages/",
        "the record": "settings/audit/",
    }
