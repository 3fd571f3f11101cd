"""The agenda of a definition workshop: its minutes, and what each step asks of the people."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from okrs.models import WorkshopStep

Kind = WorkshopStep.Kind

MINUTES = {
    Kind.PROBLEMS: 25,
    Kind.OPPORTUNITIES: 20,
    Kind.TRENDS: 15,
    Kind.CLUSTER: 30,
    Kind.VOTE: 10,
    Kind.OBJECTIVE: 45,
    Kind.KEY_RESULTS: 60,
    Kind.QUALITY: 20,
    Kind.CONFIDENCE: 15,
}
"""As it begins: four hours. Whoever facilitates changes minutes and order."""


class Asked(NamedTuple):
    """The question of a step, how it is answered, and what is to see once it is shown."""

    question: str | Promise
    how: str | Promise
    shown: str | Promise = ""


_SILENT = _(
    "Each for themselves and in silence, one thought at a time. Hidden until all are shown."
)

_ALL = _("The ideas of all, without names.")

ASKED = {
    Kind.PROBLEMS: Asked(_("What gets in people's way today?"), _SILENT, _ALL),
    Kind.OPPORTUNITIES: Asked(_("What could we make better now?"), _SILENT, _ALL),
    Kind.TRENDS: Asked(_("What is changing around us anyway?"), _SILENT, _ALL),
    Kind.CLUSTER: Asked(
        _("What belongs together?"),
        _("Name clusters and put the ideas to them, all of you at once."),
    ),
    Kind.VOTE: Asked(
        _("What matters most in this cycle?"),
        _("Up to three dots each, on different clusters. Hidden until all have voted."),
        _("The votes of all, counted."),
    ),
    Kind.OBJECTIVE: Asked(
        _("What shall be true at the end of the cycle?"),
        _("Suggest words that people like to repeat, without a number. Talk, then take one over."),
    ),
    Kind.KEY_RESULTS: Asked(
        _("By what will we notice it?"),
        _("Two to four signs that move when the objective comes true. Suggest, talk, take over."),
    ),
    Kind.QUALITY: Asked(
        _("If all key results are met, is the objective met?"),
        _("Look at the set once more together. What you read here is advice; the team decides."),
    ),
    Kind.CONFIDENCE: Asked(
        _("How sure are you that we get there?"),
        _("Each for themselves. Hidden until all have voted; then only the counts stay."),
        _("What the team says: counts, and its word. Let the most and the least sure speak first."),
    ),
}
