from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.models import Person
from orgs.tenancy import TenantForeignKey, TenantModel
from themes.models import Cycle


class Session(TenantModel):
    """An OKR 101 or strategic context session that prepares the members of a cycle."""

    class Kind(models.TextChoices):
        OKR_101 = "okr_101", _("OKR 101")
        CONTEXT = "context", _("Strategic context")

    cycle = TenantForeignKey(Cycle, models.CASCADE, related_name="sessions")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    starts_at = models.DateTimeField(_("starts"))
    host = TenantForeignKey(
        Person, models.PROTECT, verbose_name=_("host"), related_name="hosted_sessions"
    )
    place = models.CharField(_("place or link"), max_length=200, blank=True)
    capacity = models.PositiveSmallIntegerField(
        _("seats"), default=30, validators=[MinValueValidator(1)]
    )
    material = models.URLField(_("material"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("session")
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["okr_101", "context"]), name="teams_session_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(capacity__gte=1), name="teams_session_capacity"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Attendance(TenantModel):
    """Somebody was there. Shown to the coach, so that nobody defines OKRs unprepared."""

    session = TenantForeignKey(Session, models.CASCADE, related_name="attendances")
    person = TenantForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("attendance")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "session", "person"], name="teams_attendance_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.person_id)
