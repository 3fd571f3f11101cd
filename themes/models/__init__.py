from themes.models.chat import ChatChannel, ChatPost
from themes.models.cycle import Cycle, PhaseChange
from themes.models.focus import (
    FocusArea,
    FocusAreaVersion,
    FocusParticipant,
    FocusVersion,
    MidTermGoal,
    StrategicFocus,
)
from themes.models.role_change import RoleChange
from themes.models.theme import FitCheck, Theme, ThemeClosure, ThemeRole

__all__ = [
    "ChatChannel",
    "ChatPost",
    "Cycle",
    "FitCheck",
    "FocusArea",
    "FocusAreaVersion",
    "FocusParticipant",
    "FocusVersion",
    "MidTermGoal",
    "PhaseChange",
    "RoleChange",
    "StrategicFocus",
    "Theme",
    "ThemeClosure",
    "ThemeRole",
]
