"""The history of a theme's roles: who gave or took which, and when."""

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0006_identity_provider"),
        ("themes", "0005_chats"),
    ]

    operations = [
        migrations.CreateModel(
            name="RoleChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sponsor", "Sponsor"),
                            ("integration", "Integration team"),
                            ("facilitator", "Facilitator"),
                            ("coach", "Coach"),
                        ],
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                ("given", models.BooleanField()),
                ("team", models.CharField(blank=True, max_length=120)),
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
                    "person",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "theme",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="role_changes",
                        to="themes.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a role",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["organisation", "at"], name="themes_rolechange_at"),
                    models.Index(
                        fields=["organisation", "theme"], name="rolechange_theme_1b387e_ix"
                    ),
                    models.Index(
                        fields=["organisation", "person"], name="rolechange_person_184b2f_ix"
                    ),
                    models.Index(fields=["organisation", "by"], name="rolechange_by_0fd9af_ix"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["sponsor", "integration", "facilitator", "coach"])
                        ),
                        name="themes_rolechange_kind",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "theme_id": "id"},
                        name="themes_rolechange_theme_fk",
                        to="themes.Theme",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="themes_rolechange_person_fk",
                        to="orgs.Person",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="themes_rolechange_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="themes_rolechange_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="themes_rolechange_tenant"),
                ],
            },
        ),
    ]
