from okrs.models.key_result import Confidence, KeyResult, Measurement, Step
from okrs.models.okr_set import Objective, OKRSet, SetComment, SetVersion
from okrs.models.work import Initiative, InitiativeTarget, ToDo

__all__ = [
    "Confidence",
    "Initiative",
    "InitiativeTarget",
    "KeyResult",
    "Measurement",
    "OKRSet",
    "Objective",
    "SetComment",
    "SetVersion",
    "Step",
    "ToDo",
]
