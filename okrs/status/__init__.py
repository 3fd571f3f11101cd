"""How teams and key results stand on a day: one reading for every page, in a constant number of
queries.

A later measured date wins over a later typed one; of one day the later typed one counts; a
correction replaces what it corrects. Pace is computed and confidence is felt; both are carried
side by side and neither overwrites the other.
"""

from okrs.status.key_result import KeyResultStatus
from okrs.status.reading import counting, key_result_status, team_status, team_statuses
from okrs.status.team import ObjectiveStatus, TeamStatus

__all__ = [
    "KeyResultStatus",
    "ObjectiveStatus",
    "TeamStatus",
    "counting",
    "key_result_status",
    "team_status",
    "team_statuses",
]
