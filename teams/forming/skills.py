"""Who brings the skills that a focus area looks for: the integration team reads and ticks.

No word of an offer is matched by machine, and nothing says how well somebody can do something.
"""

from core.text import lines
from teams.models import SkillBrought, Team
from themes.models import Cycle


def wanted(team: Team) -> list[str]:
    """What the team's focus area looks for, one line each."""
    return list(dict.fromkeys(lines(team.focus_area.wanted)))


def noted(cycle: Cycle) -> set[tuple[int, str]]:
    """Which teams have somebody who brings which skill."""
    rows = SkillBrought.objects.filter(offer__placed_in__cycle=cycle, offer__person__left_on=None)
    return set(rows.values_list("offer__placed_in", "skill"))
