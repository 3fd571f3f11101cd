"""Signing in at the organisation's identity provider, and setting it."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator
from django.utils.translation import gettext_lazy as _

from core.outgoing.addresses import Problem, refusal
from core.text import fold_email
from orgs.identity.actions import provider_for, provider_save
from orgs.models import IdentityProvider, Organisation, Person
from orgs.sign_in.forms import SignIn


class DomainsField(forms.CharField):
    """E-mail domains, as in "lodos.example, lodos.com.tr"."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        words = fold_email(super().to_python(value) or "").replace(",", " ").split()
        return list(dict.fromkeys(word.removeprefix("@") for word in words))

    def validate(self, value: Any) -> None:
        super().validate(value)
        is_domain = DomainNameValidator(
            message=_("%(value)s is no domain. Write what stands after the @ of an e-mail.")
        )
        for domain in value:
            is_domain(domain)


class ProviderForm(forms.Form):
    issuer = forms.URLField(
        label=_("Issuer"),
        max_length=200,
        assume_scheme="https",
        help_text=_("Its address without /.well-known, for example https://login.lodos.example."),
    )
    client_id = forms.CharField(label=_("Client ID"), max_length=200)
    client_secret = forms.CharField(
        label=_("Client secret"),
        max_length=400,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    domains = DomainsField(
        label=_("E-mail domains"),
        help_text=_("What stands after the @, at least one."),
    )

    def __init__(self, *args: Any, provider: IdentityProvider | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        secret = self.fields["client_secret"]
        if provider is None:
            secret.required = True
            return
        for name in ("issuer", "client_id", "domains"):
            self.initial[name] = getattr(provider, name)
        secret.widget.attrs["placeholder"] = "••••••••"
        secret.help_text = _("One is stored. Leave this empty to keep it.")

    def clean_issuer(self) -> str:
        """What can be seen to be wrong before a worker calls it."""
        issuer = str(self.cleaned_data["issuer"])
        problem = refusal(issuer)
        if problem == Problem.PRIVATE:
            raise ValidationError(IdentityProvider.Problem.PRIVATE.label)
        if problem or urlsplit(issuer).query:
            raise ValidationError(
                _("Write an address that begins with https://, as your provider shows it.")
            )
        return issuer

    def save(self, by: Person) -> IdentityProvider:
        return provider_save(by=by, **self.cleaned_data)


class OrganisationSignInForm(SignIn, forms.Form):
    """Says nothing of accounts: it knows organisations and their domains only."""

    words = forms.CharField(
        label=_("Your e-mail, or your organisation's address part"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "email", "autocapitalize": "none"}),
    )
    organisation: Organisation | None = None

    def clean_words(self) -> str:
        words = str(self.cleaned_data["words"])
        self.organisation = provider_for(fold_email(words))
        if self.organisation is None:
            raise ValidationError(
                _("No organisation signs in this way here. Look at the spelling, or use a code.")
            )
        return words
