"""How teams and key results stand on a day: one reading for every page, in a constant number of
queries.

A later measured date wins over a later typed one; of one day the later typed one counts; a
correction replaces what it corrects. Pace is computed and confidence is felt; both are carried
side by side and neither overwrites the other.
"""

from okrs.status.key_result import KeyResultStanding
from okrs.status.reading import counting, key_result_standing, team_standing, team_standings
from okrs.status.team import ObjectiveStanding, TeamStanding

__all__ = [
    "KeyResultStanding",
    "ObjectiveStanding",
    "TeamStanding",
    "counting",
    "key_result_standing",
    "team_standing",
    "team_standings",
]
