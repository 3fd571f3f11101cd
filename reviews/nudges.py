"""What the end asks of people: whether they go on, and who goes on with what they began."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.days import end_of_day
from core.http import href
from nudges.registry import DAY, LATE, OPEN, Due, Nudge
from okrs.models import KeyResult
from orgs.audit.log import key
from orgs.closed_days import today_here, zone
from orgs.models import Person
from reviews.handovers.actions import Owned, gone, owned_by
from reviews.health_checks import queries as health
from reviews.models import Farewell, Practice
from reviews.retrospectives.nudges import improvements_due
from reviews.scoring.rounds import scoring
from teams.models import Coaching, Membership, Team
from themes.models import Cycle, ThemeRole

WEEK = timedelta(weeks=1)


def going_on(now: datetime, person: Person | None) -> Iterator[Due]:
    """Every current member of a cycle in review who has not answered yet."""
    members = Membership.objects.current().filter(
        team__cycle__phase=Cycle.Phase.REVIEWING, continuation=None
    )
    if person is not None:
        members = members.filter(person=person)
    for member in members.select_related("team__cycle__review", "team__cycle__theme"):
        cycle = member.team.cycle
        yield Due(
            person_id=member.person_id,
            about=key(member),
            title=_("Would you like to go on in cycle %(number)s?") % {"number": cycle.number + 1},
            url=href("reviews:continuation_edit", membership=member.pk),
            due_at=end_of_day(cycle.review.answers_until, zone()),
            action=_("Answer"),
            context=[str(cycle.theme), _("three questions, by name")],
            minutes=2,
        )


def handing_over(now: datetime, person: Person | None) -> Iterator[Due]:
    """What leavers still own: asked of themselves, of the team's coach and the integration team."""
    rows = gone().exclude(team__cycle__phase=Cycle.Phase.CLOSED)
    if person is not None:
        coached = Q(team__coachings__coach=person, team__coachings__until=None)
        kind = ThemeRole.Kind.INTEGRATION
        steered = ThemeRole.objects.filter(
            person=person, kind=kind, theme=OuterRef("team__cycle__theme")
        )
        rows = rows.filter(Q(person=person) | coached | Exists(steered)).distinct()
    owned = [one for one in owned_by(rows) if one]
    helpers = _helpers([one.membership.team for one in owned]) if owned else {}
    for one in owned:
        member = one.membership
        own = {member.person_id} if member.person.active else set()
        for asked in own | helpers.get(member.team_id, set()):
            if person is None or person.pk == asked:
                yield _successor(one, asked)


def thanked(now: datetime, person: Person | None) -> Iterator[Due]:
    """Who leaves reads the word of thanks they were written."""
    rows = Farewell.objects.filter(
        Q(account=None) | Q(account=F("membership__person__account")),
        at__gt=now - FAREWELL_STANDS,
    )
    if person is not None:
        rows = rows.filter(membership__person=person)
    for row in rows.select_related("membership__team__cycle__theme", "by"):
        yield Due(
            person_id=row.membership.person_id,
            about=f"{key(row)}/{row.at:%Y%m%d%H%M%S}",
            title=_("Thank you, from %(theme)s") % {"theme": row.membership.team.cycle.theme},
            url=href("reviews:review_detail", cycle=row.membership.team.cycle_id),
            due_at=row.at + FAREWELL_STANDS,
            action=_("See what the cycle brought"),
            context=[row.text, str(row.by)],
            minutes=1,
            asks=False,
            why=_("You get this mail because you gave your time to a theme. Nothing is asked."),
        )


def taking_along(now: datetime, person: Person | None) -> Iterator[Due]:
    """Who speaks for a team that continues one: before the set is agreed, what goes on with it?"""
    carried = KeyResult.objects.filter(objective__okr_set__team=OuterRef("team"))
    speakers = Membership.objects.current().filter(
        ~Exists(carried),
        speaks=True,
        team__cycle__phase=Cycle.Phase.PREPARING,
        team__previous__isnull=False,
    )
    if person is not None:
        speakers = speakers.filter(person=person)
    for member in speakers.select_related("team__cycle"):
        yield Due(
            person_id=member.person_id,
            about=f"{key(member.team)}/take-along",
            title=_("What does the team take along from the last cycle?"),
            url=href("reviews:team_take_along", team=member.team_id),
            due_at=end_of_day(member.team.cycle.starts_on, zone()),
            action=_("Choose"),
            context=[member.team.name, _("key results, initiatives, impediments, routines")],
            minutes=3,
        )


def looking_again(now: datetime, person: Person | None) -> Iterator[Due]:
    """Three months later whoever looks after a practice says whether it lives (M7, P2)."""
    rows = Practice.objects.filter(look_again_on__lte=today_here(now), owner__left_on=None)
    if person is not None:
        rows = rows.filter(owner=person)
    for practice in rows.select_related("team").prefetch_related("checks"):
        if practice.waits(today_here(now)):
            yield Due(
                person_id=practice.owner_id,
                about=f"{key(practice)}/{practice.look_again_on:%Y-%m-%d}",
                title=_("Is this practice in use? %(practice)s") % {"practice": practice},
                url=href("reviews:practice_detail", practice=practice.pk),
                due_at=end_of_day(practice.look_again_on + WEEK, zone()),
                action=_("Say how it is"),
                context=[practice.team.name, practice.written_in],
                minutes=2,
            )


def _helpers(teams: list[Team]) -> dict[int, set[int]]:
    """By team: its coach and the integration team of its theme."""
    found: dict[int, set[int]] = defaultdict(set)
    coaches = Coaching.objects.filter(team__in=teams, until=None, coach__left_on=None)
    for team, coach in coaches.values_list("team", "coach"):
        found[team].add(coach)
    steering = Team.objects.filter(
        pk__in=[team.pk for team in teams],
        cycle__theme__roles__kind=ThemeRole.Kind.INTEGRATION,
        cycle__theme__roles__person__left_on=None,
    )
    for team, integrator in steering.values_list("pk", "cycle__theme__roles__person"):
        found[team].add(integrator)
    return found


def _successor(owned: Owned, asked: int) -> Due:
    member = owned.membership
    left_on = member.ended_on or member.team.cycle.ends_on
    title = (
        _("Who goes on with what you look after?")
        if asked == member.person_id
        else _("Who goes on with what %(name)s looked after?") % {"name": member.person}
    )
    things = ngettext("%(n)s thing to hand over", "%(n)s things to hand over", len(owned.keys))
    return Due(
        person_id=asked,
        about=f"{key(member)}/hand-over",
        title=title,
        url=href("reviews:hand_over", membership=member.pk),
        due_at=end_of_day(left_on + WEEK, zone()),
        action=_("Hand over"),
        context=[member.team.name, things % {"n": len(owned.keys)}],
        minutes=5,
    )


FAREWELL_STANDS = timedelta(days=14)

NUDGES = [
    Nudge(
        "reviews.going_on",
        "hand",
        going_on,
        moments=(OPEN, DAY, LATE),
        must_ask=True,
        name=gettext_lazy("Say whether you go on"),
        serves="N1",
        who="members of a cycle in review",
        when="the review opens; due on the last day to answer",
        ends="their own answer",
        only=(Cycle.Phase.REVIEWING,),
    ),
    Nudge(
        "reviews.score",
        "flag",
        scoring,
        moments=(OPEN, DAY),
        name=gettext_lazy("Score your key results"),
        serves="M3",
        who="members who have scored none",
        when="the review opens; due a day before the talk",
        late="nobody: nobody sees who has scored",
        ends="they score, or the scores are revealed",
        only=(Cycle.Phase.REVIEWING,),
    ),
    Nudge(
        "reviews.health_check",
        "hand",
        health.asked,
        name=gettext_lazy("Say how your team is"),
        serves="L3",
        who="members who have not voted",
        when="a health check opens; due a week later",
        late="nobody: nobody sees who has voted",
        ends="they vote, or it closes",
        only=("reviews.health_checks",),
    ),
    Nudge(
        "reviews.health_open",
        "people",
        health.to_open,
        name=gettext_lazy("Ask your team how it is"),
        serves="L3",
        who="the team’s coach, or who speaks for it where it has none",
        when="half-way through a cycle in which nobody has asked; due two weeks later",
        ends="a health check is open, or the cycle is in review",
        only=("teams.teams",),
    ),
    Nudge(
        "reviews.health_action",
        "check",
        health.actions_due,
        moments=(OPEN, DAY, LATE),
        name=gettext_lazy("Actions of a health check"),
        serves="L3",
        who="whoever looks after it",
        when="two days before the day",
        ends="it is done, the cycle is closed, or four weeks have passed",
        only=("reviews.health_actions",),
    ),
    Nudge(
        "reviews.improvement",
        "check",
        improvements_due,
        moments=(OPEN, DAY, LATE),
        name=gettext_lazy("What your team does differently"),
        serves="M8",
        who="whoever looks after it",
        when="two days before the day",
        ends="it is done, or four weeks have passed: the next retrospective opens with it",
        only=("reviews.improvements",),
    ),
    Nudge(
        "reviews.hand_over",
        "people",
        handing_over,
        name=gettext_lazy("Hand over what is looked after"),
        serves="O2",
        who="who leaves, the coach and the integration team",
        when="somebody leaves and still owns something; due within a week",
        ends="nothing is left to hand over",
        only=("reviews.leavers",),
    ),
    Nudge(
        "reviews.farewell",
        "sun",
        thanked,
        moments=(OPEN,),
        name=gettext_lazy("A word of thanks to who leaves"),
        serves="O2",
        who="who leaves",
        when="somebody thanks them",
        late="nobody",
        ends="some days have passed",
        only=("reviews.farewells",),
    ),
    Nudge(
        "reviews.take_along",
        "orbit",
        taking_along,
        name=gettext_lazy("Take along what goes on"),
        serves="O1",
        who="who speaks for a team that continues one",
        when="the teams are confirmed; due when the cycle starts",
        ends="something is taken along, or the cycle starts",
        only=(Cycle.Phase.PREPARING,),
    ),
    Nudge(
        "reviews.look_again",
        "sun",
        looking_again,
        name=gettext_lazy("Is a practice in use?"),
        serves="M7 P2",
        who="whoever looks after it",
        when="three months after it was adopted; due a week later",
        ends="they say how it is",
        only=("reviews.practices",),
    ),
]
