import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("okrs", "0007_definition_workshop"),
        ("orgs", "0006_identity_provider"),
    ]

    operations = [
        migrations.CreateModel(
            name="ConfidenceRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("confident", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("unsure", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("doubtful", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "key_result",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="confidence_rounds",
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
                "verbose_name": "round of confidence",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "key_result"], name="confidenceround_key__c235ac_ix"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("organisation", "key_result"),
                        name="okrs_confidenceround_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at", None),
                                ("confident", None),
                                ("doubtful", None),
                                ("unsure", None),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("confident__isnull", False),
                                ("doubtful__isnull", False),
                                ("unsure__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="okrs_confidenceround_counted",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"key_result_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_confidenceround_key_result_fk",
                        to="okrs.KeyResult",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_confidenceround_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="okrs_confidenceround_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConfidenceVote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("confident", "Confident"),
                            ("unsure", "Unsure"),
                            ("doubtful", "Doubtful"),
                        ],
                        max_length=9,
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
                        related_name="votes",
                        to="okrs.confidenceround",
                    ),
                ),
            ],
            options={
                "verbose_name": "vote of confidence",
                "indexes": [
                    models.Index(
                        fields=["organisation", "round"], name="confidencevote_round_0bedf2_ix"
                    ),
                    models.Index(
                        fields=["organisation", "person"], name="confidencevote_perso_cf947d_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "round", "person"), name="okrs_confidencevote_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confidence__in", ["confident", "unsure", "doubtful"])),
                        name="okrs_confidencevote_word",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "round_id": "id"},
                        name="okrs_confidencevote_round_fk",
                        to="okrs.ConfidenceRound",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="okrs_confidencevote_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_confidencevote_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="okrs_confidencevote_tenant"),
                ],
            },
        ),
        migrations.AddField(
            model_name="keyresult",
            name="first_confidence",
            field=models.CharField(
                blank=True,
                choices=[
                    ("confident", "Confident"),
                    ("unsure", "Unsure"),
                    ("doubtful", "Doubtful"),
                ],
                max_length=9,
                verbose_name="confidence in week 0",
            ),
        ),
        migrations.AddConstraint(
            model_name="keyresult",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_confidence__in", ["", "confident", "unsure", "doubtful"])
                ),
                name="okrs_keyresult_first_confidence",
            ),
        ),
    ]
