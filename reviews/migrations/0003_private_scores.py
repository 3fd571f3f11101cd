"""Private scores before the talk of a review."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("okrs", "0008_rounds_of_confidence"),
        ("orgs", "0006_identity_provider"),
        ("reviews", "0002_practice_checks"),
    ]

    operations = [
        migrations.CreateModel(
            name="ScoreRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revealed_at", models.DateTimeField(blank=True, null=True)),
                ("count", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "lowest",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=3, null=True),
                ),
                (
                    "median",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=3, null=True),
                ),
                (
                    "highest",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=3, null=True),
                ),
                (
                    "key_result",
                    orgs.tenancy.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="score_round",
                        to="okrs.keyresult",
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
                "verbose_name": "round of scores",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("count", None), ("revealed_at", None)),
                            models.Q(("count__isnull", False), ("revealed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="reviews_scoreround_counted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("highest", None), ("lowest", None), ("median", None)),
                            models.Q(
                                ("count__gte", 2),
                                ("highest__gte", models.F("median")),
                                ("highest__lte", 1),
                                ("lowest__gte", 0),
                                ("median__gte", models.F("lowest")),
                            ),
                            _connector="OR",
                        ),
                        name="reviews_scoreround_spread",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"key_result_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_scoreround_key_result_fk",
                        to="okrs.KeyResult",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "key_result"),
                        name="reviews_scoreround_key_result_once",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_scoreround_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="reviews_scoreround_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrivateScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score", models.DecimalField(decimal_places=2, max_digits=3)),
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
                    "round",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="reviews.scoreround",
                    ),
                ),
            ],
            options={
                "verbose_name": "private score",
                "indexes": [
                    models.Index(
                        fields=["organisation", "round"], name="privatescore_round_ce6538_ix"
                    ),
                    models.Index(
                        fields=["organisation", "person"], name="privatescore_person_5772f8_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "round", "person"), name="reviews_privatescore_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 0), ("score__lte", 1)),
                        name="reviews_privatescore_range",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "round_id": "id"},
                        name="reviews_privatescore_round_fk",
                        to="reviews.ScoreRound",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="reviews_privatescore_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_privatescore_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="reviews_privatescore_tenant"),
                ],
            },
        ),
        migrations.AddField(
            model_name="review",
            name="score_hours",
            field=models.PositiveSmallIntegerField(
                default=24,
                validators=[django.core.validators.MaxValueValidator(336)],
                verbose_name="members score for themselves until so many hours before",
            ),
        ),
    ]
