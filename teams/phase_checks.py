"""What keeps a cycle from its next phase, as far as offers, teams and hours go."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.http import href
from teams.forming.phase_checks import FORMING
from teams.hours.totals import not_agreed_in
from teams.sessions.preparation import missing_sessions_in
from themes.cycles.phases import Guard, Missing
from themes.models import Cycle


def hours_not_agreed(cycle: Cycle) -> Iterable[Missing]:
    """The cycle can start all the same; the first team meeting lists them again (E4)."""
    waiting = not_agreed_in(cycle.teams.all())
    if not waiting:
        return
    people = ", ".join(str(membership.person) for membership in waiting)
    yield Missing(
        _("Hours are not agreed yet: %(people)s. They or their home leaders can answer.")
        % {"people": people},
        url=href("teams:hours_list", cycle=cycle.pk),
        soft=True,
    )


def sessions_missed(cycle: Cycle) -> Iterable[Missing]:
    """Nobody should define OKRs unprepared; the integration team can plan another session (F1)."""
    missed: dict[str, list[str]] = defaultdict(list)
    teams = list(cycle.teams.select_related("cycle"))
    for rows in missing_sessions_in(teams).values():
        for person, kinds in rows:
            for kind in kinds:
                missed[str(kind.label)].append(str(person))
    for label, people in missed.items():
        yield Missing(
            _("Missed %(session)s: %(people)s. The integration team can plan another one.")
            % {"session": label, "people": ", ".join(people)},
            url=href("teams:session_list", cycle=cycle.pk),
            soft=True,
        )


GUARDS: dict[str, Guard] = {
    **FORMING,
    "teams.hours": Guard("run", hours_not_agreed),
    "teams.sessions": Guard("run", sessions_missed),
}
