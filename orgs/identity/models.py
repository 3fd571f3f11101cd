from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.sealing import keys
from core.tenancy import TenantModel
from orgs.organisations.models import Organisation

SEALED_FOR = "sunhand.identity_provider"


class IdentityProvider(TenantModel):
    """Where the organisation's people sign in at home, by OpenID Connect.

    What it says of itself (its discovery document and its signing keys) is kept here, so that no
    page waits for it: the worker asks for it anew (`orgs.identity.tasks.provider_refresh`).
    """

    class Problem(models.TextChoices):
        """What was wrong when the worker asked last."""

        ADDRESS = (
            "address",
            _("We do not call this address. Write it with https://, as your provider shows it."),
        )
        PRIVATE = (
            "private",
            _("The issuer leads into a private network. Whoever operates this site can allow it."),
        )
        AWAY = "away", _("The issuer does not answer.")
        TLS = "tls", _("The issuer's certificate is not valid for its name.")
        SLOW = "slow", _("The issuer answers too slowly.")
        LARGE = "large", _("The issuer answers with more than a discovery document.")
        BROKEN = "broken", _("The connection to the issuer broke off.")
        MOVED = "moved", _("The issuer leads on to another address. Enter that one.")
        STATUS = "status", _("The issuer has no discovery document, or a fault of its own.")
        DOCUMENT = "document", _("The issuer's discovery document is incomplete.")
        ISSUER = (
            "issuer",
            _("The discovery document names another issuer. Enter the issuer as it stands there."),
        )
        ENDPOINT = (
            "endpoint",
            _("The discovery document names an address that we do not call."),
        )
        KEYS = "keys", _("The issuer publishes no signing key that we can use.")

    issuer = models.URLField(_("issuer"), max_length=200)
    client_id = models.CharField(_("client ID"), max_length=200)
    sealed_secret = models.TextField(editable=False)
    domains = ArrayField(
        models.CharField(max_length=253), verbose_name=_("e-mail domains"), default=list, blank=True
    )
    discovery = models.JSONField(null=True, editable=False)
    signing_keys = models.JSONField(null=True, editable=False)
    fetched_at = models.DateTimeField(null=True, editable=False)
    asked_at = models.DateTimeField(null=True, editable=False)
    wanted = models.BooleanField(default=True, editable=False)  # asked before its time
    problem = models.CharField(max_length=8, choices=Problem, blank=True, editable=False)
    problem_detail = models.CharField(max_length=200, blank=True, editable=False)
    problem_since = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("identity provider")
        constraints = [
            models.UniqueConstraint(fields=["organisation"], name="orgs_identityprovider_one_each")
        ]

    def __str__(self) -> str:
        return self.issuer

    def seal(self, secret: str) -> None:
        self.sealed_secret = keys(SEALED_FOR).encrypt(secret.encode()).decode()

    def unseal(self) -> str:
        """Raises `cryptography.fernet.InvalidToken` where the server's secret has changed."""
        return keys(SEALED_FOR).decrypt(self.sealed_secret.encode()).decode()

    def forget_what_was_fetched(self) -> None:
        """The issuer is another one now."""
        self.discovery = self.signing_keys = self.fetched_at = None
        self.problem, self.problem_detail, self.problem_since = "", "", None


class VerifiedDomain(models.Model):
    """Whose identity provider speaks for an e-mail domain; asked before one is chosen.

    The operator verified it for one issuer. It counts for no other, so that whoever may change the
    settings later cannot let in people by an issuer that nobody has looked at.
    """

    domain = models.CharField(_("e-mail domain"), max_length=253, unique=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="verified_domains"
    )
    issuer = models.URLField(_("issuer"), max_length=200)

    class Meta:
        verbose_name = _("verified e-mail domain")

    def __str__(self) -> str:
        return self.domain
