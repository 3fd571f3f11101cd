from themes.models.cycle import Cycle, PhaseChange
from themes.models.focus import (
    FocusArea,
    FocusAreaVersion,
    FocusParticipant,
    MidTermGoal,
    StrategicFocus,
)
from themes.models.theme import Theme, ThemeClosure, ThemeRole

__all__ = [
    "Cycle",
    "FocusArea",
    "FocusAreaVersion",
    "FocusParticipant",
    "MidTermGoal",
    "PhaseChange",
    "StrategicFocus",
    "Theme",
    "ThemeClosure",
    "ThemeRole",
]
