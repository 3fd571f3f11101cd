from okrs.models.confidence import ConfidenceRound, ConfidenceVote
from okrs.models.idea import Cluster, ClusterVote, Idea, Wording
from okrs.models.key_result import Confidence, KeyResult, Measurement, Step
from okrs.models.measure_rules import MeasureRules, measure_rules
from okrs.models.okr_set import Objective, OKRSet, SetAnswer, SetComment, SetVersion
from okrs.models.work import BET, Initiative, InitiativeReview, InitiativeTarget, ToDo
from okrs.models.workshop import StepDone, Workshop, WorkshopStep

__all__ = [
    "BET",
    "Cluster",
    "ClusterVote",
    "Confidence",
    "ConfidenceRound",
    "ConfidenceVote",
    "Idea",
    "Initiative",
    "InitiativeReview",
    "InitiativeTarget",
    "KeyResult",
    "MeasureRules",
    "Measurement",
    "OKRSet",
    "Objective",
    "SetAnswer",
    "SetComment",
    "SetVersion",
    "Step",
    "StepDone",
    "ToDo",
    "Wording",
    "Workshop",
    "WorkshopStep",
    "measure_rules",
]
