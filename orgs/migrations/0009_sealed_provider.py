"""Client secrets are sealed, a domain is verified for one issuer, and what providers say is kept."""

from django.db import migrations, models

from orgs.sealing import keys
from orgs.tenancy import SETTING

SEALED_FOR = "sunhand.identity_provider"
PROBLEMS = [
    ("address", "We do not call this address. Write it with https://, as your provider shows it."),
    (
        "private",
        "The issuer leads into a private network. Whoever operates this site can allow it.",
    ),
    ("away", "The issuer does not answer."),
    ("tls", "The issuer's certificate is not valid for its name."),
    ("slow", "The issuer answers too slowly."),
    ("large", "The issuer answers with more than a discovery document."),
    ("broken", "The connection to the issuer broke off."),
    ("moved", "The issuer leads on to another address. Enter that one."),
    ("status", "The issuer has no discovery document, or a fault of its own."),
    ("document", "The issuer's discovery document is incomplete."),
    ("issuer", "The discovery document names another issuer. Enter the issuer as it stands there."),
    ("endpoint", "The discovery document names an address that we do not call."),
    ("keys", "The issuer publishes no signing key that we can use."),
]


def each_provider(apps, schema_editor):
    """All providers, each read inside its organisation as the policies want it."""
    for pk in apps.get_model("orgs", "Organisation").objects.values_list("pk", flat=True):
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, str(pk)])
        yield from apps.get_model("orgs", "IdentityProvider").objects.filter(organisation_id=pk)


def seal(apps, schema_editor):
    domains = apps.get_model("orgs", "VerifiedDomain").objects
    for provider in each_provider(apps, schema_editor):
        secret = keys(SEALED_FOR).encrypt(provider.client_secret.encode()).decode()
        provider.sealed_secret = secret
        provider.save(update_fields=["sealed_secret"])
        domains.filter(organisation_id=provider.organisation_id).update(issuer=provider.issuer)


def unseal(apps, schema_editor):
    for provider in each_provider(apps, schema_editor):
        provider.client_secret = keys(SEALED_FOR).decrypt(provider.sealed_secret.encode()).decode()
        provider.save(update_fields=["client_secret"])


class Migration(migrations.Migration):
    dependencies = [("orgs", "0008_audit_rights")]

    operations = [
        migrations.AddField(
            "identityprovider",
            "sealed_secret",
            models.TextField(default="", editable=False),
            preserve_default=False,
        ),
        migrations.AddField(
            "verifieddomain",
            "issuer",
            models.URLField(default="", verbose_name="issuer"),
            preserve_default=False,
        ),
        migrations.AlterField(
            "identityprovider",
            "client_secret",
            models.CharField(default="", max_length=400, verbose_name="client secret"),
        ),
        migrations.RunPython(seal, unseal),
        migrations.RemoveField("identityprovider", "client_secret"),
        migrations.AddField(
            "identityprovider", "discovery", models.JSONField(editable=False, null=True)
        ),
        migrations.AddField(
            "identityprovider", "signing_keys", models.JSONField(editable=False, null=True)
        ),
        migrations.AddField(
            "identityprovider", "fetched_at", models.DateTimeField(editable=False, null=True)
        ),
        migrations.AddField(
            "identityprovider", "asked_at", models.DateTimeField(editable=False, null=True)
        ),
        migrations.AddField(
            "identityprovider", "wanted", models.BooleanField(default=True, editable=False)
        ),
        migrations.AddField(
            "identityprovider",
            "problem",
            models.CharField(blank=True, choices=PROBLEMS, editable=False, max_length=8),
        ),
        migrations.AddField(
            "identityprovider",
            "problem_detail",
            models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            "identityprovider", "problem_since", models.DateTimeField(editable=False, null=True)
        ),
    ]
