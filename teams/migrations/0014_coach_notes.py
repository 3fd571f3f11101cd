"""What coaches write, and how long coaching takes."""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0006_identity_provider"),
        ("teams", "0013_agreement_review"),
    ]

    operations = [
        migrations.CreateModel(
            name="CoachNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="note")),
                (
                    "shared",
                    models.BooleanField(
                        default=False,
                        help_text="The members of the team read it. Otherwise nobody but you does.",
                        verbose_name="share with the team",
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
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
                    "team",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coach_notes",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "coach's note",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["organisation", "team"], name="coachnote_team_8c6a65_ix"),
                    models.Index(fields=["organisation", "by"], name="coachnote_by_763176_ix"),
                ],
                "constraints": [
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="teams_coachnote_team_fk",
                        to="teams.Team",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="teams_coachnote_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_coachnote_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="teams_coachnote_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="WhatWorked",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("situation", models.CharField(max_length=200, verbose_name="what it was about")),
                ("text", models.TextField(max_length=2000, verbose_name="what helped")),
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
                    "team",
                    orgs.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="teams.team",
                        verbose_name="team to name",
                    ),
                ),
            ],
            options={
                "verbose_name": "what worked",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["organisation", "by"], name="whatworked_by_3cf17b_ix"),
                    models.Index(fields=["organisation", "team"], name="whatworked_team_6756a7_ix"),
                ],
                "constraints": [
                    orgs.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="teams_whatworked_by_fk",
                        to="orgs.Person",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="teams_whatworked_team_fk",
                        to="teams.Team",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_whatworked_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="teams_whatworked_tenant"),
                ],
            },
        ),
        migrations.AddField(
            model_name="coaching",
            name="hours",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=4,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(Decimal("0.25")),
                    django.core.validators.MaxValueValidator(Decimal("40")),
                ],
                verbose_name="hours a week",
            ),
        ),
        migrations.AddConstraint(
            model_name="coaching",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("hours", None),
                    models.Q(("hours__gte", Decimal("0.25")), ("hours__lte", 40)),
                    _connector="OR",
                ),
                name="teams_coaching_hours",
            ),
        ),
    ]
