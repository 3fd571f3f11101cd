"""What teams want to do better in how they work."""

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0006_identity_provider"),
        ("reviews", "0005_closing_events"),
        ("teams", "0014_coach_notes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Improvement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1)),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("meetings", "Our meetings"),
                            ("time", "Time we really have"),
                            ("decisions", "How we decide"),
                            ("together", "How we treat each other"),
                            ("measuring", "How we measure"),
                            ("leaders", "Support by leaders"),
                            ("others", "Working with other departments"),
                            ("tools", "Tools and places"),
                            ("else", "Something else"),
                        ],
                        max_length=9,
                        verbose_name="about",
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="what we do differently")),
                ("due_on", models.DateField(verbose_name="until")),
                (
                    "became",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("kept", "Done, and we keep it"),
                            ("done", "Done, but it did not stay"),
                            ("not_done", "Not done"),
                        ],
                        max_length=8,
                        verbose_name="what became of it",
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
                    "owner",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                        verbose_name="owner",
                    ),
                ),
                (
                    "team",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="improvements",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "improvement",
                "ordering": ["position", "id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "team"], name="improvement_team_dd324c_ix"
                    ),
                    models.Index(
                        fields=["organisation", "owner"], name="improvement_owner_6e5caa_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "team", "position"),
                        name="reviews_improvement_position",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1), ("position__lte", 3)),
                        name="reviews_improvement_at_most_three",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("became__in", ["", "kept", "done", "not_done"])),
                        name="reviews_improvement_became",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="reviews_improvement_team_fk",
                        to="teams.Team",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "owner_id": "id"},
                        name="reviews_improvement_owner_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_improvement_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="reviews_improvement_tenant"),
                ],
            },
        ),
    ]
