from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import CompositeForeignKey, TenantForeignKey, TenantModel
from okrs.sets.models import Objective
from orgs.models import Person

VALUE: dict[str, Any] = {"max_digits": 16, "decimal_places": 4}


class Confidence(models.TextChoices):
    """The team's own word about the end of the cycle."""

    CONFIDENT = "confident", _("Confident")
    UNSURE = "unsure", _("Unsure")
    DOUBTFUL = "doubtful", _("Doubtful")


class KeyResult(TenantModel):
    """A measurable sign that the objective is reached."""

    class Kind(models.TextChoices):
        INCREASE = "increase", _("Increase")
        DECREASE = "decrease", _("Decrease")
        MAINTAIN = "maintain", _("Stay inside a band")
        MILESTONE = "milestone", _("Reach steps")
        BASELINE = "baseline", _("Learn the starting value")

    class Horizon(models.TextChoices):
        COMMITTED = "committed", _("Committed")
        STRETCH = "stretch", _("Stretch")

    objective = TenantForeignKey(Objective, models.CASCADE, related_name="key_results")
    position = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(_("key result"), max_length=200)
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    baseline = models.DecimalField(_("baseline"), null=True, blank=True, **VALUE)
    target = models.DecimalField(_("target"), null=True, blank=True, **VALUE)
    low = models.DecimalField(_("lowest"), null=True, blank=True, **VALUE)
    high = models.DecimalField(_("highest"), null=True, blank=True, **VALUE)
    horizon = models.CharField(
        _("committed or stretch"), max_length=9, choices=Horizon, default=Horizon.STRETCH
    )
    owner = TenantForeignKey(
        Person,
        models.PROTECT,
        verbose_name=_("who measures"),
        related_name="key_results",
        null=True,
        blank=True,
    )
    source = models.CharField(_("data source"), max_length=200, blank=True)
    counter_metric = models.CharField(_("counter-metric"), max_length=200, blank=True)
    every_weeks = models.PositiveSmallIntegerField(
        _("measured every … weeks"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(13)],
    )
    previous = TenantForeignKey(
        "self", models.SET_NULL, related_name="continued_by", null=True, blank=True
    )
    first_confidence = models.CharField(
        _("confidence in week 0"), max_length=9, choices=Confidence, blank=True
    )

    class Meta:
        verbose_name = _("key result")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "objective", "position"],
                name="okrs_keyresult_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(kind="increase", baseline__isnull=False, target__gt=F("baseline"))
                | Q(kind="decrease", baseline__isnull=False, target__lt=F("baseline"))
                | Q(kind="maintain", low__isnull=False, high__gte=F("low"))
                | Q(kind="milestone")
                | Q(kind="baseline"),
                name="okrs_keyresult_kind",
                violation_error_message=_("Baseline and target do not fit the kind of key result."),
            ),
            models.CheckConstraint(
                condition=Q(horizon__in=["committed", "stretch"]), name="okrs_keyresult_horizon"
            ),
            models.CheckConstraint(
                condition=Q(every_weeks__gte=1, every_weeks__lte=13), name="okrs_keyresult_every"
            ),
            models.CheckConstraint(
                condition=Q(first_confidence__in=["", "confident", "unsure", "doubtful"]),
                name="okrs_keyresult_first_confidence",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Step(TenantModel):
    """A weighted step of a milestone key result."""

    key_result = TenantForeignKey(KeyResult, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(default=1)
    text = models.CharField(_("step"), max_length=200)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        verbose_name = _("step")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(weight__gte=1), name="okrs_step_weight"),
            models.UniqueConstraint(
                fields=["organisation", "key_result", "position"],
                name="okrs_step_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Measurement(TenantModel):
    """One value of a key result at a date, with the team's confidence and a line of words.

    For a milestone the value is the done share of all weight in percent. A correction replaces a
    measurement and keeps the old one.
    """

    key_result = TenantForeignKey(KeyResult, models.CASCADE, related_name="measurements")
    value = models.DecimalField(_("value"), **VALUE)
    measured_on = models.DateField(_("measured on"))
    confidence = models.CharField(_("confidence"), max_length=9, choices=Confidence, blank=True)
    line = models.CharField(_("what changed"), max_length=300, blank=True)
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    replaces = TenantForeignKey(
        "self", models.PROTECT, related_name="replaced_by", null=True, blank=True
    )

    class Meta:
        verbose_name = _("measurement")
        ordering = ["measured_on", "id"]
        indexes = [
            models.Index(
                fields=["organisation", "key_result", "-measured_on", "-id"],
                name="okrs_measurement_latest",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "replaces"], name="okrs_measurement_replaced_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "id", "key_result"], name="okrs_measurement_of_key"
            ),
            CompositeForeignKey(
                name="okrs_measurement_replaces_own",
                to="okrs.Measurement",
                columns={
                    "organisation_id": "organisation_id",
                    "replaces_id": "id",
                    "key_result_id": "key_result_id",
                },
            ),
            models.CheckConstraint(
                condition=Q(confidence__in=["", "confident", "unsure", "doubtful"]),
                name="okrs_measurement_confidence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} ({self.measured_on})"
