from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel
from orgs.models import Person
from teams.models import Team

MOST = 3


class Improvement(TenantModel):
    """What a team wants to do better in how it works: at most three, each with owner and date.

    The retrospective of the next cycle opens with them and says what became of each.
    """

    class Topic(models.TextChoices):
        MEETINGS = "meetings", _("Our meetings")
        TIME = "time", _("Time we really have")
        DECISIONS = "decisions", _("How we decide")
        TOGETHER = "together", _("How we treat each other")
        MEASURING = "measuring", _("How we measure")
        LEADERS = "leaders", _("Support by leaders")
        OTHERS = "others", _("Working with other departments")
        TOOLS = "tools", _("Tools and places")
        ELSE = "else", _("Something else")

    class Became(models.TextChoices):
        KEPT = "kept", _("Done, and we keep it")
        DONE = "done", _("Done, but it did not stay")
        NOT_DONE = "not_done", _("Not done")

    team = TenantForeignKey(Team, models.CASCADE, related_name="improvements")
    position = models.PositiveSmallIntegerField(default=1)
    topic = models.CharField(_("about"), max_length=9, choices=Topic)
    text = models.CharField(_("what we do differently"), max_length=200)
    owner = TenantForeignKey(Person, models.PROTECT, verbose_name=_("owner"), related_name="+")
    due_on = models.DateField(_("until"))
    done_at = models.DateTimeField(null=True, blank=True)
    became = models.CharField(_("what became of it"), max_length=8, choices=Became, blank=True)

    class Meta:
        verbose_name = _("improvement")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "team", "position"], name="reviews_improvement_position"
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=MOST),
                name="reviews_improvement_at_most_three",
            ),
            models.CheckConstraint(
                condition=Q(became__in=["", "kept", "done", "not_done"]),
                name="reviews_improvement_became",
            ),
        ]

    def __str__(self) -> str:
        return self.text
