"""What teams have to do with their OKRs: who is to ask looks here first (`nudges.at_hand`)."""

from nudges.at_hand import Rows
from okrs.models import Initiative, KeyResult, OKRSet, ToDo
from themes.models import Cycle

Phase = Cycle.Phase

AT_HAND: dict[str, Rows] = {
    "okrs.key_results": lambda now: KeyResult.objects.filter(
        objective__okr_set__state=OKRSet.State.AGREED,
        objective__okr_set__team__cycle__phase__in=[Phase.RUNNING, Phase.REVIEWING],
    ),
    "okrs.to_dos": lambda now: ToDo.objects.open(),
    "okrs.bets": lambda now: Initiative.objects.filter(state=Initiative.State.TRYING),
}
