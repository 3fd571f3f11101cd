from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel, tenant_manager
from core.text import fold, fold_email
from core.zones import is_time_zone
from orgs.accounts.models import Account
from orgs.organisations.models import Division, Level, Site


class PersonQuerySet(models.QuerySet["Person"]):
    def active(self) -> "PersonQuerySet":
        return self.filter(left_on=None)

    def not_in(self) -> "PersonQuerySet":
        """Who is here and has no account in the organisation."""
        return self.active().filter(account=None)

    def with_place(self) -> "PersonQuerySet":
        """With division, level and home leader, as lists show people."""
        return self.select_related("division", "level", "site", "leader")

    def matching(self, text: str) -> "PersonQuerySet":
        return self.filter(search_text__contains=fold(text))


class Person(TenantModel):
    """Somebody on the organisation's roster, with or without an account."""

    account = models.ForeignKey(
        Account,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="people",
        db_index=False,
    )
    employee_number = models.CharField(_("employee number"), max_length=40, blank=True)
    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    email = models.EmailField(_("e-mail"))
    title = models.CharField(_("title"), max_length=120, blank=True)
    division = TenantForeignKey(
        Division, models.PROTECT, verbose_name=_("division"), related_name="people"
    )
    department = models.CharField(_("department"), max_length=120, blank=True)
    level = TenantForeignKey(Level, models.PROTECT, verbose_name=_("level"), related_name="people")
    site = TenantForeignKey(
        Site, models.PROTECT, verbose_name=_("site"), related_name="people", null=True, blank=True
    )
    leader = TenantForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("home leader"),
        related_name="led",
        null=True,
        blank=True,
    )
    language = models.CharField(
        _("language"), max_length=8, default="en", choices=settings.LANGUAGES
    )
    time_zone = models.CharField(
        _("time zone"), max_length=40, blank=True, validators=[is_time_zone]
    )
    weekly_hours = models.DecimalField(
        _("hours a week by contract"),
        max_digits=4,
        decimal_places=2,
        default=Decimal(40),
        validators=[MinValueValidator(Decimal("0.25")), MaxValueValidator(Decimal(60))],
    )
    left_on = models.DateField(_("left on"), null=True, blank=True)
    standing_since = models.DateTimeField(default=timezone.now, editable=False)
    links_version = models.PositiveIntegerField(default=0, editable=False)  # in signed links
    by_provider: bool = False  # whether this request's session began at the identity provider
    sort_key = models.CharField(max_length=170, editable=False)
    search_text = models.CharField(max_length=500, editable=False)

    objects: ClassVar[Any] = tenant_manager(PersonQuerySet)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_key", "id"]
        indexes = [models.Index(fields=["organisation", "sort_key"], name="orgs_person_sorted")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                name="orgs_person_email",
                violation_error_message=_("Somebody on the roster has this e-mail already."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "employee_number"],
                name="orgs_person_employee_number",
                condition=~models.Q(employee_number=""),
                violation_error_message=_("Somebody on the roster has this number already."),
            ),
            models.UniqueConstraint(fields=["organisation", "account"], name="orgs_person_account"),
            models.CheckConstraint(
                condition=models.Q(leader=None) | ~models.Q(leader=models.F("id")),
                name="orgs_person_leads_not_self",
                violation_error_message=_("Nobody is their own home leader."),
            ),
            models.CheckConstraint(
                condition=models.Q(weekly_hours__gte=Decimal("0.25"), weekly_hours__lte=60),
                name="orgs_person_weekly_hours",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **kwargs: Any) -> None:
        self.fill_keys()
        super().save(**kwargs)

    def fill_keys(self) -> None:
        """Compute what sorting and search read; call it before a bulk write too."""
        self.email = fold_email(self.email)
        self.sort_key = fold(f"{self.family_name} {self.given_name}")[:170]
        self.search_text = fold(
            f"{self.given_name} {self.family_name} {self.email} {self.title} {self.department}"
        )[:500]

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def initials(self) -> str:
        return f"{self.given_name[:1]}{self.family_name[:1]}"

    @property
    def active(self) -> bool:
        return self.left_on is None


class Role(TenantModel):
    """What somebody may do for the whole organisation; rights in a theme come from the theme."""

    class Kind(models.TextChoices):
        ADMINISTRATOR = "administrator", _("Administrator")
        AUDITOR = "auditor", _("Auditor")

    person = TenantForeignKey(Person, models.CASCADE, related_name="roles")
    kind = models.CharField(_("role"), max_length=16, choices=Kind)
    given_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("role")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person", "kind"], name="orgs_role_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["administrator", "auditor"]), name="orgs_role_kind"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
