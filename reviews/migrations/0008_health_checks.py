"""How a team is, asked by hidden vote."""

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0006_identity_provider"),
        ("reviews", "0007_pulse"),
        ("teams", "0014_coach_notes"),
    ]

    operations = [
        migrations.CreateModel(
            name="HealthCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("asked", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("answered", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("shared_at", models.DateTimeField(blank=True, null=True)),
                (
                    "opened_by",
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
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="health_checks",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "health check",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "team"], name="healthcheck_team_997d54_ix"
                    ),
                    models.Index(
                        fields=["organisation", "opened_by"], name="healthcheck_opened_b_a2827f_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("organisation", "team"),
                        name="reviews_healthcheck_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered", None),
                                ("asked", None),
                                ("closed_at", None),
                                ("shared_at", None),
                            ),
                            models.Q(
                                ("answered__isnull", False),
                                ("asked__isnull", False),
                                ("closed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="reviews_healthcheck_counted",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="reviews_healthcheck_team_fk",
                        to="teams.Team",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"opened_by_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_healthcheck_opened_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_healthcheck_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="reviews_healthcheck_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HealthAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1)),
                ("text", models.CharField(max_length=200, verbose_name="what we do")),
                ("due_on", models.DateField(verbose_name="until")),
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
                    "check_of",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actions",
                        to="reviews.healthcheck",
                    ),
                ),
            ],
            options={
                "verbose_name": "action of a health check",
                "ordering": ["position"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "check_of"], name="healthaction_check_o_32e72f_ix"
                    ),
                    models.Index(
                        fields=["organisation", "owner"], name="healthaction_owner_485a53_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "check_of", "position"),
                        name="reviews_healthaction_position",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1), ("position__lte", 2)),
                        name="reviews_healthaction_at_most_two",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"check_of_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_healthaction_check_of_fk",
                        to="reviews.HealthCheck",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "owner_id": "id"},
                        name="reviews_healthaction_owner_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_healthaction_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="reviews_healthaction_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HealthResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dimension", models.CharField(max_length=9)),
                ("green", models.PositiveSmallIntegerField(default=0)),
                ("yellow", models.PositiveSmallIntegerField(default=0)),
                ("red", models.PositiveSmallIntegerField(default=0)),
                (
                    "check_of",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="reviews.healthcheck",
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
                "verbose_name": "result of a health check",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "check_of"], name="healthresult_check_o_26a0c0_ix"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "check_of", "dimension"),
                        name="reviews_healthresult_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "dimension__in",
                                (
                                    "purpose",
                                    "time",
                                    "trust",
                                    "agreement",
                                    "learning",
                                    "leaders",
                                    "home",
                                    "fun",
                                ),
                            )
                        ),
                        name="reviews_healthresult_dimension",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"check_of_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_healthresult_check_of_fk",
                        to="reviews.HealthCheck",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_healthresult_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="reviews_healthresult_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HealthVote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dimension", models.CharField(max_length=9)),
                (
                    "colour",
                    models.CharField(
                        choices=[("green", "Good"), ("yellow", "So-so"), ("red", "Needs care")],
                        max_length=6,
                    ),
                ),
                (
                    "check_of",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="reviews.healthcheck",
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
            ],
            options={
                "verbose_name": "vote of a health check",
                "indexes": [
                    models.Index(
                        fields=["organisation", "check_of"], name="healthvote_check_of_c03a34_ix"
                    ),
                    models.Index(
                        fields=["organisation", "person"], name="healthvote_person_5acc82_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "check_of", "person", "dimension"),
                        name="reviews_healthvote_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("colour__in", ["green", "yellow", "red"]),
                            (
                                "dimension__in",
                                (
                                    "purpose",
                                    "time",
                                    "trust",
                                    "agreement",
                                    "learning",
                                    "leaders",
                                    "home",
                                    "fun",
                                ),
                            ),
                        ),
                        name="reviews_healthvote_words",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"check_of_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_healthvote_check_of_fk",
                        to="reviews.HealthCheck",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="reviews_healthvote_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_healthvote_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="reviews_healthvote_tenant"),
                ],
            },
        ),
    ]
