from themes.chat.models import ChatChannel, ChatPost
from themes.cycles.models import Cycle, PhaseChange
from themes.focus.models import (
    FocusArea,
    FocusAreaVersion,
    FocusParticipant,
    FocusVersion,
    MidTermGoal,
    StrategicFocus,
)
from themes.roles.models import RoleChange
from themes.theme.models import FitCheck, Theme, ThemeClosure, ThemeRole

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
