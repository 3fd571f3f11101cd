from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("checkins", "0001_initial"),
        ("okrs", "0001_initial"),
        ("orgs", "0001_initial"),
        ("teams", "0001_initial"),
        ("themes", "0001_initial"),
    ]

    operations = [
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
                    orgs.tenancy.TenantForeignKey(
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
                    orgs.tenancy.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="continuation",
                        to="teams.membership",
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
                "verbose_name": "continuation",
                "indexes": [
                    models.Index(
                        fields=["organisation", "focus_area"], name="continuation_focus_a_01b90c_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "membership"),
                        name="reviews_continuation_membership_once",
                    ),
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"membership_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_continuation_membership_fk",
                        to="teams.Membership",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"focus_area_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_continuation_focus_area_fk",
                        to="themes.FocusArea",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_continuation_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="reviews_continuation_tenant"),
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
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "learning",
                    orgs.tenancy.TenantForeignKey(
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
                        related_name="practices",
                        to="orgs.person",
                        verbose_name="looked after by",
                    ),
                ),
                (
                    "team",
                    orgs.tenancy.TenantForeignKey(
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="reviews_practice_team_fk",
                        to="teams.Team",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"learning_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_practice_learning_fk",
                        to="checkins.Learning",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "owner_id": "id"},
                        name="reviews_practice_owner_fk",
                        to="orgs.Person",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"created_by_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_practice_created_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_practice_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="reviews_practice_tenant"),
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
                    "team",
                    orgs.tenancy.TenantForeignKey(
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="reviews_reflection_team_fk",
                        to="teams.Team",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="reviews_reflection_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_reflection_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="reviews_reflection_tenant"),
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
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                (
                    "cycle",
                    orgs.tenancy.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review",
                        to="themes.cycle",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "review",
                "indexes": [
                    models.Index(
                        fields=["organisation", "opened_by"], name="review_opened_by_c8917a_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "cycle"), name="reviews_review_cycle_once"
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"cycle_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_review_cycle_fk",
                        to="themes.Cycle",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"opened_by_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_review_opened_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_review_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="reviews_review_tenant"),
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
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "key_result",
                    orgs.tenancy.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="score",
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
                "verbose_name": "score",
                "indexes": [
                    models.Index(fields=["organisation", "by"], name="score_by_ab077a_ix"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "key_result"), name="reviews_score_key_result_once"
                    ),
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"key_result_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_score_key_result_fk",
                        to="okrs.KeyResult",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_score_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_score_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="reviews_score_tenant"),
                ],
            },
        ),
    ]
