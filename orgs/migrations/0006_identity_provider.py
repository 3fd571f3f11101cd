"""Identity providers of organisations, and for which e-mail domains they speak."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0005_organisation_terms"),
    ]

    operations = [
        migrations.CreateModel(
            name="VerifiedDomain",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "domain",
                    models.CharField(max_length=253, unique=True, verbose_name="e-mail domain"),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="verified_domains",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "verified e-mail domain",
            },
        ),
        migrations.CreateModel(
            name="IdentityProvider",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("issuer", models.URLField(verbose_name="issuer")),
                ("client_id", models.CharField(max_length=200, verbose_name="client ID")),
                ("client_secret", models.CharField(max_length=400, verbose_name="client secret")),
                (
                    "domains",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=253),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="e-mail domains",
                    ),
                ),
                (
                    "organisation",
                    orgs.tenancy.TenantField(
                        db_index=False,
                        default=orgs.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "identity provider",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation",), name="orgs_identityprovider_one_each"
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="orgs_identityprovider_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="orgs_identityprovider_tenant"),
                ],
            },
        ),
    ]
