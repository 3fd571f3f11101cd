"""What keeps a cycle from its next phase, as far as OKR sets go."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.http import href
from okrs.models import OKRSet
from themes.cycles.phases import Guard, Missing
from themes.models import Cycle


def sets_not_agreed(cycle: Cycle) -> Iterator[Missing]:
    """A team may start without; the integration team says in a note why."""
    sentence = _("%(team)s has not agreed on its OKR set yet. Its members can do that.")
    for team in cycle.teams.exclude(okr_set__state=OKRSet.State.AGREED):
        url = href("okrs:set_edit", team=team.pk)
        yield Missing(sentence % {"team": team.name}, url=url, soft=True)


GUARDS = {"okrs.sets": Guard("run", sets_not_agreed)}
