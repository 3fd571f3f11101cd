"""What leaders in the teams say once a month questions the focus."""

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0002_no_cycle_of_leaders"),
        ("teams", "0008_skill_brought"),
        ("themes", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="FocusAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="month")),
                (
                    "text",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="what we have learned"
                    ),
                ),
                ("at", models.DateTimeField(auto_now=True)),
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "theme",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="focus_answers",
                        to="themes.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer about the focus",
                "ordering": ["-month", "id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "theme"], name="focusanswer_theme_2b4983_ix"
                    ),
                    models.Index(
                        fields=["organisation", "person"], name="focusanswer_person_a61122_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "theme", "person", "month"),
                        name="teams_focusanswer_once_a_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="teams_focusanswer_month"
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "theme_id": "id"},
                        name="teams_focusanswer_theme_fk",
                        to="themes.Theme",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="teams_focusanswer_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_focusanswer_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="teams_focusanswer_tenant"),
                ],
            },
        ),
    ]
