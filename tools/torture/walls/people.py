"""Who asks: people of two organisations, signed in, and nobody; and what each must never read."""

import time
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, models
from django.db.models.functions import Length

from core.tenancy import TenantModel, tenant
from orgs.models import Account, Organisation, OrganisationAccount, Person
from orgs.reauthentication.recent import CONFIRMED
from tools.local.var import FLOORS, ROOT

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SAYING = {".py", ".toml", ".html", ".txt", ".md"}
MARKUP = set("<>&'\"\\\n")
SHORTEST, OF_EACH = 12, 3
"""Letters that nobody writes by chance, and how many texts of a column are looked for."""


@dataclass
class Somebody:
    """`slug` is where they belong; nobody belongs nowhere and has no account."""

    name: str
    slug: str = ""
    account: int | None = None
    person: int | None = None
    session: str = ""

    def sign_in(self) -> None:
        """Anew, also after they were signed out, locked out or sent away meanwhile."""
        if self.account is None:
            return
        organisation = Organisation.objects.get(slug=self.slug)
        Account.objects.filter(pk=self.account).update(is_active=True)
        OrganisationAccount.objects.get_or_create(
            organisation=organisation, account_id=self.account
        )
        with tenant(organisation):
            Person.objects.filter(pk=self.person).update(left_on=None, account_id=self.account)
        session = SessionStore()
        session[SESSION_KEY] = str(self.account)
        session[BACKEND_SESSION_KEY] = BACKEND
        session[HASH_SESSION_KEY] = Account.objects.get(pk=self.account).get_session_auth_hash()
        session[CONFIRMED] = time.time()
        session.create()
        self.session = session.session_key or ""


def people(organisation: Organisation, emails: list[str]) -> list[Somebody]:
    """Those of them who have an account there."""
    with tenant(organisation):
        found = Person.objects.filter(account__isnull=False, email__in=emails).order_by("pk")
        return [Somebody(p.email, organisation.slug, p.account_id, p.pk) for p in found]


def words(organisation: Organisation) -> set[str]:
    """Texts that rows of this organisation hold and the product never says, a few of each column.

    What is said in the demo's own code is what its rows hold.
    """
    found: set[str] = set()
    with tenant(organisation):
        for model in _tenant_models():
            for column in model._meta.concrete_fields:
                if isinstance(column, models.CharField | models.TextField) and not column.choices:
                    found.update(_texts(model, column.name))
    said = _said_by_the_product()
    return {text for text in found if text not in said}


def _said_by_the_product() -> str:
    files = [f for folder in (*FLOORS, "templates") for f in (ROOT / folder).rglob("*.*")]
    said = [f for f in files if f.suffix in SAYING and "demo" not in f.parts]
    return "\n".join(file.read_text() for file in said)


def _texts(model: type[models.Model], column: str) -> list[str]:
    long = model._default_manager.annotate(letters=Length(column)).filter(letters__gte=SHORTEST)
    texts = long.order_by("pk").values_list(column, flat=True)[: 10 * OF_EACH]
    return [str(text)[:60] for text in texts if not MARKUP & set(str(text)[:60])][:OF_EACH]


def fingerprint(organisation: Organisation) -> list[tuple[Any, ...]]:
    """One line for each table of the organisation; it changes when any row does."""
    one = "SELECT '{0}', md5(string_agg(t::text, '|' ORDER BY t.id)) FROM {0} t"
    sql = " UNION ALL ".join(one.format(m._meta.db_table) for m in _tenant_models())
    with tenant(organisation), connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def _tenant_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if issubclass(m, TenantModel)]
