from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel
from okrs.confidence.words import team_word
from orgs.models import Person
from orgs.private import PrivateRow
from teams.models import Team

DIMENSIONS = (
    "purpose",
    "time",
    "trust",
    "agreement",
    "learning",
    "leaders",
    "home",
    "fun",
)
MOST_ACTIONS = 2
OPEN_FOR = timedelta(weeks=1)


class Colour(models.TextChoices):
    """How something is in a team; each with its word, so that nobody needs to see the colour."""

    GREEN = "green", _("Good")
    YELLOW = "yellow", _("So-so")
    RED = "red", _("Needs care")


class HealthCheck(TenantModel):
    """How a team is, asked of its members by hidden vote, for the team and its coach alone.

    The program sees how many took part and what follows from it, if the team shares that.
    """

    team = TenantForeignKey(Team, models.CASCADE, related_name="health_checks")
    opened_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    asked = models.PositiveSmallIntegerField(null=True, blank=True)
    answered = models.PositiveSmallIntegerField(null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("health check")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "team"],
                condition=Q(closed_at=None),
                name="reviews_healthcheck_one_open",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, asked=None, answered=None, shared_at=None)
                | Q(closed_at__isnull=False, asked__isnull=False, answered__isnull=False),
                name="reviews_healthcheck_counted",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Health check"))

    @property
    def closes_at(self) -> datetime:
        """Its day: until then it is open for all who have not answered."""
        return self.opened_at + OPEN_FOR


class HealthVote(PrivateRow, TenantModel):
    """One member's colour in an open health check, hidden; gone as soon as it is closed."""

    check_of = TenantForeignKey(HealthCheck, models.CASCADE, related_name="votes")
    person = TenantForeignKey(Person, models.CASCADE, related_name="+")
    dimension = models.CharField(max_length=9)
    colour = models.CharField(max_length=6, choices=Colour)

    class Meta:
        verbose_name = _("vote of a health check")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "check_of", "person", "dimension"],
                name="reviews_healthvote_once",
            ),
            models.CheckConstraint(
                condition=Q(dimension__in=DIMENSIONS, colour__in=["green", "yellow", "red"]),
                name="reviews_healthvote_words",
            ),
        ]

    def __str__(self) -> str:
        return str(self.check_of_id)


class HealthResult(TenantModel):
    """How many chose which colour for one dimension."""

    check_of = TenantForeignKey(HealthCheck, models.CASCADE, related_name="results")
    dimension = models.CharField(max_length=9)
    green = models.PositiveSmallIntegerField(default=0)
    yellow = models.PositiveSmallIntegerField(default=0)
    red = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("result of a health check")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "check_of", "dimension"], name="reviews_healthresult_once"
            ),
            models.CheckConstraint(
                condition=Q(dimension__in=DIMENSIONS), name="reviews_healthresult_dimension"
            ),
        ]

    def __str__(self) -> str:
        return self.dimension

    @property
    def colour(self) -> Colour:
        """The lower median: at least half of the team sees it as well as this, or worse."""
        word = team_word(confident=self.green, unsure=self.yellow, doubtful=self.red)
        colours = {"confident": Colour.GREEN, "unsure": Colour.YELLOW}
        return colours.get(word, Colour.RED)


class HealthAction(TenantModel):
    """What a team does after a health check: one or two things, each with owner and date."""

    check_of = TenantForeignKey(HealthCheck, models.CASCADE, related_name="actions")
    position = models.PositiveSmallIntegerField(default=1)
    text = models.CharField(_("what we do"), max_length=200)
    owner = TenantForeignKey(Person, models.PROTECT, verbose_name=_("owner"), related_name="+")
    due_on = models.DateField(_("until"))
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("action of a health check")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "check_of", "position"],
                name="reviews_healthaction_position",
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=MOST_ACTIONS),
                name="reviews_healthaction_at_most_two",
            ),
        ]

    def __str__(self) -> str:
        return self.text
