from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel
from orgs.models import Person
from themes.focus.wording import delivery
from themes.theme.models import Theme


class StrategicFocus(TenantModel):
    """The result of the leaders' workshop: direction for 12–18 months, what is in, what is out."""

    theme = TenantForeignKey(Theme, models.CASCADE, related_name="focuses")
    held_on = models.DateField(_("workshop on"))
    diagnosis = models.TextField(_("diagnosis"), max_length=2000)
    direction = models.TextField(_("guiding direction"), max_length=2000)
    not_in_scope = models.TextField(
        _("not in scope"), max_length=2000, blank=True, help_text=_("One line each.")
    )

    class Meta:
        verbose_name = _("strategic focus")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "theme"], name="themes_focus_once")
        ]

    def __str__(self) -> str:
        return self.direction[:80]

    @property
    def wording(self) -> dict[str, Any]:
        """Everything the leaders worded, beside the focus areas, which keep versions themselves."""
        return {
            "diagnosis": self.diagnosis,
            "direction": self.direction,
            "not_in_scope": self.not_in_scope,
            "goals": list(self.goals.values("text", "sign")),
        }


class FocusVersion(TenantModel):
    """An earlier wording of the strategic focus with its mid-term goals, kept when it changes."""

    focus = TenantForeignKey(StrategicFocus, models.CASCADE, related_name="versions")
    diagnosis = models.TextField()
    direction = models.TextField()
    not_in_scope = models.TextField(blank=True)
    goals = models.JSONField(default=list)
    until = models.DateTimeField(auto_now_add=True)
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("earlier wording of a strategic focus")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.direction[:80]


class FocusParticipant(TenantModel):
    """A leader who took part in the strategic focus workshop."""

    focus = TenantForeignKey(StrategicFocus, models.CASCADE, related_name="participants")
    person = TenantForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("participant of the workshop")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "focus", "person"], name="themes_focusparticipant_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.person)


class FocusArea(TenantModel):
    """One of the one to five areas of the strategic focus; teams form around it."""

    MOST = 5

    theme = TenantForeignKey(Theme, models.CASCADE, related_name="focus_areas")
    position = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), max_length=1000, blank=True)
    wanted = models.TextField(
        _("skills looked for"), max_length=600, blank=True, help_text=_("One line each.")
    )
    retired_on = models.DateField(_("no longer in focus since"), null=True, blank=True)

    class Meta:
        verbose_name = _("focus area")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "theme", "name"], name="themes_focusarea_name"
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=5), name="themes_focusarea_position"
            ),
            models.UniqueConstraint(  # with the five positions: at most five areas in focus
                fields=["organisation", "theme", "position"],
                condition=Q(retired_on=None),
                name="themes_focusarea_five",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FocusAreaVersion(TenantModel):
    """An earlier wording of a focus area, kept when it is edited."""

    focus_area = TenantForeignKey(FocusArea, models.CASCADE, related_name="versions")
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    wanted = models.TextField(blank=True)
    until = models.DateTimeField(auto_now_add=True)
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("earlier wording of a focus area")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name


class MidTermGoal(TenantModel):
    """A direction for 12–18 months with the sign by which people will notice it. No instruction."""

    focus = TenantForeignKey(StrategicFocus, models.CASCADE, related_name="goals")
    position = models.PositiveSmallIntegerField(default=1)
    text = models.CharField(_("mid-term goal"), max_length=300)
    sign = models.CharField(_("measurable sign"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("mid-term goal")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.text

    @property
    def advice(self) -> list[str]:
        """What could be clearer in the wording, with the reason. It stops nobody."""
        said = []
        if words := delivery(self.text):
            said.append(
                gettext(
                    "“%(words)s” orders work. A goal says what will be true in 12 to 18 months; "
                    "how to get there is for the teams to find out."
                )
                % {"words": words}
            )
        if not self.sign:
            said.append(gettext("No sign yet. By what would people notice that it came closer?"))
        return said
