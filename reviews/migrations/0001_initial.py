import uuid
from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.tenancy


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("checkins", "0001_initial"),
        ("okrs", "0001_initial"),
        ("orgs", "0001_initial"),
        ("orgs", "__first__"),
        ("teams", "0001_initial"),
        ("themes", "0001_initial"),
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
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "team",
                    core.tenancy.TenantForeignKey(
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
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="reviews_healthcheck_team_fk",
                        to="teams.Team",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"opened_by_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_healthcheck_opened_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_healthcheck_key"
                    ),
                    core.tenancy.TenantPolicy(name="reviews_healthcheck_tenant"),
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
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "owner",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                        verbose_name="owner",
                    ),
                ),
                (
                    "check_of",
                    core.tenancy.TenantForeignKey(
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
                    core.tenancy.CompositeForeignKey(
                        columns={"check_of_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_healthaction_check_of_fk",
                        to="reviews.HealthCheck",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "owner_id": "id"},
                        name="reviews_healthaction_owner_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_healthaction_key"
                    ),
                    core.tenancy.TenantPolicy(name="reviews_healthaction_tenant"),
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
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="reviews.healthcheck",
                    ),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
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
                    core.tenancy.CompositeForeignKey(
                        columns={"check_of_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_healthresult_check_of_fk",
                        to="reviews.HealthCheck",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_healthresult_key"
                    ),
                    core.tenancy.TenantPolicy(name="reviews_healthresult_tenant"),
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
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "check_of",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="reviews.healthcheck",
                    ),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "person",
                    core.tenancy.TenantForeignKey(
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
                    core.tenancy.CompositeForeignKey(
                        columns={"check_of_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_healthvote_check_of_fk",
                        to="reviews.HealthCheck",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="reviews_healthvote_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_healthvote_key"
                    ),
                    core.tenancy.TenantPolicy(name="reviews_healthvote_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HourlyRate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=8,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                        verbose_name="an hour costs",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{3}$", "Write three capital letters, such as EUR."
                            )
                        ],
                        verbose_name="currency",
                    ),
                ),
                ("at", models.DateTimeField(auto_now=True)),
                (
                    "by",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "internal rate",
                "indexes": [
                    models.Index(fields=["organisation", "by"], name="hourlyrate_by_d83a0e_ix")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation",), name="reviews_hourlyrate_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0), ("currency__regex", "^[A-Z]{3}$")),
                        name="reviews_hourlyrate_sane",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_hourlyrate_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_hourlyrate_key"
                    ),
                    core.tenancy.TenantPolicy(name="reviews_hourlyrate_tenant"),
                ],
            },
        ),
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
                ("done_at", models.DateTimeField(blank=True, null=True)),
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
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "owner",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                        verbose_name="owner",
                    ),
                ),
                (
                    "team",
                    core.tenancy.TenantForeignKey(
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
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="reviews_improvement_team_fk",
                        to="teams.Team",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "owner_id": "id"},
                        name="reviews_improvement_owner_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_improvement_key"
                    ),
                    core.tenancy.TenantPolicy(name="reviews_improvement_tenant"),
                ],
            },
        ),
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
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "initiative",
                    core.tenancy.TenantOneToOneField(
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
                    core.tenancy.TenantOneToOneField(
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
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
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
                    core.tenancy.CompositeForeignKey(
                        columns={"key_result_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_outcome_key_result_fk",
                        to="okrs.KeyResult",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "key_result"),
                        name="reviews_outcome_key_result_once",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"initiative_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_outcome_initiative_fk",
                        to="okrs.Initiative",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "initiative"),
                        name="reviews_outcome_initiative_once",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_outcome_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_outcome_key"
                    ),
                    core.tenancy.TenantPolicy(name="reviews_outcome_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Practice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="practice")),
                (
                    "written_in",
                    models.CharField(max_length=200, verbose_name="where it is written"),
                ),
                ("since", models.DateField(verbose_name="since")),
                ("look_again_on", models.DateField(verbose_name="look again on")),
                (
                    "created_by",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "learning",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="practices",
                        to="checkins.learning",
                    ),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "owner",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="practices",
                        to="orgs.person",
                        verbose_name="looked after by",
                    ),
                ),
                (
                    "team",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="practices",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "practice",
                "ordering": ["since", "id"],
                "indexes": [
                    models.Index(fields=["organisation", "team"], name="practice_team_6d6f16_ix"),
                    models.Index(
                        fields=["organisation", "learning"], name="practice_learning_9d36c0_ix"
                    ),
                    models.Index(fields=["organisation", "owner"], name="practice_owner_9b1ba0_ix"),
                    models.Index(
                        fields=["organisation", "created_by"], name="practice_created_by_f02afe_ix"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("look_again_on__gt", models.F("since"))),
                        name="reviews_practice_dates",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="reviews_practice_team_fk",
                        to="teams.Team",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"learning_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_practice_learning_fk",
                        to="checkins.Learning",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "owner_id": "id"},
                        name="reviews_practice_owner_fk",
                        to="orgs.Person",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"created_by_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_practice_created_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_practice_key"
                    ),
                    core.tenancy.TenantPolicy(name="reviews_practice_tenant"),
                ],
            },
        ),
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
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "practice",
                    core.tenancy.TenantForeignKey(
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
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "practice_id": "id"},
                        name="reviews_practicecheck_practice_fk",
                        to="reviews.Practice",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_practicecheck_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_practicecheck_key"
                    ),
                    core.tenancy.TenantPolicy(name="reviews_practicecheck_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pulse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opens_at", models.DateTimeField(verbose_name="opened")),
                ("closes_at", models.DateTimeField(verbose_name="open until")),
                (
                    "threshold",
                    models.PositiveSmallIntegerField(default=5, verbose_name="answers for figures"),
                ),
                (
                    "comment_threshold",
                    models.PositiveSmallIntegerField(
                        default=10, verbose_name="answers for comments"
                    ),
                ),
                ("items", models.JSONField(verbose_name="items with their versions")),
                ("key_name", models.UUIDField(editable=False, null=True)),
                ("who_answered", models.TextField(default="", editable=False)),
                ("lost_at", models.DateTimeField(editable=False, null=True)),
                (
                    "cycle",
                    core.tenancy.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pulse",
                        to="themes.cycle",
                    ),
                ),
                (
                    "opened_by",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "pulse",
                "indexes": [
                    models.Index(
                        fields=["organisation", "opened_by"], name="pulse_opened_by_e46d01_ix"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                        name="reviews_pulse_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("threshold__gte", 3),
                            ("comment_threshold__gte", 5),
                            ("comment_threshold__gte", models.F("threshold")),
                        ),
                        name="reviews_pulse_thresholds",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"cycle_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_pulse_cycle_fk",
                        to="themes.Cycle",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "cycle"), name="reviews_pulse_cycle_once"
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"opened_by_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_pulse_opened_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_pulse_key"
                    ),
                    core.tenancy.TenantPolicy(name="reviews_pulse_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PulseAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sealed", models.TextField()),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "pulse",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="reviews.pulse",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer in a pulse",
                "indexes": [
                    models.Index(
                        fields=["organisation", "pulse"], name="pulseanswer_pulse_a8efc3_ix"
                    )
                ],
                "constraints": [
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "pulse_id": "id"},
                        name="reviews_pulseanswer_pulse_fk",
                        to="reviews.Pulse",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_pulseanswer_key"
                    ),
                    core.tenancy.TenantPolicy(name="reviews_pulseanswer_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PulseFollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="what we do about it")),
                ("due_on", models.DateField(verbose_name="until")),
                (
                    "by",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "owner",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                        verbose_name="looked after by",
                    ),
                ),
                (
                    "pulse",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="reviews.pulse",
                    ),
                ),
            ],
            options={
                "verbose_name": "what we do about a pulse",
                "ordering": ["due_on", "id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "pulse"], name="pulsefollowup_pulse_0525da_ix"
                    ),
                    models.Index(
                        fields=["organisation", "owner"], name="pulsefollowup_owner_8e8189_ix"
                    ),
                    models.Index(fields=["organisation", "by"], name="pulsefollowup_by_a69b0b_ix"),
                ],
                "constraints": [
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "pulse_id": "id"},
                        name="reviews_pulsefollowup_pulse_fk",
                        to="reviews.Pulse",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "owner_id": "id"},
                        name="reviews_pulsefollowup_owner_fk",
                        to="orgs.Person",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_pulsefollowup_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_pulsefollowup_key"
                    ),
                    core.tenancy.TenantPolicy(name="reviews_pulsefollowup_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PulseInvitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_hash", models.CharField(default="", editable=False, max_length=64)),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "person",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "pulse",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="reviews.pulse",
                    ),
                ),
                (
                    "team",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "asked in a pulse",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "token_hash"], name="pulseinvitation_token_ix"
                    ),
                    models.Index(
                        fields=["organisation", "pulse"], name="pulseinvitation_puls_1ad1e3_ix"
                    ),
                    models.Index(
                        fields=["organisation", "person"], name="pulseinvitation_pers_bc8fc2_ix"
                    ),
                    models.Index(
                        fields=["organisation", "team"], name="pulseinvitation_team_711093_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "pulse", "person"),
                        name="reviews_pulseinvitation_once",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "pulse_id": "id"},
                        name="reviews_pulseinvitation_pulse_fk",
                        to="reviews.Pulse",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="reviews_pulseinvitation_person_fk",
                        to="orgs.Person",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="reviews_pulseinvitation_team_fk",
                        to="teams.Team",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_pulseinvitation_key"
                    ),
                    core.tenancy.TenantPolicy(name="reviews_pulseinvitation_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PulseResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("invited", models.PositiveIntegerField()),
                ("answered", models.PositiveIntegerField()),
                ("figures", models.JSONField()),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "pulse",
                    core.tenancy.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="result",
                        to="reviews.pulse",
                    ),
                ),
            ],
            options={
                "verbose_name": "result of a pulse",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answered__lte", models.F("invited"))),
                        name="reviews_pulseresult_answered",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "pulse_id": "id"},
                        name="reviews_pulseresult_pulse_fk",
                        to="reviews.Pulse",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "pulse"), name="reviews_pulseresult_pulse_once"
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_pulseresult_key"
                    ),
                    core.tenancy.TenantPolicy(name="reviews_pulseresult_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reflection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="what I take with me")),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("me", "Only me"),
                            ("team", "My team"),
                            ("program", "Everybody in the program"),
                            ("quote", "Everybody, as a quote without my name"),
                        ],
                        max_length=7,
                        verbose_name="who may read it",
                    ),
                ),
                ("at", models.DateTimeField(auto_now=True)),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "person",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "team",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reflections",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "reflection",
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["organisation", "team"], name="reflection_team_8ba0e4_ix"),
                    models.Index(
                        fields=["organisation", "person"], name="reflection_person_febb9e_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "team", "person"), name="reviews_reflection_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("audience__in", ["me", "team", "program", "quote"])),
                        name="reviews_reflection_audience",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="reviews_reflection_team_fk",
                        to="teams.Team",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="reviews_reflection_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_reflection_key"
                    ),
                    core.tenancy.TenantPolicy(name="reviews_reflection_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="starts")),
                (
                    "place",
                    models.CharField(blank=True, max_length=200, verbose_name="place or link"),
                ),
                ("answers_until", models.DateField(verbose_name="who goes on: answers until")),
                (
                    "score_hours",
                    models.PositiveSmallIntegerField(
                        default=24,
                        validators=[django.core.validators.MaxValueValidator(336)],
                        verbose_name="members score for themselves until so many hours before",
                    ),
                ),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                (
                    "cycle",
                    core.tenancy.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review",
                        to="themes.cycle",
                    ),
                ),
                (
                    "opened_by",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "review",
                "indexes": [
                    models.Index(
                        fields=["organisation", "opened_by"], name="review_opened_by_c8917a_ix"
                    )
                ],
                "constraints": [
                    core.tenancy.CompositeForeignKey(
                        columns={"cycle_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_review_cycle_fk",
                        to="themes.Cycle",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "cycle"), name="reviews_review_cycle_once"
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"opened_by_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_review_opened_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_review_key"
                    ),
                    core.tenancy.TenantPolicy(name="reviews_review_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "proposed",
                    models.DecimalField(
                        decimal_places=2, max_digits=3, null=True, verbose_name="proposed"
                    ),
                ),
                (
                    "given",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("1")),
                        ],
                        verbose_name="score",
                    ),
                ),
                (
                    "reason",
                    models.CharField(blank=True, max_length=300, verbose_name="why another score"),
                ),
                ("at", models.DateTimeField(auto_now=True)),
                (
                    "by",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "key_result",
                    core.tenancy.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="score",
                        to="okrs.keyresult",
                    ),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "score",
                "indexes": [models.Index(fields=["organisation", "by"], name="score_by_ab077a_ix")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("given__gte", 0),
                            ("given__lte", 1),
                            models.Q(
                                ("proposed", None),
                                models.Q(("proposed__gte", 0), ("proposed__lte", 1)),
                                _connector="OR",
                            ),
                        ),
                        name="reviews_score_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("proposed", None),
                            ("given", models.F("proposed")),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="reviews_score_reason",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"key_result_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_score_key_result_fk",
                        to="okrs.KeyResult",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "key_result"), name="reviews_score_key_result_once"
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_score_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_score_key"
                    ),
                    core.tenancy.TenantPolicy(name="reviews_score_tenant"),
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
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
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
                    core.tenancy.TenantPolicy(name="reviews_scorebands_tenant"),
                ],
            },
        ),
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
                    core.tenancy.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="score_round",
                        to="okrs.keyresult",
                    ),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
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
                                ("count__gte", 4),
                                ("highest__gte", models.F("median")),
                                ("highest__lte", 1),
                                ("lowest__gte", 0),
                                ("median__gte", models.F("lowest")),
                            ),
                            _connector="OR",
                        ),
                        name="reviews_scoreround_spread",
                    ),
                    core.tenancy.CompositeForeignKey(
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
                    core.tenancy.TenantPolicy(name="reviews_scoreround_tenant"),
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
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "person",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "round",
                    core.tenancy.TenantForeignKey(
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
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "round_id": "id"},
                        name="reviews_privatescore_round_fk",
                        to="reviews.ScoreRound",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="reviews_privatescore_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_privatescore_key"
                    ),
                    core.tenancy.TenantPolicy(name="reviews_privatescore_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Story",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("idea", models.CharField(max_length=160, verbose_name="the idea")),
                ("tried", models.TextField(max_length=500, verbose_name="what was tried")),
                ("effect", models.TextField(max_length=500, verbose_name="what it changed")),
                (
                    "by",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "quote",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="reviews.reflection",
                        verbose_name="a quote",
                    ),
                ),
                (
                    "theme",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stories",
                        to="themes.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "story",
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["organisation", "theme"], name="story_theme_ce1181_ix"),
                    models.Index(fields=["organisation", "quote"], name="story_quote_f569a2_ix"),
                    models.Index(fields=["organisation", "by"], name="story_by_51bbe8_ix"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("idea", ""), _negated=True),
                            models.Q(("tried", ""), _negated=True),
                            models.Q(("effect", ""), _negated=True),
                        ),
                        name="reviews_story_words",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "theme_id": "id"},
                        name="reviews_story_theme_fk",
                        to="themes.Theme",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "quote_id": "id"},
                        name="reviews_story_quote_fk",
                        to="reviews.Reflection",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_story_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_story_key"
                    ),
                    core.tenancy.TenantPolicy(name="reviews_story_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClosingEvent",
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
                        choices=[("review", "Review"), ("retrospective", "Retrospective")],
                        max_length=13,
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="starts")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
                (
                    "place",
                    models.CharField(blank=True, max_length=200, verbose_name="place or link"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "cycle",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="closing_events",
                        to="themes.cycle",
                    ),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "event at the end of a cycle",
                "ordering": ["starts_at", "id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "cycle"], name="closingevent_cycle_569d1e_ix"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "cycle", "kind"), name="reviews_closingevent_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "review"), ("minutes__gte", 45), ("minutes__lte", 90)
                            ),
                            models.Q(
                                ("kind", "retrospective"),
                                ("minutes__gte", 30),
                                ("minutes__lte", 60),
                            ),
                            _connector="OR",
                        ),
                        name="reviews_closingevent_minutes",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"cycle_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_closingevent_cycle_fk",
                        to="themes.Cycle",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_closingevent_key"
                    ),
                    core.tenancy.TenantPolicy(name="reviews_closingevent_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Continuation",
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
                        choices=[
                            ("as_now", "Yes, as now"),
                            ("other_hours", "Yes, with other hours"),
                            ("other_team", "Yes, in another team"),
                            ("pause", "I pause for a cycle"),
                            ("leave", "I leave"),
                        ],
                        max_length=11,
                        verbose_name="your answer",
                    ),
                ),
                ("why", models.TextField(blank=True, max_length=1000, verbose_name="why")),
                ("how", models.TextField(blank=True, max_length=1000, verbose_name="how")),
                (
                    "hours",
                    models.DecimalField(
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
                ("at", models.DateTimeField(auto_now=True)),
                (
                    "focus_area",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="themes.focusarea",
                        verbose_name="which area",
                    ),
                ),
                (
                    "membership",
                    core.tenancy.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="continuation",
                        to="teams.membership",
                    ),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "continuation",
                "indexes": [
                    models.Index(
                        fields=["organisation", "focus_area"], name="continuation_focus_a_01b90c_ix"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "answer__in",
                                ["as_now", "other_hours", "other_team", "pause", "leave"],
                            )
                        ),
                        name="reviews_continuation_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "other_hours"), _negated=True),
                            ("hours__isnull", False),
                            _connector="OR",
                        ),
                        name="reviews_continuation_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "other_team"), _negated=True),
                            ("focus_area__isnull", False),
                            _connector="OR",
                        ),
                        name="reviews_continuation_area",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"membership_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_continuation_membership_fk",
                        to="teams.Membership",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "membership"),
                        name="reviews_continuation_membership_once",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"focus_area_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_continuation_focus_area_fk",
                        to="themes.FocusArea",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_continuation_key"
                    ),
                    core.tenancy.TenantPolicy(name="reviews_continuation_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Farewell",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=1000, verbose_name="a word of thanks")),
                ("at", models.DateTimeField(auto_now=True)),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "membership",
                    core.tenancy.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="farewell",
                        to="teams.membership",
                    ),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "farewell",
                "indexes": [
                    models.Index(fields=["organisation", "by"], name="farewell_by_880531_ix")
                ],
                "constraints": [
                    core.tenancy.CompositeForeignKey(
                        columns={"membership_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_farewell_membership_fk",
                        to="teams.Membership",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "membership"),
                        name="reviews_farewell_membership_once",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_farewell_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_farewell_key"
                    ),
                    core.tenancy.TenantPolicy(name="reviews_farewell_tenant"),
                ],
            },
        ),
    ]
