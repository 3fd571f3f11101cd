"""docs/roles.md: who opens which page, out of the rules of `access.py`, and who reads what."""

from dataclasses import dataclass, field
from typing import Any

from core.tenancy import tenant
from tests.walls.addresses import Address, addresses, inside
from tests.walls.world import (
    BEFORE,
    FEED,
    FOR_PROGRAM,
    FOR_TEAM,
    OWN_NOTE,
    PRIVATE_IMPEDIMENT,
    ROLES,
    World,
)

OUTSIDE = ("not signed in", "left the organisation", "another organisation")
"""Nobody of them opens anything inside an organisation."""

TEAM = ("team member", "speaks for a team", "leader in a team")
STEERING = ("facilitator", "integration team", "sponsor only")
MEMBERS = (*TEAM, "former member")


@dataclass(frozen=True)
class Trusted:
    """Texts that not everybody in the organisation reads, and who does.

    `every`: all of them in the theme. `team`: those of their team. `people`: those about people
    they lead. `own`: what they said themselves, or what is about them.
    """

    what: str
    texts: tuple[str, ...]
    every: tuple[str, ...] = ()
    team: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    nowhere: bool = field(default=False, kw_only=True)
    """No page of this world shows it, to whomever."""

    def mark(self, role: str) -> str:
        for mark in ("every", "team", "people", "own"):
            if role in getattr(self, mark):
                return {"every": "yes"}.get(mark, mark)
        return "no"

    def allows(self, role: str, *, first: bool) -> bool:
        """Whether somebody of a role, who is of the first team, reads one text.

        What is somebody's own is the member's in this world.
        """
        mark = self.mark(role)
        own = mark == "own" and role == "team member"
        return mark == "yes" or (first and (mark in {"team", "people"} or own))


def _of(model: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{model}.{name}" for name in names)


PROGRAM = (*TEAM, "coach", *STEERING)
WORKS = (*TEAM, "coach")
CHAT = "the theme's chat"
"""Whoever reads the chat that the integration team connected."""

TRUSTED = (
    Trusted(
        "why somebody offers to join",
        _of("teams.Offer", "motivation", "contribution", "learning"),
        every=("integration team",),
        own=("in no team", *MEMBERS),
    ),
    Trusted(
        "skills somebody brings",
        _of("teams.SkillBrought", "skill"),
        every=("integration team",),
        nowhere=True,
    ),
    Trusted(
        "hours of a member",
        ("hours of a member",),
        every=("integration team",),
        team=WORKS,
        people=("home leader", "home leader since then"),
        own=("former member",),
    ),
    Trusted("noted hours of a member", ("noted hours of a member",), own=MEMBERS),
    Trusted(
        "words about hours to a home leader",
        _of("teams.Commitment", "words"),
        every=("integration team",),
        people=("home leader",),
        own=MEMBERS,
    ),
    Trusted(
        "why a home leader refuses hours",
        _of("teams.LeaderAnswer", "reason", "covered"),
        every=("integration team",),
        people=("home leader",),
        own=MEMBERS,
    ),
    Trusted(BEFORE, (BEFORE,), every=("integration team",), own=MEMBERS),
    Trusted(
        "if, why and how somebody goes on",
        _of("reviews.Continuation", "why", "how"),
        every=("integration team",),
        team=("coach",),
        own=TEAM,
    ),
    Trusted("thanks to who leaves", _of("reviews.Farewell", "text"), own=MEMBERS),
    Trusted("a reflection for its writer", _of("reviews.Reflection", "text"), own=TEAM),
    Trusted(FEED, (FEED,), own=tuple(ROLES)),
    Trusted(FOR_TEAM, (FOR_TEAM,), team=TEAM),
    Trusted(FOR_PROGRAM, (FOR_PROGRAM,), every=PROGRAM),
    Trusted("comments of the pulse", ("reviews.PulseResult.comments",), every=PROGRAM),
    Trusted("what follows from the pulse", _of("reviews.PulseFollowUp", "text"), every=PROGRAM),
    Trusted("actions of a health check", _of("reviews.HealthAction", "text"), team=WORKS),
    Trusted(
        "what a team does differently",
        _of("reviews.Improvement", "text"),
        every=("facilitator", "integration team"),
        team=WORKS,
    ),
    Trusted(OWN_NOTE, (OWN_NOTE,), team=("coach",)),
    Trusted("a coach's shared note", _of("teams.CoachNote", "text"), team=WORKS),
    Trusted(
        "what worked for coaches",
        _of("teams.WhatWorked", "situation", "text"),
        every=("coach", "integration team", "other theme's integration team"),
    ),
    Trusted(
        "what questions the focus",
        _of("teams.FocusAnswer", "text"),
        every=("leader in a team", "sponsor only"),
    ),
    Trusted(
        "to-dos and conversations",
        _of("okrs.ToDo", "text", "questions", "notes", "insight"),
        team=WORKS,
    ),
    Trusted(
        "ideas, wordings and clusters of a workshop",
        (*_of("okrs.Idea", "text"), *_of("okrs.Wording", "text"), *_of("okrs.Cluster", "name")),
        every=("facilitator", "integration team"),
        team=WORKS,
    ),
    Trusted(
        "notes of a team meeting",
        (*_of("checkins.TeamMeeting", "notes"), *_of("checkins.ProgressLine", "text")),
        every=("integration team",),
        team=WORKS,
    ),
    Trusted("achievements", _of("checkins.Achievement", "text"), every=PROGRAM),
    Trusted(
        "impediments",
        _of("checkins.Impediment", "text", "blocks", "impact", "outcome"),
        every=STEERING,
        team=WORKS,
    ),
    Trusted(PRIVATE_IMPEDIMENT, (PRIVATE_IMPEDIMENT,), team=WORKS),
    Trusted(
        "answers to an ask",
        _of("checkins.Ask", "reason"),
        every=STEERING,
        team=WORKS,
        nowhere=True,
    ),
    Trusted(
        "minutes",
        (
            *_of("checkins.Minutes", "content", "markdown"),
            *_of("checkins.MinutesChange", "team_name", "old", "new"),
        ),
        every=(*PROGRAM, CHAT),
    ),
    Trusted(
        "where a team meets and writes",
        _of("teams.WorkingAgreement", "place", "channel"),
        team=WORKS,
    ),
    Trusted(
        "where all teams meet",
        (
            *_of("checkins.CheckIn", "place"),
            *_of("reviews.ClosingEvent", "place"),
            *_of("reviews.Review", "place"),
            *_of("teams.Session", "place"),
        ),
        every=(*PROGRAM, CHAT),
    ),
    Trusted(
        "what a theme's chat is told",
        (*_of("themes.ChatChannel", "masked"), *_of("themes.ChatPost", "title", "detail")),
        every=("integration team", "administrator"),
    ),
    Trusted("state of a mail", _of("nudges.Message", "reason"), every=("administrator",)),
    Trusted(
        "what failed in the background",
        _of("nudges.BackgroundFailure", "name", "error"),
        every=("administrator",),
    ),
    Trusted(
        "another address that waits",
        _of("orgs.AddressChange", "old_email", "new_email"),
        every=("administrator",),
        own=tuple(ROLES),
    ),
    Trusted("who answered a pulse", _of("reviews.Pulse", "who_answered"), nowhere=True),
    Trusted("subject of a mail", _of("nudges.Message", "subject"), nowhere=True),
    Trusted(
        "why mails come back",
        _of("nudges.ReturnedAddress", "detail"),
        every=("administrator",),
        own=MEMBERS,
    ),
    Trusted("the record", _of("orgs.AuditEvent", "label"), every=("administrator", "auditor")),
    Trusted("employee number", _of("orgs.Person", "employee_number"), every=("administrator",)),
    Trusted(
        "how the organisation signs in",
        _of("orgs.IdentityProvider", "issuer", "client_id", "problem_detail"),
        every=("administrator",),
    ),
    Trusted(
        "the client secret of sign-in",
        _of("orgs.IdentityProvider", "sealed_secret"),
        nowhere=True,
    ),
)

OPEN = {
    "checkins.Learning",
    "okrs.Initiative",
    "okrs.InitiativeReview",
    "okrs.KeyResult",
    "okrs.Measurement",
    "okrs.Objective",
    "okrs.SetComment",
    "okrs.SetVersion",
    "okrs.Step",
    "orgs.Division",
    "orgs.Level",
    "orgs.Site",
    "orgs.Person",
    "orgs.Term",
    "reviews.Outcome",
    "reviews.Practice",
    "reviews.PracticeCheck",
    "reviews.Score",
    "reviews.Story",
    "teams.Call",
    "teams.Session",
    "teams.Team",
    "teams.TeamConfirmation",
    "teams.WorkingAgreement",
    "themes.FocusArea",
    "themes.FocusAreaVersion",
    "themes.FocusVersion",
    "themes.MidTermGoal",
    "themes.PhaseChange",
    "themes.RoleChange",
    "themes.StrategicFocus",
    "themes.Theme",
    "themes.ThemeClosure",
}
"""Models whose other texts everybody in the organisation may read."""


def trust_of(kind: str) -> Trusted | None:
    return next((one for one in TRUSTED if kind in one.texts), None)


# The page

HEAD = """\
# Who opens and reads what

`bin/test tests/walls/test_roles.py --write-roles` makes this page; without that word it fails when
the page is out of date. The first table comes from the rules in each app's `access.py`, tried by
somebody of each role on every row of a theme with two teams. A new view has a line as soon as it
has an address.

*yes*: every row of the theme. *own*: some of them, such as those of one's own team, of people one
leads, or about oneself. *–*: none. Each role is somebody who has no other. A page that somebody
opens still shows only what the second table lets them read. Whoever is not signed in, has left the
organisation or belongs to another one opens none of these pages; whoever is in the organisation and
may not open one reads who can.

## Pages of an organisation

"""

WHAT = """
## What is trusted to some

Everything else that people write is read by everybody in the organisation. *team*: that of their
own team. *people*: that of people they lead. *own*: what they said themselves, or what is about
them. A word of its own stands in every text of the world that `tests/walls/test_roles.py` makes;
somebody of each role opens every page, file and calendar they may, and gets a mail with all that
is asked of them, those who read least also every part of a page and the answer to every form that
came empty: no word is found that is not theirs by this table. Streams carry
names and versions, never words.

Hours are read as sums by everybody. Votes of health checks, of confidence and of clusters, scores
given alone and answers of the pulse are on no page at all; what they come to is.

"""

LINKS = """
## Addresses outside an organisation

| Address | Who |
|---|---|
"""

WHO = {
    "home": "everybody",
    "healthz": "everybody",
    "readyz": "everybody",
    "appearance": "everybody",
    "demo_cast": "everybody, in the demo alone",
    "demo_sign_in": "everybody, in the demo alone",
    "sign_up": "everybody, where organisations may be founded",
    "organisation_found": "whoever is signed in, where organisations may be founded",
    "organisation_sign_in": "everybody",
    "invitation_join": "whoever holds the link and signs in with its address, until it is used",
    "invitation_link": "whoever holds the link of the mail, about that one invitation",
    "address_stop_link": "whoever holds the link of the mail, about that one change of address",
    "hours_link": "whoever holds the link of the mail, about that one request",
    "pulse_link": "whoever holds the link of the mail, until the pulse is answered or closed",
    "calendar_feed": "whoever holds the address, until another one is made",
    "mails_stop_link": "whoever holds the link of the mail: stops such mails, shows nothing",
    "mails_returned": "the mail service that knows the password",
    "account_login": "everybody",
    "account_signup": "everybody",
    "account_inactive": "everybody",
    "account_request_login_code": "everybody",
    "account_confirm_login_code": "whoever holds the code",
    "account_reset_password": "everybody",
    "account_reset_password_done": "everybody",
    "account_reset_password_from_key": "whoever holds the link of the mail",
    "account_reset_password_from_key_done": "everybody",
    "account_confirm_email": "whoever holds the link of the mail",
    "account_email_verification_sent": "everybody",
    "mfa_authenticate": "whoever has just given the first factor",
    "mfa_login_webauthn": "everybody",
    "openid_connect_login": "everybody",
    "openid_connect_callback": "whoever comes back from the identity provider",
}
ACCOUNT = ("account_", "mfa_", "usersessions_", "session_", "sessions_")
"""The rest of these is about one's own account."""


def page(world: World) -> str:
    return HEAD + _pages(world) + WHAT + _texts() + LINKS + _links()


def _pages(world: World) -> str:
    with tenant(world.cast.organisation):
        lines = [_page(world, address) for address in inside()]
    return _table(("Page", "Rule", *ROLES), lines)


def _page(world: World, address: Address) -> list[str]:
    rule = address.rule
    assert rule is not None, address.name
    subject = rule.subject()
    rows: list[tuple[Any, ...]] = [()]
    if subject is not None:
        rows = [(row,) for row in world.every(subject[1])]
    marks = [_mark([rule(world.people[role], *row) for row in rows]) for role in ROLES]
    return [f"`{address.name}`", f"`{rule.__name__}`", *marks]


def _mark(answers: list[bool]) -> str:
    if all(answers):
        return "yes"
    return "own" if any(answers) else "–"


def _texts() -> str:
    lines = [
        [one.what, *(one.mark(role).replace("no", "–") for role in (*ROLES, CHAT))]
        for one in TRUSTED
    ]
    return _table(("What", *ROLES, CHAT), lines)


def _links() -> str:
    found = {a.name: _who(a.name) for a in addresses() if not a.inside}
    return "".join(f"| `{name}` | {who} |\n" for name, who in found.items())


def _who(name: str) -> str:
    if name in WHO:
        return WHO[name]
    assert name.startswith(ACCOUNT), f"Say in tests/walls/roles.py who opens {name}."
    return "whoever is signed in, about their own account"


def _table(head: tuple[str, ...], lines: list[list[str]]) -> str:
    rows = [list(head), ["---"] * len(head), *lines]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)
