"""What goes on after a cycle, and the bands of scores."""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("okrs", "0008_rounds_of_confidence"),
        ("orgs", "0006_identity_provider"),
        ("reviews", "0003_private_scores"),
    ]

    operations = [
        migrations.CreateModel(
            name="Outcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("continue", "Continue"), ("change", "Change"), ("stop", "Stop")],
                        max_length=8,
                        verbose_name="how it goes on",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what changes, or why"
                    ),
                ),
                (
                    "baseline",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=16,
                        null=True,
                        verbose_name="baseline next time",
                    ),
                ),
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
                    "initiative",
                    orgs.tenancy.TenantOneToOneField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcome",
                        to="okrs.initiative",
                    ),
                ),
                (
                    "key_result",
                    orgs.tenancy.TenantOneToOneField(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcome",
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
                "verbose_name": "outcome",
                "indexes": [
                    models.Index(fields=["organisation", "by"], name="outcome_by_d00af6_ix")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("initiative__isnull", False), ("key_result", None)),
                            models.Q(("initiative", None), ("key_result__isnull", False)),
                            _connector="OR",
                        ),
                        name="reviews_outcome_of_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["continue", "change", "stop"])),
                        name="reviews_outcome_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "change"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="reviews_outcome_change_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("baseline", None),
                            models.Q(
                                ("key_result__isnull", False),
                                models.Q(("answer", "stop"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="reviews_outcome_baseline",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"key_result_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_outcome_key_result_fk",
                        to="okrs.KeyResult",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "key_result"),
                        name="reviews_outcome_key_result_once",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"initiative_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_outcome_initiative_fk",
                        to="okrs.Initiative",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "initiative"),
                        name="reviews_outcome_initiative_once",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_outcome_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_outcome_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="reviews_outcome_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreBands",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "middle_from",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.4"),
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.01")),
                            django.core.validators.MaxValueValidator(Decimal("1")),
                        ],
                        verbose_name="half-way from",
                    ),
                ),
                (
                    "high_from",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.7"),
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.01")),
                            django.core.validators.MaxValueValidator(Decimal("1")),
                        ],
                        verbose_name="good from",
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
                "verbose_name": "bands of scores",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation",), name="reviews_scorebands_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("high_from__gt", models.F("middle_from")),
                            ("high_from__lte", 1),
                            ("middle_from__gt", 0),
                        ),
                        name="reviews_scorebands_order",
                        violation_error_message="“Good” begins above “half-way”.",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_scorebands_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="reviews_scorebands_tenant"),
                ],
            },
        ),
    ]
