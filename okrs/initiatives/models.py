from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel, tenant_manager
from okrs.key_results.models import KeyResult
from orgs.closed_days import is_late
from orgs.models import Person
from teams.models import Team

# The bet in one sentence, so that each language can order its parts; and below its name.
BET = _("We believe that “%(bet)s” will move %(results)s, because %(because)s.")
BELIEF = _("We believe that it will move %(results)s, because %(because)s.")


class Initiative(TenantModel):
    """A bet: what the team tries because it believes a key result will move. No percentage.

    It has one target or more; the database looks at the end of each transaction.
    """

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
        Person,
        models.PROTECT,
        verbose_name=_("owner"),
        related_name="initiatives",
        null=True,
        blank=True,
    )
    review_on = models.DateField(_("look at it again on"), null=True, blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.TRYING)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("initiative")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["trying", "done", "stopped"]),
                name="okrs_initiative_state",
            ),
            models.CheckConstraint(
                condition=Q(state="trying", review_on__isnull=False)
                | (~Q(state="trying") & Q(review_on=None)),
                name="okrs_initiative_review_on",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(because=""), name="okrs_initiative_words"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def sentence(self) -> str:
        """The whole bet; reads the targets with their key results."""
        return str(BET) % {"bet": self.title, **self._parts}

    @property
    def belief(self) -> str:
        """The bet where its name stands above."""
        return str(BELIEF) % self._parts

    @property
    def _parts(self) -> dict[str, str]:
        results = ", ".join(f"“{target.key_result.title}”" for target in self.targets.all())
        return {"results": results, "because": self.because.rstrip(" .")}


class InitiativeTarget(TenantModel):
    """The key result that an initiative is meant to move."""

    initiative = TenantForeignKey(Initiative, models.CASCADE, related_name="targets")
    key_result = TenantForeignKey(KeyResult, models.CASCADE, related_name="initiative_targets")

    class Meta:
        verbose_name = _("key result of an initiative")
        ordering = ["key_result__position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "initiative", "key_result"],
                name="okrs_initiativetarget_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} → {self.key_result_id}"


class InitiativeReview(TenantModel):
    """What a bet showed when the team looked at it again, and whether it goes on."""

    class Answer(models.TextChoices):
        KEEP = "keep", _("Keep on")
        DONE = "done", _("Done")
        STOP = "stop", _("Stop")

    initiative = TenantForeignKey(Initiative, models.CASCADE, related_name="reviews")
    answer = models.CharField(max_length=4, choices=Answer)
    learned = models.CharField(_("what we learned"), max_length=300)
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("look at an initiative")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=["keep", "done", "stop"]),
                name="okrs_initiativereview_answer",
            ),
            models.CheckConstraint(condition=~Q(learned=""), name="okrs_initiativereview_learned"),
        ]

    def __str__(self) -> str:
        return self.learned


class ToDoQuerySet(models.QuerySet["ToDo"]):
    def open(self) -> "ToDoQuerySet":
        return self.filter(done_at=None)

    def research(self) -> "ToDoQuerySet":
        return self.filter(kind=ToDo.Kind.RESEARCH)


class ToDo(TenantModel):
    """One task with one owner and a date.

    A research to-do is a conversation with somebody outside the team: its text says with whom.
    """

    class Kind(models.TextChoices):
        TASK = "task", _("task")
        RESEARCH = "research", _("conversation")

    team = TenantForeignKey(Team, models.CASCADE, related_name="to_dos")
    initiative = TenantForeignKey(
        Initiative,
        models.SET_NULL,
        verbose_name=_("initiative"),
        related_name="to_dos",
        null=True,
        blank=True,
    )
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.TASK)
    text = models.CharField(_("to-do"), max_length=200)
    owner = TenantForeignKey(Person, models.PROTECT, verbose_name=_("owner"), related_name="to_dos")
    due_on = models.DateField(_("due on"))
    questions = models.TextField(_("what we want to know"), max_length=1000, blank=True)
    notes = models.TextField(_("notes"), max_length=4000, blank=True)
    insight = models.CharField(_("insight"), max_length=300, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = TenantForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Any] = tenant_manager(ToDoQuerySet)

    class Meta:
        verbose_name = _("to-do")
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="okrs_todo_done",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="okrs_todo_text"),
            models.CheckConstraint(
                condition=Q(kind="research") | Q(kind="task", questions="", notes="", insight=""),
                name="okrs_todo_research",
            ),
        ]

    def __str__(self) -> str:
        if self.kind == self.Kind.RESEARCH:
            return gettext("Conversation: %(whom)s") % {"whom": self.text}
        return self.text

    @property
    def late(self) -> bool:
        return self.done_at is None and is_late(self.due_on)
