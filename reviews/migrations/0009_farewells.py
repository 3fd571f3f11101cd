"""A word of thanks to who leaves."""

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0006_identity_provider"),
        ("reviews", "0008_health_checks"),
        ("teams", "0014_coach_notes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Farewell",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=1000, verbose_name="a word of thanks")),
                ("at", models.DateTimeField(auto_now=True)),
                (
                    "by",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "membership",
                    orgs.tenancy.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="farewell",
                        to="teams.membership",
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
                "verbose_name": "farewell",
                "indexes": [
                    models.Index(fields=["organisation", "by"], name="farewell_by_880531_ix")
                ],
                "constraints": [
                    orgs.tenancy.CompositeForeignKey(
                        columns={"membership_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_farewell_membership_fk",
                        to="teams.Membership",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "membership"),
                        name="reviews_farewell_membership_once",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_farewell_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_farewell_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="reviews_farewell_tenant"),
                ],
            },
        ),
    ]
