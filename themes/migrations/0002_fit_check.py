"""The three questions that are asked when a theme is chosen, with who and when."""

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [("orgs", "0002_no_cycle_of_leaders"), ("themes", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="FitCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("in_strategy", models.BooleanField()),
                (
                    "has_team",
                    models.BooleanField(),
                ),
                (
                    "needs_divisions",
                    models.BooleanField(),
                ),
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
                (
                    "theme",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fit_checks",
                        to="themes.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "fit check",
                "indexes": [
                    models.Index(fields=["organisation", "theme"], name="fitcheck_theme_cc4f3e_ix"),
                    models.Index(fields=["organisation", "by"], name="fitcheck_by_a518f7_ix"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "theme"), name="themes_fitcheck_once"
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "theme_id": "id"},
                        name="themes_fitcheck_theme_fk",
                        to="themes.Theme",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="themes_fitcheck_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="themes_fitcheck_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="themes_fitcheck_tenant"),
                ],
            },
        ),
    ]
