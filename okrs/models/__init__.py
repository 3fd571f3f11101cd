from okrs.models.key_result import Confidence, KeyResult, Measurement, Step
from okrs.models.okr_set import Objective, OKRSet, SetAnswer, SetComment, SetVersion
from okrs.models.work import BET, Initiative, InitiativeReview, InitiativeTarget, ToDo

__all__ = [
    "BET",
    "Confidence",
    "Initiative",
    "InitiativeReview",
    "InitiativeTarget",
    "KeyResult",
    "Measurement",
    "OKRSet",
    "Objective",
    "SetAnswer",
    "SetComment",
    "SetVersion",
    "Step",
    "ToDo",
]
