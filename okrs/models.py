from okrs.confidence.models import ConfidenceRound, ConfidenceVote
from okrs.initiatives.models import BET, Initiative, InitiativeReview, InitiativeTarget, ToDo
from okrs.key_results.models import Confidence, KeyResult, Measurement, Step
from okrs.measurements.rules import MeasureRules
from okrs.sets.models import Objective, OKRSet, SetAnswer, SetComment, SetVersion
from okrs.workshop.idea_models import Cluster, ClusterVote, Idea, Wording
from okrs.workshop.models import StepDone, Workshop, WorkshopStep

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
]
