"""What somebody who leaves would leave behind without anybody to look after it."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from checkins.models import Impediment
from core.http import href
from okrs.models import Initiative, KeyResult, ToDo
from orgs.models import Person
from teams.models import Membership, Team, WorkingAgreement
from themes.models import Cycle, Theme


@dataclass(frozen=True)
class Left:
    """One thing that needs somebody else now, and where that is done."""

    words: str | Promise
    about: str
    url: str


def left_behind(person: Person) -> list[Left]:
    """Led people, themes, seats and owned things of cycles that are not over."""
    return [*_led(person), *_sponsored(person), *_in_teams(person)]


def _led(person: Person) -> list[Left]:
    people = Person.objects.active().filter(leader=person)
    return [
        Left(_("home leader of"), str(led), href("orgs:person_edit", person=led.pk))
        for led in people
    ]


def _sponsored(person: Person) -> list[Left]:
    themes = Theme.objects.filter(sponsor=person, closures=None)
    return [
        Left(_("sponsor of"), theme.name, href("pages:theme_detail", theme=theme.pk))
        for theme in themes
    ]


def _in_teams(person: Person) -> list[Left]:
    """To-dos and impediments are counted: what they say is the team's own matter (R5)."""
    seats = _open(Membership.objects.filter(person=person, left_on=None))
    bets = _open(Initiative.objects.filter(owner=person, state=Initiative.State.TRYING))
    turns = _open(WorkingAgreement.objects.filter(moderator=person))
    tasks = _open(ToDo.objects.filter(owner=person, done_at=None))
    hurdles = _open(Impediment.objects.filter(owner=person, ended_at=None, private=False))
    measured = (
        KeyResult.objects.filter(owner=person)
        .exclude(objective__okr_set__team__cycle__phase=Cycle.Phase.CLOSED)
        .select_related("objective__okr_set__team")
    )
    return [
        *(_left(_("in the team"), seat.team, seat.team.name) for seat in seats),
        *(_left(_("measures"), kr.objective.okr_set.team, kr.title) for kr in measured),
        *(_left(_("owns the initiative"), bet.team, bet.title) for bet in bets),
        *(_left(_to_dos(n), team, team.name) for team, n in _by_team(tasks)),
        *(_left(_("always moderates"), turn.team, turn.team.name) for turn in turns),
        *(_left(_impediments(n), team, team.name) for team, n in _by_team(hurdles)),
    ]


def _to_dos(n: int) -> str:
    return ngettext("owns %(n)s to-do in", "owns %(n)s to-dos in", n) % {"n": n}


def _impediments(n: int) -> str:
    words = ngettext("looks after %(n)s impediment of", "looks after %(n)s impediments of", n)
    return words % {"n": n}


def _by_team(rows: Any) -> list[tuple[Team, int]]:
    return list(Counter(row.team for row in rows).items())


def _open(rows: Any) -> Any:
    return rows.exclude(team__cycle__phase=Cycle.Phase.CLOSED).select_related("team")


def _left(words: str | Promise, team: Team, about: str) -> Left:
    return Left(words, about, href("pages:team_detail", team=team.pk))
