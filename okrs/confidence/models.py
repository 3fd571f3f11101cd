from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel
from okrs.confidence.words import ends, team_word
from okrs.key_results.models import Confidence, KeyResult
from orgs.models import Person


class ConfidenceRound(TenantModel):
    """How sure a team's members are of one key result, asked by hidden vote.

    While it is open there are votes and no counts; once closed there are counts and no votes.
    Counts of too few votes are 0 (`okrs.confidence.actions.shows`). Words have no mean: the counts
    of the three carry how many voted, the lowest, the highest and the median, which is the team's
    word (K7).
    """

    key_result = TenantForeignKey(KeyResult, models.CASCADE, related_name="confidence_rounds")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    confident = models.PositiveSmallIntegerField(null=True, blank=True)
    unsure = models.PositiveSmallIntegerField(null=True, blank=True)
    doubtful = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("round of confidence")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key_result"],
                condition=Q(closed_at=None),
                name="okrs_confidenceround_one_open",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, confident=None, unsure=None, doubtful=None)
                | Q(
                    closed_at__isnull=False,
                    confident__isnull=False,
                    unsure__isnull=False,
                    doubtful__isnull=False,
                ),
                name="okrs_confidenceround_counted",
            ),
        ]

    def __str__(self) -> str:
        return str(self.key_result_id)

    @property
    def counts(self) -> dict[str, int]:
        """How many chose which word, the surest first; once the round is closed."""
        return {word: getattr(self, word) or 0 for word in Confidence.values}

    @property
    def voted(self) -> int:
        """Of how many votes the counts are; 0 where they are not shown."""
        return sum(self.counts.values())

    @property
    def word(self) -> str:
        """The team's word, once the round is closed."""
        return team_word(**self.counts)

    @property
    def ends(self) -> tuple[str, str]:
        """The lowest and the highest word, once the round is closed."""
        return ends(**self.counts)


class ConfidenceVote(TenantModel):
    """One member's vote in an open round, hidden; gone as soon as the round is closed."""

    round = TenantForeignKey(ConfidenceRound, models.CASCADE, related_name="votes")
    person = TenantForeignKey(Person, models.CASCADE, related_name="+")
    confidence = models.CharField(max_length=9, choices=Confidence)

    class Meta:
        verbose_name = _("vote of confidence")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "round", "person"], name="okrs_confidencevote_once"
            ),
            models.CheckConstraint(
                condition=Q(confidence__in=["confident", "unsure", "doubtful"]),
                name="okrs_confidencevote_word",
            ),
        ]

    def __str__(self) -> str:
        return str(self.round_id)
