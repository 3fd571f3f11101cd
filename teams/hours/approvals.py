"""What a home leader sees of their people's time: the open requests, and the whole team's weeks."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from core.numbers import shown
from orgs.models import Person
from teams.access import can_read_reason, can_read_words
from teams.hours.models import CommitmentQuerySet
from teams.hours.totals import Given, given_beside, given_by
from teams.models import Commitment, CommitmentChange, LeaderAnswer, Thanks
from themes.models import Cycle, Theme

ZERO = Decimal(0)


@dataclass(frozen=True)
class HoursRequest:
    """A member's request for time as somebody reads it: what, for what, and its room."""

    commitment: Commitment
    given: Given
    reader: Person | None
    answered: list[LeaderAnswer] = field(default_factory=list)

    @property
    def person(self) -> Person:
        return self.given.person

    @property
    def cycle(self) -> Cycle:
        return self.commitment.membership.team.cycle

    @property
    def begun(self) -> bool:
        return self.cycle.starts_on <= timezone.localdate()

    @property
    def ended(self) -> bool:
        """The person has left the team, or the cycle is closed."""
        return self.commitment.membership.left_on is not None or self.cycle.frozen

    @property
    def open(self) -> bool:
        """Whether somebody is asked, in a team and a cycle that go on."""
        return self.commitment.state == Commitment.State.ASKED and not self.ended

    @property
    def last(self) -> LeaderAnswer | None:
        return self.answered[-1] if self.answered else None

    @property
    def warning(self) -> str:
        return warning(self.given)

    @property
    def words(self) -> str:
        """What the member wrote to their home leader, for those who may read it."""
        read = self.reader is not None and can_read_words(self.reader, self.commitment)
        return self.commitment.words if read else ""

    @property
    def room(self) -> list[str]:
        """What changes in the home team's week (E3)."""
        given = self.given
        said = {"left": shown(given.left), "week": shown(given.person.weekly_hours)}
        lines = [_("%(left)s of %(week)s hours stay with your team.") % said]
        return lines + [
            _("%(hours)s h go to “%(theme)s”.") % {"hours": shown(hours), "theme": theme}
            for theme, hours in self.beside
        ]

    @property
    def beside(self) -> list[tuple[Theme, Decimal]]:
        """The other themes that have hours of this person at the same time."""
        others = self.given.without(self.commitment).commitments
        given = ((c, (c.agreed_hours or ZERO) + c.extra) for c in others)
        return [(c.membership.team.cycle.theme, hours) for c, hours in given if hours]

    @property
    def history(self) -> list[CommitmentChange]:
        """Every step with who and when, the newest first, with the reasons the reader may read.

        Whoever leads the member now does not read what the leader before them wrote (E8).
        """
        changes = self.commitment.changes.select_related("by", "leader", "answer__leader")
        rows = list(changes.order_by("-id"))
        for answer in (row.answer for row in rows if row.answer is not None):
            answer.commitment = self.commitment
            if self.reader is None or not can_read_reason(self.reader, answer):
                answer.reason = answer.covered = ""
        return rows

    @property
    def before(self) -> LeaderAnswer | None:
        """The answer by which the hours that stand were agreed."""
        return next((row for row in reversed(self.answered) if row.hours is not None), None)


@dataclass(frozen=True)
class Approvals:
    """The page of a home leader."""

    requests: list[HoursRequest]
    people: list[Given]
    thanks: list[Thanks]

    @property
    def agreed(self) -> Decimal:
        return sum((given.agreed for given in self.people), ZERO)

    @property
    def share(self) -> Decimal:
        """Of the contractual week, above which both are warned."""
        return self.people[0].share

    @property
    def themes(self) -> set[Theme]:
        return {theme for given in self.people if given.agreed for theme in given.themes}


def approvals(leader: Person, today: date) -> Approvals:
    people = list(Person.objects.active().filter(leader=leader).select_related("division"))
    given = given_by(people, today)
    thanks = leader.thanks.select_related("by", "cycle__theme")
    return Approvals(requests_to(leader), [given[person.pk] for person in people], list(thanks))


def requests_to(leader: Person) -> list[HoursRequest]:
    """The open requests, the oldest first."""
    return requests_of(Commitment.objects.waiting_for(leader).order_by("asked_at", "id"), leader)


def request_about(commitment: Commitment, reader: Person) -> HoursRequest:
    """One commitment, whatever its state."""
    return requests_of(Commitment.objects.filter(pk=commitment.pk), reader)[0]


def requests_of(
    commitments: CommitmentQuerySet, reader: Person | None = None
) -> list[HoursRequest]:
    """Each with what its person gives beside it, and with the answers so far.

    Without a reader, as each home leader reads it.
    """
    rows = list(commitments.whole().prefetch_related("answers__leader"))
    given = given_beside(rows)
    return [
        HoursRequest(row, given[row.pk], reader or row.person.leader, list(row.answers.all()))
        for row in rows
    ]


def warning(given: Given) -> str:
    """What member and home leader are told before they agree to more than the limit (E6)."""
    if not given.over:
        return ""
    return _("%(together)s h together, %(over)s h above the limit of %(limit)s h a week") % {
        "together": shown(given.together),
        "over": shown(given.over),
        "limit": shown(given.limit),
    }
