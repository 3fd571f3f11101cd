"""Whether a team says that its key results are enough for the objective."""

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("okrs", "0005_research_to_dos"),
        ("orgs", "0006_identity_provider"),
    ]

    operations = [
        migrations.CreateModel(
            name="SetAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("enough", models.BooleanField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                    "okr_set",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="okrs.okrset",
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
                "verbose_name": "whether the key results are enough",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "okr_set"], name="setanswer_okr_set_9e1947_ix"
                    ),
                    models.Index(fields=["organisation", "by"], name="setanswer_by_ec8902_ix"),
                ],
                "constraints": [
                    orgs.tenancy.CompositeForeignKey(
                        columns={"okr_set_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_setanswer_okr_set_fk",
                        to="okrs.OKRSet",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_setanswer_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_setanswer_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="okrs_setanswer_tenant"),
                ],
            },
        ),
    ]
