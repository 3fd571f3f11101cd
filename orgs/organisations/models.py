from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantModel
from core.zones import is_country, is_time_zone

SLUG = RegexValidator(
    r"^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$", _("Use small letters, digits and hyphens.")
)


class Organisation(models.Model):
    """The tenant: a company that runs themes. It sees only its own data."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.CharField(_("address part"), max_length=40, unique=True, validators=[SLUG])
    time_zone = models.CharField(
        _("time zone"), max_length=40, default="Europe/Berlin", validators=[is_time_zone]
    )
    countries = ArrayField(
        models.CharField(max_length=2, validators=[is_country]),
        verbose_name=_("countries"),
        default=list,
        blank=True,
    )
    language = models.CharField(
        _("language"), max_length=8, default="en", choices=settings.LANGUAGES
    )
    needs_second_factor = models.BooleanField(
        _("administrators and auditors need a second factor"), default=False
    )
    # What it calls the words of the method; orgs/glossary says in which shape.
    terms = models.JSONField(default=dict, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("organisation")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/o/{self.slug}/"


class Division(TenantModel):
    """A part of the line organisation; teams want people of several divisions."""

    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("division")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="orgs_division_name")
        ]

    def __str__(self) -> str:
        return self.name


class Level(TenantModel):
    """How senior somebody is in the line organisation; a small rank is more senior."""

    name = models.CharField(_("name"), max_length=60)
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)
    leads = models.BooleanField(
        _("leads"), default=False, help_text=_("People of this level count as leaders in a team.")
    )

    class Meta:
        verbose_name = _("level")
        ordering = ["rank", "name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="orgs_level_name")
        ]

    def __str__(self) -> str:
        return self.name


class Site(TenantModel):
    """Where somebody works."""

    name = models.CharField(_("name"), max_length=120)
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[is_country],
        help_text=_("Two letters, such as TR: its holidays count for those who work here."),
    )

    class Meta:
        verbose_name = _("site")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="orgs_site_name")
        ]

    def __str__(self) -> str:
        return self.name
