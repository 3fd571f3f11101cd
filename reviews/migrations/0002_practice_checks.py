"""Practices are looked at again: whether they live, who uses them, what they bring."""

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0006_identity_provider"),
        ("reviews", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="PracticeCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("yes", "in use"),
                            ("partly", "in use in part"),
                            ("no", "not in use any more"),
                        ],
                        max_length=6,
                        verbose_name="is it in use?",
                    ),
                ),
                (
                    "used_by",
                    models.CharField(blank=True, max_length=200, verbose_name="who uses it"),
                ),
                (
                    "effect",
                    models.TextField(blank=True, max_length=600, verbose_name="what it brings"),
                ),
                (
                    "benefit",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="in a number",
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=40, verbose_name="unit")),
                (
                    "source",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="where the number comes from"
                    ),
                ),
                (
                    "measured_on",
                    models.DateField(blank=True, null=True, verbose_name="measured on"),
                ),
                ("estimate", models.BooleanField(default=False, verbose_name="it is an estimate")),
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
                    "practice",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checks",
                        to="reviews.practice",
                    ),
                ),
            ],
            options={
                "verbose_name": "look at a practice",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "practice"], name="practicecheck_practi_b8a3f9_ix"
                    ),
                    models.Index(fields=["organisation", "by"], name="practicecheck_by_407bb0_ix"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("use__in", ["yes", "partly", "no"])),
                        name="reviews_practicecheck_use",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("benefit", None),
                            models.Q(
                                models.Q(("unit", ""), _negated=True),
                                models.Q(("source", ""), _negated=True),
                                models.Q(("measured_on", None), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="reviews_practicecheck_source",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "practice_id": "id"},
                        name="reviews_practicecheck_practice_fk",
                        to="reviews.Practice",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_practicecheck_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_practicecheck_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="reviews_practicecheck_tenant"),
                ],
            },
        ),
    ]
