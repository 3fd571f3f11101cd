"""What this app asks of people. `rows(now, person)` is one set-based query each."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nudges.registry import Due, Nudge
from orgs import links
from orgs.audit import key
from orgs.http import href
from orgs.models import Person
from orgs.templatetags.look import away, spoken_date
from orgs.templatetags.look import hours as in_hours
from teams.forming_nudges import FORMING
from teams.forms.hours import CommitForm
from teams.models import AgreementConfirmation, Commitment, LeaderAnswer, Membership, Team
from teams.time_given import given_beside
from themes.models import Cycle

DAYS_TO_COMMIT, DAYS_TO_DECIDE, DAYS_TO_CONFIRM = 3, 5, 5  # working days
LINK_WORKS = timedelta(days=30)


def commit_hours(now: datetime, person: Person | None) -> Iterable[Due]:
    """Members whose hours are proposed, or whose leader wanted to be asked again by now."""
    last = LeaderAnswer.objects.filter(commitment=OuterRef("pk")).order_by("-id")
    rows = Commitment.objects.current().whole()
    rows = rows.annotate(again_on=Subquery(last.values("ask_again_on")[:1]))
    wanted = Q(state="proposed") | Q(state="declined", again_on__lte=timezone.localdate(now))
    return [_commit(row) for row in _of("membership__person", person, rows.filter(wanted))]


def commit_panels(rows: list[Due], person: Person) -> dict[str, dict[str, Any]]:
    """One tap says "still right", except where the hours want a warning first (E6)."""
    asked = {row.about for row in rows}
    mine = list(Commitment.objects.current().whole().filter(membership__person=person))
    given = given_beside(mine)
    forms = [CommitForm(commitment=row, given=given[row.pk]) for row in mine]
    return {
        _about(form.commitment): {"commitment": form.commitment}
        for form in forms
        if _about(form.commitment) in asked and not form.warning
    }


def decide_hours(now: datetime, person: Person | None) -> Iterable[Due]:
    """Home leaders who are asked about hours, by today's roster."""
    rows = Commitment.objects.current().whole().filter(state="asked")
    return [_decide(row) for row in _of("membership__person__leader", person, rows)]


def confirm_agreement(now: datetime, person: Person | None) -> Iterable[Due]:
    """Members who have not said yes to the working agreement as it is now."""
    said = AgreementConfirmation.objects.filter(
        agreement=OuterRef("team__agreements"), person=OuterRef("person"),
        version=OuterRef("team__agreements__version"),
    )  # fmt: skip
    rows = (
        Membership.objects.current()
        .filter(~Exists(said), team__agreements__isnull=False)
        .exclude(team__cycle__phase=Cycle.Phase.CLOSED)
        .annotate(agreement=F("team__agreements"), written_at=F("team__agreements__changed_at"))
        .select_related("team__cycle")
    )
    return [_confirm(row) for row in _of("person", person, rows)]


def working_days_after(start: datetime, days: int) -> datetime:
    """The same time of day so many weekdays later."""
    moment = start
    while days:
        moment += timedelta(days=1)
        days -= moment.weekday() < 5
    return moment


def _of(path: str, person: Person | None, rows: Any) -> Any:
    """Only what is asked of one person, or of everybody who is still here."""
    if person is not None:
        return rows.filter(**{path: person})
    return rows.filter(**{f"{path}__isnull": False, f"{path}__left_on": None})


def _about(row: Commitment) -> str:
    """Each request is an occasion of its own."""
    return f"{key(row)}/{row.requests}"


def _commit(row: Commitment) -> Due:
    membership, hours = row.membership, {"hours": in_hours(row.hours)}
    again = row.state == Commitment.State.DECLINED
    title = (
        _("Your leader wanted to be asked again. Do you still want to give %(hours)s a week?")
        if again
        else _("You give %(hours)s a week. Is that still right?")
    )
    since = row.again_on if again else membership.joined_on  # type: ignore[attr-defined]
    return Due(
        person_id=membership.person_id,
        about=_about(row),
        title=title % hours,
        url=href("teams:hours_detail", commitment=row.pk),
        due_at=working_days_after(_morning(since), DAYS_TO_COMMIT),
        action=_("Say your hours"),
        context=[_for(membership.team), _("asked once in every cycle")],
    )


def _decide(row: Commitment) -> Due:
    leader, asked_at = row.person.leader, row.asked_at
    if leader is None or asked_at is None:
        raise ValueError("Only open requests to a home leader are decided.")
    until = asked_at + LINK_WORKS
    token = links.token("teams.hours", person=leader, row=row, until=until, turn=row.requests)
    words = (
        _("%(person)s asks for %(hours)s a week instead of %(before)s. Is there room?")
        if row.agreed_hours
        else _("%(person)s offers %(hours)s a week. Does their week have room?")
    )
    before = in_hours(row.agreed_hours or row.hours)
    return Due(
        person_id=leader.pk,
        about=_about(row),
        title=words % {"person": row.person, "hours": in_hours(row.hours), "before": before},
        url=f"{href('teams:approval_list')}#request-{row.pk}",
        mail_url=reverse("hours_link", kwargs={"token": token}),
        due_at=working_days_after(asked_at, DAYS_TO_DECIDE),
        action=_("Decide"),
        context=[_for(row.membership.team), _("asked %(away)s") % {"away": away(asked_at)}],
        minutes=2,
    )


def _confirm(row: Any) -> Due:
    return Due(
        person_id=row.person_id,
        about=f"teams.workingagreement:{row.agreement}",
        title=_("Is this how you want to work together?"),
        url=href("teams:agreement_detail", team=row.team_id),
        due_at=working_days_after(row.written_at, DAYS_TO_CONFIRM),
        action=_("Read and confirm"),
        context=[_("the working agreement of %(team)s") % {"team": row.team}],
        minutes=3,
    )


def _for(team: Team) -> str:
    return _("%(team)s, until %(date)s") % {
        "team": team.name,
        "date": spoken_date(team.cycle.ends_on),
    }


def _morning(day: Any) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, 9))  # noqa: DTZ001


NUDGES: list[Nudge] = [
    *FORMING,
    Nudge(
        kind="teams.commit_hours",
        icon="clock",
        rows=commit_hours,
        template="teams/_nudge_commit.html",
        panels=commit_panels,
    ),
    Nudge(kind="teams.decide_hours", icon="check", rows=decide_hours),
    Nudge(kind="teams.confirm_agreement", icon="chat", rows=confirm_agreement),
]
