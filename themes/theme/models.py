from calendar import monthrange
from datetime import date, timedelta
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel
from orgs.models import Person


class Theme(TenantModel):
    """The constant strategic topic that no team owns, with its sponsor and horizon.

    It has no objective of its own and no figure over its teams: strategy gives direction, teams
    choose their OKR sets.
    """

    name = models.CharField(_("name"), max_length=160)
    strategy_sentence = models.CharField(
        _("strategy sentence"),
        max_length=300,
        help_text=_("The sentence of the strategy that this theme belongs to."),
    )
    why_now = models.TextField(_("why now"), max_length=1000)
    why_no_team = models.TextField(_("why no existing team owns it"), max_length=1000)
    sponsor = TenantForeignKey(
        Person,
        models.PROTECT,
        verbose_name=_("sponsor"),
        related_name="sponsored_themes",
        help_text=_("The C-level or director who owns the theme."),
    )
    horizon_months = models.PositiveSmallIntegerField(
        _("horizon in months"), validators=[MinValueValidator(3), MaxValueValidator(36)]
    )
    starts_on = models.DateField(_("starts on"))
    created_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("theme")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="themes_theme_name",
                violation_error_message=_("There is a theme with this name. Choose another one."),
            ),
            models.CheckConstraint(
                condition=models.Q(horizon_months__gte=3, horizon_months__lte=36),
                name="themes_theme_horizon",
                violation_error_message=_("A horizon is 3 to 36 months; 12 to 18 are usual."),
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="themes_theme_named",
                violation_error_message=_("Give the theme a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def areas_in_focus(self) -> "models.QuerySet[Any]":
        """The focus areas that teams form around now, five at most."""
        return self.focus_areas.filter(retired_on=None)

    @property
    def closed(self) -> bool:
        return bool(self.closures.all())

    @property
    def ends_on(self) -> date:
        """The last day of the horizon."""
        months = self.starts_on.month - 1 + self.horizon_months
        first = date(self.starts_on.year + months // 12, months % 12 + 1, 1)
        day = min(self.starts_on.day, monthrange(first.year, first.month)[1])
        return first.replace(day=day) - timedelta(days=1)

    def sponsors(self) -> list[Person]:
        """The sponsor who owns the theme first, then the further ones."""
        further = self.roles.filter(kind=ThemeRole.Kind.SPONSOR).order_by("person__sort_key")
        return [self.sponsor, *(role.person for role in further.select_related("person"))]

    def integration_team(self) -> list[Person]:
        """Who runs the program now, by name."""
        people = Person.objects.active().filter(
            theme_roles__theme=self, theme_roles__kind=ThemeRole.Kind.INTEGRATION
        )
        return list(people)


class FitCheck(TenantModel):
    """Three questions that are asked when a theme is chosen. The answers advise, nothing more."""

    QUESTIONS: ClassVar = {
        "in_strategy": _("Is it in the strategy?"),
        "has_team": _("Is there a dedicated team already?"),
        "needs_divisions": _("Are two or more divisions needed?"),
    }

    theme = TenantForeignKey(Theme, models.CASCADE, related_name="fit_checks")
    in_strategy = models.BooleanField()
    has_team = models.BooleanField()
    needs_divisions = models.BooleanField()
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("fit check")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "theme"], name="themes_fitcheck_once")
        ]

    def __str__(self) -> str:
        return f"{self.theme_id}: {self.at:%Y-%m-%d}"

    @property
    def answers(self) -> list[tuple[str, bool]]:
        """The questions as they are asked, each with its answer."""
        return [(str(words), getattr(self, name)) for name, words in self.QUESTIONS.items()]

    @property
    def doubts(self) -> list[str]:
        """What speaks against a theme, with the reason; people may go on all the same."""
        said = []
        if not self.in_strategy:
            said.append(
                _("A theme belongs to the long-term strategy. What is not in it gives way first.")
            )
        if self.has_team:
            said.append(
                _(
                    "This looks like a team OKR, not a theme: a dedicated team is there "
                    "already and can take it into its own OKR set."
                )
            )
        if not self.needs_divisions:
            said.append(
                _("One division can answer this alone. A theme needs people of two or more.")
            )
        return [str(doubt) for doubt in said]


class ThemeRole(TenantModel):
    """Who works for a theme beside its teams: further sponsors, integration team, facilitators."""

    class Kind(models.TextChoices):
        SPONSOR = "sponsor", _("Sponsor")
        INTEGRATION = "integration", _("Integration team")
        FACILITATOR = "facilitator", _("Facilitator")

    theme = TenantForeignKey(Theme, models.CASCADE, related_name="roles")
    person = TenantForeignKey(Person, models.CASCADE, related_name="theme_roles")
    kind = models.CharField(_("role"), max_length=12, choices=Kind)

    class Meta:
        verbose_name = _("role in a theme")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "theme", "person", "kind"], name="themes_themerole_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["sponsor", "integration", "facilitator"]),
                name="themes_themerole_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person}"


class ThemeClosure(TenantModel):
    """The end of a theme: what was reached, where it goes on in the line, and what stops."""

    theme = TenantForeignKey(Theme, models.CASCADE, related_name="closures")
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    statement = models.TextField(_("what was reached"), max_length=2000)
    moves = models.TextField(_("what moves to a team of the line"), max_length=2000, blank=True)
    stops = models.TextField(_("what stops"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("closure of a theme")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "theme"], name="themes_themeclosure_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.theme_id}: {self.at:%Y-%m-%d}"
