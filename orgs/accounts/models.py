from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.text import fold_email
from orgs.organisations.models import Organisation


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        account = self.model(email=email, **fields)
        account.set_password(password)
        account.save()
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email=fold_email(username or ""))


class Account(AbstractBaseUser):
    """Somebody who can sign in; a person of one organisation or of several."""

    class Appearance(models.TextChoices):
        DEVICE = "", _("As the device")
        LIGHT = "light", _("Paper")
        DARK = "dark", _("Night sky")

    email = models.EmailField(_("e-mail"), unique=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    language = models.CharField(_("language"), max_length=8, blank=True, choices=settings.LANGUAGES)
    appearance = models.CharField(
        _("paper or night sky"), max_length=5, blank=True, choices=Appearance
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("account")

    def __str__(self) -> str:
        return self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = fold_email(self.email)
        super().save(*args, **kwargs)


class OrganisationAccount(models.Model):
    """Which organisations an account may enter; known before an organisation is chosen."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="accounts"
    )
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="organisations")

    class Meta:
        verbose_name = _("account in an organisation")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "organisation"], name="orgs_organisationaccount_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} · {self.organisation_id}"
