"""What the pulse asks: an answer, three reminders at most, thanks at its end, and a follow-up."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.http import href
from nudges.registry import OPEN, Due, Nudge
from orgs.audit import log as audit
from orgs.models import Person, Role
from reviews.models import Pulse, PulseResult
from reviews.pulse.keys import WHILE_OPEN, KeyLostError, link_token
from teams.models import Membership
from themes.models import Cycle, ThemeRole

STAND = timedelta(days=3)
EMPTY_FOR = timedelta(days=14)
TIME_TO_WRITE = timedelta(days=7)
TIME_TO_ASK = timedelta(days=3)


def answering(now: datetime, person: Person | None) -> Iterable[Due]:
    """Who has not answered an open pulse. Each reminder is an occasion of its own (N5)."""
    pulses = Pulse.objects.filter(lost_at=None, opens_at__lte=now, closes_at__gt=now)
    return [
        _answer(pulse, person_id, url, now)
        for pulse in pulses.select_related("cycle__theme")
        for person_id, url in _waiting(pulse, person)
    ]


def _waiting(pulse: Pulse, person: Person | None) -> list[tuple[int, str]]:
    """Who has not answered, with their links. Nobody where the key is lost: the tick tells that."""
    asked = pulse.invitations.all() if person is None else pulse.invitations.filter(person=person)
    try:
        key, answered = pulse.key, pulse.have_answered()
    except KeyLostError:
        return []
    rows = asked.values_list("person", "person__links_version")
    return [(pk, _url(key, pulse, pk, links)) for pk, links in rows if pk not in answered]


def answer_url(pulse: Pulse, person: Person) -> str:
    """The one way to answer, with and without an account; it ends with the pulse.

    Raises `KeyLostError`.
    """
    return _url(pulse.key, pulse, person.pk, person.links_version)


def _url(key: bytes, pulse: Pulse, person_id: int, version: int) -> str:
    token = link_token(key, pulse.organisation_id, person_id, version)
    return reverse("pulse_link", kwargs={"token": token})


def _answer(pulse: Pulse, person_id: int, url: str, now: datetime) -> Due:
    theme = pulse.cycle.theme
    come = [moment for moment in pulse.reminders() if moment <= now]
    title = _("How was it for you? Anonymous, three minutes")
    return Due(
        person_id=person_id,
        about=f"{audit.key(pulse)}/{len(come)}",
        title=_("Reminder: how was it for you?") if come else title,
        url=url,
        mail_url=url,
        opens_at=come[-1] if come else pulse.opens_at,
        due_at=pulse.closes_at,
        action=_("Answer"),
        context=[theme.name, _("anonymous: no page shows who said what")],
        why=f"{_why()} {WHILE_OPEN}",
        minutes=3,
    )


def _why() -> str:
    return _(
        "You get this mail because you are in a team of the theme and have not answered yet. "
        "Whether you answer is up to you. The link is yours alone: please do not pass it on."
    )


def asking_again(now: datetime, person: Person | None) -> Iterable[Due]:
    """Who can do something about a pulse whose key is lost: integration team, administrators."""
    rows = Pulse.objects.lost().filter(cycle__phase=Cycle.Phase.REVIEWING)
    lost = list(rows.select_related("cycle__theme"))
    if not lost:
        return
    held = Role.objects.filter(kind=Role.Kind.ADMINISTRATOR, person__left_on=None)
    administrators = set(held.values_list("person", flat=True))
    steering = ThemeRole.objects.filter(kind=ThemeRole.Kind.INTEGRATION, person__left_on=None)
    pairs = set(steering.values_list("theme", "person"))
    for pulse in lost:
        team = {person_id for theme, person_id in pairs if theme == pulse.cycle.theme_id}
        for person_id in sorted(team | administrators):
            if person is None or person.pk == person_id:
                yield _ask_again(pulse, person_id, pulse.lost_at or now)


def _ask_again(pulse: Pulse, person_id: int, since: datetime) -> Due:
    cycle = pulse.cycle
    return Due(
        person_id=person_id,
        about=f"{audit.key(pulse)}/lost",
        title=_("The answers of the pulse cannot be read: its key is lost"),
        url=href("reviews:pulse_detail", cycle=cycle.pk),
        opens_at=since,
        due_at=since + TIME_TO_ASK,
        action=_("See what to do"),
        context=[cycle.theme.name, _("no page has shown an answer")],
        minutes=3,
    )


def results_there(now: datetime, person: Person | None) -> Iterable[Due]:
    """Thanks to all members at once, whoever has answered, for three days."""
    results = PulseResult.objects.filter(at__gt=now - STAND, at__lte=now)
    closed = {r.pulse.cycle_id: r for r in results.select_related("pulse__cycle__theme")}
    if not closed:
        return []
    members = Membership.objects.to_the_end().filter(team__cycle__in=closed)
    if person is not None:
        members = members.filter(person=person)
    pairs = members.values_list("team__cycle", "person").order_by("person").distinct()
    return [_thanks(closed[cycle], pk) for cycle, pk in pairs]


def _thanks(result: PulseResult, person_id: int) -> Due:
    cycle = result.pulse.cycle
    counts = {"answered": result.answered, "invited": result.invited}
    return Due(
        person_id=person_id,
        about=audit.key(result),
        title=_("Thank you: the pulse of cycle %(number)s is closed") % {"number": cycle.number},
        url=href("reviews:pulse_detail", cycle=cycle.pk),
        opens_at=result.at,
        due_at=result.at + STAND,
        action=_("See the results"),
        context=[cycle.theme.name, _("%(answered)s of %(invited)s have answered") % counts],
        why=_("You get this mail because you are in a team of the theme. Nothing is asked of you."),
        asks=False,
        minutes=3,
    )


def following_up(now: datetime, person: Person | None) -> Iterable[Due]:
    """The sponsor, where nobody has said for 14 days what we do about the results (N8)."""
    results = PulseResult.objects.filter(
        at__lte=now - EMPTY_FOR, pulse__follow_ups=None, figures__total__isnull=False
    ).exclude(figures__total=None)
    if person is not None:
        results = results.filter(pulse__cycle__theme__sponsor=person)
    return [_follow_up(row) for row in results.select_related("pulse__cycle__theme")]


def _follow_up(result: PulseResult) -> Due:
    cycle, since = result.pulse.cycle, result.at + EMPTY_FOR
    return Due(
        person_id=cycle.theme.sponsor_id,
        about=f"{audit.key(result)}/follow-up",
        title=_("What do we do about the pulse of cycle %(number)s?") % {"number": cycle.number},
        url=href("reviews:pulse_follow_up_add", cycle=cycle.pk),
        opens_at=since,
        due_at=since + TIME_TO_WRITE,
        action=_("Write it down"),
        context=[
            cycle.theme.name,
            _("members have answered and have not heard back for two weeks"),
        ],
        minutes=5,
    )


PULSE_NUDGES = [
    Nudge(
        "reviews.pulse",
        "chat",
        answering,
        moments=(OPEN,),
        name=gettext_lazy("Answer the pulse"),
        serves="N2 N5",
        who="members who have not answered",
        when="it opens, and at most three times more, the last one 24 hours before its end",
        late="nobody: no page shows who has answered",
        ends="they answer, or it closes",
        only=("reviews.pulses",),
    ),
    Nudge(
        "reviews.pulse_lost",
        "warn",
        asking_again,
        urgent=True,
        name=gettext_lazy("Ask again when the key of a pulse is lost"),
        serves="N2",
        who="the integration team and administrators",
        when="the key of a pulse is missed; due three days later",
        ends="the pulse is asked again, the key is back, or the cycle is closed",
        only=("reviews.pulses",),
    ),
    Nudge(
        "reviews.pulse_there",
        "sun",
        results_there,
        moments=(OPEN,),
        name=gettext_lazy("Results of the pulse"),
        serves="N3",
        who="members",
        when="it closes",
        late="nobody",
        ends="three days have passed",
        only=("reviews.new_results",),
    ),
    Nudge(
        "reviews.pulse_follow_up",
        "edit",
        following_up,
        name=gettext_lazy("Say what we do about the pulse"),
        serves="N8",
        who="the sponsor",
        when="nothing is written 14 days after its end; due a week later",
        ends="it is written",
        only=("reviews.results",),
    ),
]
