from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from okrs.models.key_result import KeyResult
from orgs.models import Person
from orgs.tenancy import TenantForeignKey, TenantModel
from teams.models import Team


class Initiative(TenantModel):
    """A bet: what the team tries because it believes a key result will move. No percentage."""

    class State(models.TextChoices):
        TRYING = "trying", _("trying")
        DONE = "done", _("done")
        STOPPED = "stopped", _("stopped")

    team = TenantForeignKey(Team, models.CASCADE, related_name="initiatives")
    title = models.CharField(_("what we try"), max_length=160)
    because = models.TextField(
        _("because"),
        max_length=600,
        help_text=_("We believe it will move the key result because …"),
    )
    owner = TenantForeignKey(
        Person, models.PROTECT, verbose_name=_("owner"), related_name="initiatives",
        null=True, blank=True,
    )  # fmt: skip
    review_on = models.DateField(_("look at it again on"), null=True, blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.TRYING)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("initiative")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["trying", "done", "stopped"]),
                name="okrs_initiative_state",
            )
        ]

    def __str__(self) -> str:
        return self.title


class InitiativeTarget(TenantModel):
    """The key result that an initiative is meant to move."""

    initiative = TenantForeignKey(Initiative, models.CASCADE, related_name="targets")
    key_result = TenantForeignKey(KeyResult, models.CASCADE, related_name="initiative_targets")

    class Meta:
        verbose_name = _("key result of an initiative")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "initiative", "key_result"],
                name="okrs_initiativetarget_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} → {self.key_result_id}"


class ToDo(TenantModel):
    """One task with one owner and a date."""

    team = TenantForeignKey(Team, models.CASCADE, related_name="to_dos")
    initiative = TenantForeignKey(
        Initiative, models.SET_NULL, verbose_name=_("initiative"), related_name="to_dos",
        null=True, blank=True,
    )  # fmt: skip
    text = models.CharField(_("to-do"), max_length=200)
    owner = TenantForeignKey(
        Person,
        models.PROTECT,
        verbose_name=_("owner"),
        related_name="to_dos",
        null=True,
        blank=True,
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = TenantForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("to-do")
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_at=None, done_by=None)
                | models.Q(done_at__isnull=False, done_by__isnull=False),
                name="okrs_todo_done",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def late(self) -> bool:
        return self.done_at is None and self.due_on is not None and self.due_on < localdate()
