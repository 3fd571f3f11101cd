"""What is asked of people about hours: of members, home leaders, sponsors, administrators."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Max, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.days import morning_of
from core.formatting import away, spoken_date
from core.formatting import hours as in_hours
from core.http import href
from nudges.registry import OPEN, Due, Nudge
from orgs import links
from orgs.audit.log import key, row_id
from orgs.closed_days import answer_due, countries_of, today_here, zone
from orgs.models import Person, Role
from teams.at_hand import hours
from teams.hours.approvals import HoursRequest, requests_of
from teams.hours.panels import about, commit_panels
from teams.models import Commitment, HoursRules, LeaderAnswer, Team, Thanks
from themes.models import ThemeRole

State = Commitment.State
DAYS_TO_COMMIT, DAYS_TO_HELP = 3, 5  # working days
LINK_WORKS = timedelta(days=30)
ANSWER_STANDS, THANKS_STAND = timedelta(days=5), timedelta(days=14)
LEADER = "membership__person__leader"


def commit_hours(now: datetime, person: Person | None) -> Iterable[Due]:
    """Members whose hours are proposed, or whose leader wanted to be asked again by now."""
    last = LeaderAnswer.objects.filter(commitment=OuterRef("pk")).order_by("-id")
    rows = Commitment.objects.current().whole()
    rows = rows.annotate(again_on=Subquery(last.values("ask_again_on")[:1]))
    wanted = Q(state=State.PROPOSED) | Q(state=State.DECLINED, again_on__lte=today_here(now))
    return [_commit(row) for row in of("membership__person", person, rows.filter(wanted))]


def decide_hours(now: datetime, person: Person | None) -> Iterable[Due]:
    """Home leaders who are asked about hours, by today's roster; reminded once (E5)."""
    asked = requests_of(of(LEADER, person, Commitment.objects.current().filter(state=State.ASKED)))
    days = HoursRules.current().remind_after if asked else 0
    return [_decide(request, days) for request in asked]


def unanswered_hours(now: datetime, person: Person | None) -> Iterator[Due]:
    """Sponsors, when a home leader has answered neither the request nor the reminder (E5)."""
    rows = list(_waiting_since(now - timedelta(days=2), person))
    if not rows:
        return
    rules, sponsors = HoursRules.current(), _sponsors(rows)
    for row in rows:
        leader = row.person.leader
        told_at = answer_due(
            row.asked_at, rules.remind_after + rules.tell_after, countries_of(leader)
        )
        if told_at <= now:
            told = sponsors[row.membership.team.cycle.theme_id] - {leader.pk}
            yield from (
                _unanswered(row, pk, told_at) for pk in told if person is None or pk == person.pk
            )


def hours_answered(now: datetime, person: Person | None) -> Iterable[Due]:
    """Members whose leader agreed to other hours or said not now; they read it in their own time.

    The reason is not here: a mail is read over shoulders (E8).
    """
    rows = Commitment.objects.current().whole().filter(state__in=[State.CHANGED, State.DECLINED])
    rows = rows.annotate(answered_at=Max("answers__at")).select_related("leader")
    fresh = rows.filter(answered_at__gte=now - ANSWER_STANDS)
    return [_answered(row) for row in of("membership__person", person, fresh)]


def name_leader(now: datetime, person: Person | None) -> Iterator[Due]:
    """Administrators, when hours wait for a home leader whom the roster does not name."""
    held = Role.objects.filter(kind=Role.Kind.ADMINISTRATOR, person__left_on=None)
    asked = list(held.filter(**({} if person is None else {"person": person})))
    if not asked:
        return
    rows = Commitment.objects.current().whole().filter(state=State.COMMITTED, leader=None)
    for row in rows.annotate(since=Max("changes__at")):
        yield from (_name(row, role.person_id) for role in asked)


def thanked(now: datetime, person: Person | None) -> Iterable[Due]:
    """Home leaders whom a sponsor thanks for the people they lend (E7)."""
    rows = Thanks.objects.filter(read_at=None, at__gte=now - THANKS_STAND).select_related(
        "by", "cycle__theme"
    )
    return [_thanked(row) for row in of("leader", person, rows)]


def thanks_panels(rows: list[Due], person: Person) -> dict[str, dict[str, Any]]:
    """The button that puts the thank-you away."""
    return {row.about: {"thanks": row_id(row.about)} for row in rows}


def of(path: str, person: Person | None, rows: Any) -> Any:
    """Only what is asked of one person, or of everybody who is still here."""
    if person is not None:
        return rows.filter(**{path: person})
    return rows.filter(**{f"{path}__isnull": False, f"{path}__left_on": None})


def _waiting_since(moment: datetime, person: Person | None) -> Any:
    rows = Commitment.objects.current().whole().filter(state=State.ASKED, asked_at__lt=moment)
    rows = rows.filter(**{f"{LEADER}__isnull": False, f"{LEADER}__left_on": None})
    if person is None:
        return rows
    theme = "membership__team__cycle__theme"
    roles = ThemeRole.objects.filter(person=person, kind=ThemeRole.Kind.SPONSOR)
    return rows.filter(
        Q(**{f"{theme}__sponsor": person}) | Q(**{f"{theme}__in": roles.values("theme")})
    )


def _sponsors(rows: Iterable[Commitment]) -> dict[int, set[int]]:
    """The sponsors of each theme, by their numbers."""
    found: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        theme = row.membership.team.cycle.theme
        found[theme.pk].add(theme.sponsor_id)
    roles = ThemeRole.objects.filter(theme__in=list(found), kind=ThemeRole.Kind.SPONSOR)
    for theme_id, person_id in roles.values_list("theme", "person"):
        found[theme_id].add(person_id)
    return found


def _commit(row: Commitment) -> Due:
    membership, hours = row.membership, {"hours": in_hours(row.hours)}
    again = row.state == State.DECLINED
    title = (
        _("Your leader wanted to be asked again. Do you still want to give %(hours)s a week?")
        if again
        else _("You give %(hours)s a week. Is that still right?")
    )
    since = row.again_on if again else membership.joined_on  # type: ignore[attr-defined]
    return Due(
        person_id=membership.person_id,
        about=about(row),
        title=title % hours,
        url=href("teams:hours_detail", commitment=row.pk),
        due_at=answer_due(morning_of(since, zone()), DAYS_TO_COMMIT, countries_of(row.person)),
        action=_("Say your hours"),
        context=[_for(membership.team), _("asked once in every cycle")],
    )


def _decide(request: HoursRequest, days: int) -> Due:
    row, leader = request.commitment, request.person.leader
    if leader is None or row.asked_at is None:
        raise ValueError("Only open requests to a home leader are decided.")
    until = row.asked_at + LINK_WORKS
    token = links.token("teams.hours", person=leader, row=row, until=until, turn=row.requests)
    before = in_hours(row.agreed_hours or Decimal(0))
    figures = {"person": row.person, "hours": in_hours(row.hours), "before": before}
    return Due(
        person_id=leader.pk,
        about=about(row),
        title=_asked(row) % figures,
        url=f"{href('teams:approval_list')}#request-{row.pk}",
        mail_url=reverse("hours_link", kwargs={"token": token}),
        due_at=answer_due(row.asked_at, days, countries_of(leader)),
        action=_("Decide"),
        context=[_for(row.membership.team), _("asked %(away)s") % {"away": away(row.asked_at)}],
        details=_details(request),
        minutes=2,
    )


def _asked(row: Commitment) -> str:
    if row.looked_at:
        return _("%(person)s gives %(hours)s a week. You lead them now: does it fit?")
    if row.agreed_hours:
        return _("%(person)s asks for %(hours)s a week instead of %(before)s. Is there room?")
    return _("%(person)s offers %(hours)s a week. Does their week have room?")


def _details(request: HoursRequest) -> list[str]:
    """What the mail says beside the question (E3): for what, and what it means for the team."""
    cycle, row = request.cycle, request.commitment
    figures = {
        "theme": cycle.theme,
        "team": row.membership.team,
        "person": request.person,
        "from": spoken_date(cycle.starts_on),
        "to": spoken_date(cycle.ends_on),
    }
    lines = [
        _("For “%(theme)s”, in the team “%(team)s”, from %(from)s to %(to)s.") % figures,
        _(
            "%(person)s put up their own hand. You are asked for your information and agreement: "
            "agree, agree with other hours, or not now. It takes two taps and no signing in."
        )
        % figures,
        " ".join(request.room),
        request.warning,
        f"“{row.current_words}”" if row.current_words else "",
    ]
    return [line for line in lines if line]


def _unanswered(row: Commitment, sponsor_id: int, told_at: datetime) -> Due:
    team = row.membership.team
    figures = {"person": row.person, "leader": row.person.leader}
    return Due(
        person_id=sponsor_id,
        about=about(row),
        title=_("The hours of %(person)s wait for %(leader)s. Can you help?") % figures,
        url=href("teams:hours_list", cycle=team.cycle_id),
        due_at=answer_due(told_at, DAYS_TO_HELP),
        opens_at=told_at,
        action=_("See the hours"),
        context=[str(team.cycle.theme), _("asked %(away)s") % {"away": away(row.asked_at)}],
        details=[
            _("%(leader)s got the request and one reminder. A word from you may be all it takes.")
            % figures
        ],
        minutes=5,
    )


def _answered(row: Any) -> Due:
    words = (
        _("%(leader)s agrees to %(agreed)s a week instead of %(hours)s.")
        if row.agreed_hours
        else _("%(leader)s says: not now, about your %(hours)s a week.")
    )
    agreed = in_hours(row.agreed_hours or Decimal(0))
    return Due(
        person_id=row.membership.person_id,
        about=about(row),
        title=words % {"leader": row.leader, "agreed": agreed, "hours": in_hours(row.hours)},
        url=href("teams:hours_detail", commitment=row.pk),
        due_at=row.answered_at + ANSWER_STANDS,
        action=_("Read the answer"),
        context=[_for(row.membership.team)],
        asks=False,
    )


def _name(row: Any, administrator_id: int) -> Due:
    person = row.person
    words = (
        _("Who leads %(person)s now? %(leader)s has left.")
        if person.leader
        else _("Who leads %(person)s? The roster names nobody.")
    )
    return Due(
        person_id=administrator_id,
        about=about(row),
        title=words % {"person": person, "leader": person.leader},
        url=href("orgs:person_edit", person=person.pk),
        due_at=answer_due(row.since or timezone.now(), DAYS_TO_HELP),
        action=_("Enter their home leader"),
        context=[_for(row.membership.team), _("their hours wait for an answer")],
        minutes=2,
    )


def _thanked(row: Thanks) -> Due:
    return Due(
        person_id=row.leader_id,
        about=key(row),
        title=_("%(sponsor)s thanks you for the people you lend to “%(theme)s”.")
        % {"sponsor": row.by, "theme": row.cycle.theme},
        url=f"{href('teams:approval_list')}#thanks",
        due_at=row.at + THANKS_STAND,
        action=_("See whom you lend"),
        context=[str(row.cycle), _("nothing to do")],
        why=_("You get this mail because you lend people to a theme. Nothing is asked of you."),
        asks=False,
    )


def _for(team: Team) -> str:
    return _("%(team)s, until %(date)s") % {
        "team": team.name,
        "date": spoken_date(team.cycle.ends_on),
    }


HOURS: list[Nudge] = [
    Nudge(
        kind="teams.commit_hours",
        icon="clock",
        rows=commit_hours,
        template="teams/hours/_nudge_commit.html",
        panels=commit_panels,
        must_ask=True,
        name=gettext_lazy("Say your hours"),
        serves="E1 O3",
        who="members whose hours are proposed",
        when="they join, or their leader wanted to be asked again; due in three working days",
        ends="their hours are said",
        only=hours(State.PROPOSED, State.DECLINED),
    ),
    Nudge(
        "teams.decide_hours",
        "check",
        decide_hours,
        late_after=timedelta(0),
        urgent=True,
        must_ask=True,
        name=gettext_lazy("Decide about somebody’s hours"),
        serves="E2 E3 E5",
        who="the home leader, by today’s roster",
        when="at once; due in five working days of the leader’s country (a setting)",
        late="the sponsors, by “Hours that wait for an answer”",
        ends="their answer, also “not now”",
        only=hours(State.ASKED),
    ),
    Nudge(
        "teams.unanswered_hours",
        "clock",
        unanswered_hours,
        name=gettext_lazy("Hours that wait for an answer"),
        serves="E5 T4",
        who="the sponsors of the theme, except about hours they decide themselves",
        when="five working days (a setting) after the home leader was reminded once",
        ends="the home leader answers",
        only=hours(State.ASKED),
    ),
    Nudge(
        "teams.hours_answered",
        "chat",
        hours_answered,
        moments=(OPEN,),
        name=gettext_lazy("Your leader’s answer about your hours"),
        serves="E4 E8",
        who="the member",
        when="their leader agrees to other hours or says not now",
        late="nobody",
        ends="five days have passed; the reason is on their own page alone",
        only=hours(State.CHANGED, State.DECLINED),
    ),
    Nudge(
        "teams.name_leader",
        "people",
        name_leader,
        name=gettext_lazy("Enter a missing home leader"),
        serves="E4 U3",
        who="administrators",
        when="hours wait and the roster names no leader who is here; due in five working days",
        ends="the roster names one",
        only=hours("committed"),
    ),
    Nudge(
        kind="teams.thanked",
        icon="sun",
        rows=thanked,
        moments=(OPEN,),
        template="teams/lending/_nudge.html",
        panels=thanks_panels,
        name=gettext_lazy("Thanks for the people you lend"),
        serves="E7",
        who="home leaders",
        when="a sponsor thanks them",
        late="nobody",
        ends="they have read it",
        only=("teams.thanks",),
    ),
]
