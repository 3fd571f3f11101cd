from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel, tenant_manager
from orgs.models import Person
from themes.models import Cycle


class SessionQuerySet(models.QuerySet["Session"]):
    def with_taken(self) -> "SessionQuerySet":
        """How many seats are taken (`taken`)."""
        return self.annotate(taken=models.Count("seats", distinct=True))


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
    marked_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[Any] = tenant_manager(SessionQuerySet)

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

    @property
    def begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def full(self) -> bool:
        """All seats are taken; reads `taken`."""
        taken: int = self.taken  # type: ignore[attr-defined]
        return taken >= self.capacity


class Seat(TenantModel):
    """Somebody says that they come to a session, and one of its seats is theirs."""

    session = TenantForeignKey(Session, models.CASCADE, related_name="seats")
    person = TenantForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("seat")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "session", "person"], name="teams_seat_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.person_id)


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
