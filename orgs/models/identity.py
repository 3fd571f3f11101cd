from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.models.organisation import Organisation
from orgs.tenancy import TenantModel


class IdentityProvider(TenantModel):
    """Where the organisation's people sign in at home, by OpenID Connect."""

    issuer = models.URLField(_("issuer"), max_length=200)
    client_id = models.CharField(_("client ID"), max_length=200)
    client_secret = models.CharField(_("client secret"), max_length=400)
    domains = ArrayField(
        models.CharField(max_length=253), verbose_name=_("e-mail domains"), default=list, blank=True
    )

    class Meta:
        verbose_name = _("identity provider")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], name="orgs_identityprovider_one_each"
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.issuer


class VerifiedDomain(models.Model):
    """Whose identity provider speaks for an e-mail domain; asked before one is chosen."""

    domain = models.CharField(_("e-mail domain"), max_length=253, unique=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="verified_domains"
    )

    class Meta:
        verbose_name = _("verified e-mail domain")

    def __str__(self) -> str:
        return self.domain
