import uuid

import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models

import core.tenancy


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("orgs", "0001_initial"),
        ("teams", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Cluster",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("votes", models.PositiveSmallIntegerField(blank=True, null=True)),
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
                "verbose_name": "cluster",
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "id"), name="okrs_cluster_key"),
                    core.tenancy.TenantPolicy(name="okrs_cluster_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Initiative",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="what we try")),
                (
                    "because",
                    models.TextField(
                        help_text="We believe it will move the key result because …",
                        max_length=600,
                        verbose_name="because",
                    ),
                ),
                (
                    "review_on",
                    models.DateField(blank=True, null=True, verbose_name="look at it again on"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("trying", "trying"), ("done", "done"), ("stopped", "stopped")],
                        default="trying",
                        max_length=7,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives",
                        to="orgs.person",
                        verbose_name="owner",
                    ),
                ),
                (
                    "team",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="initiatives",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "initiative",
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["organisation", "team"], name="initiative_team_de1eed_ix"),
                    models.Index(
                        fields=["organisation", "owner"], name="initiative_owner_5b4fd8_ix"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["trying", "done", "stopped"])),
                        name="okrs_initiative_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("review_on__isnull", False), ("state", "trying")),
                            models.Q(
                                models.Q(("state", "trying"), _negated=True), ("review_on", None)
                            ),
                            _connector="OR",
                        ),
                        name="okrs_initiative_review_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("because", ""), _negated=True),
                        ),
                        name="okrs_initiative_words",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="okrs_initiative_team_fk",
                        to="teams.Team",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "owner_id": "id"},
                        name="okrs_initiative_owner_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_initiative_key"
                    ),
                    core.tenancy.TenantPolicy(name="okrs_initiative_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="InitiativeReview",
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
                        choices=[("keep", "Keep on"), ("done", "Done"), ("stop", "Stop")],
                        max_length=4,
                    ),
                ),
                ("learned", models.CharField(max_length=300, verbose_name="what we learned")),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="okrs.initiative",
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
                "verbose_name": "look at an initiative",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "initiative"], name="initiativereview_ini_53e500_ix"
                    ),
                    models.Index(
                        fields=["organisation", "by"], name="initiativereview_by_cd17e0_ix"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["keep", "done", "stop"])),
                        name="okrs_initiativereview_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("learned", ""), _negated=True),
                        name="okrs_initiativereview_learned",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"initiative_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_initiativereview_initiative_fk",
                        to="okrs.Initiative",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_initiativereview_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_initiativereview_key"
                    ),
                    core.tenancy.TenantPolicy(name="okrs_initiativereview_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeyResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1)),
                ("title", models.CharField(max_length=200, verbose_name="key result")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("increase", "Increase"),
                            ("decrease", "Decrease"),
                            ("maintain", "Stay inside a band"),
                            ("milestone", "Reach steps"),
                            ("baseline", "Learn the starting value"),
                        ],
                        max_length=9,
                        verbose_name="kind",
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=40, verbose_name="unit")),
                (
                    "baseline",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=16,
                        null=True,
                        verbose_name="baseline",
                    ),
                ),
                (
                    "target",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=16,
                        null=True,
                        verbose_name="target",
                    ),
                ),
                (
                    "low",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=16,
                        null=True,
                        verbose_name="lowest",
                    ),
                ),
                (
                    "high",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=16,
                        null=True,
                        verbose_name="highest",
                    ),
                ),
                (
                    "horizon",
                    models.CharField(
                        choices=[("committed", "Committed"), ("stretch", "Stretch")],
                        default="stretch",
                        max_length=9,
                        verbose_name="committed or stretch",
                    ),
                ),
                (
                    "source",
                    models.CharField(blank=True, max_length=200, verbose_name="data source"),
                ),
                (
                    "counter_metric",
                    models.CharField(blank=True, max_length=200, verbose_name="counter-metric"),
                ),
                (
                    "every_weeks",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(13),
                        ],
                        verbose_name="measured every … weeks",
                    ),
                ),
                (
                    "first_confidence",
                    models.CharField(
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
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="key_results",
                        to="orgs.person",
                        verbose_name="who measures",
                    ),
                ),
                (
                    "previous",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="continued_by",
                        to="okrs.keyresult",
                    ),
                ),
            ],
            options={
                "verbose_name": "key result",
                "ordering": ["position", "id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "owner"], name="keyresult_owner_102372_ix"
                    ),
                    models.Index(
                        fields=["organisation", "previous"], name="keyresult_previous_db6d81_ix"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("baseline__isnull", False),
                                ("kind", "increase"),
                                ("target__gt", models.F("baseline")),
                            ),
                            models.Q(
                                ("baseline__isnull", False),
                                ("kind", "decrease"),
                                ("target__lt", models.F("baseline")),
                            ),
                            models.Q(
                                ("high__gte", models.F("low")),
                                ("kind", "maintain"),
                                ("low__isnull", False),
                            ),
                            ("kind", "milestone"),
                            ("kind", "baseline"),
                            _connector="OR",
                        ),
                        name="okrs_keyresult_kind",
                        violation_error_message="Baseline and target do not fit the kind of key result.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("horizon__in", ["committed", "stretch"])),
                        name="okrs_keyresult_horizon",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("every_weeks__gte", 1), ("every_weeks__lte", 13)),
                        name="okrs_keyresult_every",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_confidence__in", ["", "confident", "unsure", "doubtful"])
                        ),
                        name="okrs_keyresult_first_confidence",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "owner_id": "id"},
                        name="okrs_keyresult_owner_fk",
                        to="orgs.Person",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "previous_id": "id"},
                        name="okrs_keyresult_previous_fk",
                        to="okrs.KeyResult",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_keyresult_key"
                    ),
                    core.tenancy.TenantPolicy(name="okrs_keyresult_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="InitiativeTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "initiative",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="okrs.initiative",
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
                    "key_result",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="initiative_targets",
                        to="okrs.keyresult",
                    ),
                ),
            ],
            options={
                "verbose_name": "key result of an initiative",
                "ordering": ["key_result__position", "id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "initiative"], name="initiativetarget_ini_c5d187_ix"
                    ),
                    models.Index(
                        fields=["organisation", "key_result"], name="initiativetarget_key_87eb9d_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "initiative", "key_result"),
                        name="okrs_initiativetarget_once",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"initiative_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_initiativetarget_initiative_fk",
                        to="okrs.Initiative",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"key_result_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_initiativetarget_key_result_fk",
                        to="okrs.KeyResult",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_initiativetarget_key"
                    ),
                    core.tenancy.TenantPolicy(name="okrs_initiativetarget_tenant"),
                ],
            },
        ),
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
                    "key_result",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="confidence_rounds",
                        to="okrs.keyresult",
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
                    core.tenancy.CompositeForeignKey(
                        columns={"key_result_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_confidenceround_key_result_fk",
                        to="okrs.KeyResult",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_confidenceround_key"
                    ),
                    core.tenancy.TenantPolicy(name="okrs_confidenceround_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Measurement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "value",
                    models.DecimalField(decimal_places=4, max_digits=16, verbose_name="value"),
                ),
                ("measured_on", models.DateField(verbose_name="measured on")),
                (
                    "confidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("confident", "Confident"),
                            ("unsure", "Unsure"),
                            ("doubtful", "Doubtful"),
                        ],
                        max_length=9,
                        verbose_name="confidence",
                    ),
                ),
                ("line", models.CharField(blank=True, max_length=300, verbose_name="what changed")),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measurements",
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
                (
                    "replaces",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="okrs.measurement",
                    ),
                ),
            ],
            options={
                "verbose_name": "measurement",
                "ordering": ["measured_on", "id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "key_result", "-measured_on", "-id"],
                        name="okrs_measurement_latest",
                    ),
                    models.Index(
                        fields=["organisation", "key_result"], name="measurement_key_resu_4901d8_ix"
                    ),
                    models.Index(fields=["organisation", "by"], name="measurement_by_17495b_ix"),
                    models.Index(
                        fields=["organisation", "replaces"], name="measurement_replaces_154eb0_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "replaces"), name="okrs_measurement_replaced_once"
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id", "key_result"), name="okrs_measurement_of_key"
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={
                            "key_result_id": "key_result_id",
                            "organisation_id": "organisation_id",
                            "replaces_id": "id",
                        },
                        name="okrs_measurement_replaces_own",
                        to="okrs.Measurement",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__in", ["", "confident", "unsure", "doubtful"])
                        ),
                        name="okrs_measurement_confidence",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"key_result_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_measurement_key_result_fk",
                        to="okrs.KeyResult",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_measurement_by_fk",
                        to="orgs.Person",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "replaces_id": "id"},
                        name="okrs_measurement_replaces_fk",
                        to="okrs.Measurement",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_measurement_key"
                    ),
                    core.tenancy.TenantPolicy(name="okrs_measurement_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "tell_after",
                    models.PositiveSmallIntegerField(
                        default=3,
                        help_text="Whoever measures is asked before, on the day, and reminded once after it.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="tell who speaks for the team, and its coach, so many working days after the day",
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
                "verbose_name": "rules for measuring",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation",), name="okrs_measurerules_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tell_after__gte", 1), ("tell_after__lte", 60)),
                        name="okrs_measurerules_sane",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_measurerules_key"
                    ),
                    core.tenancy.TenantPolicy(name="okrs_measurerules_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Objective",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1)),
                ("text", models.CharField(max_length=300, verbose_name="objective")),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="One objective keeps a team together. A second one needs a reason.",
                        max_length=600,
                        verbose_name="why a second objective",
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
                "verbose_name": "objective",
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("position", 1), models.Q(("note", ""), _negated=True), _connector="OR"
                        ),
                        name="okrs_objective_second_note",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_objective_key"
                    ),
                    core.tenancy.TenantPolicy(name="okrs_objective_tenant"),
                ],
            },
        ),
        migrations.AddField(
            model_name="keyresult",
            name="objective",
            field=core.tenancy.TenantForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="key_results",
                to="okrs.objective",
            ),
        ),
        migrations.CreateModel(
            name="OKRSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("shared", "Shared for comment"),
                            ("agreed", "Agreed"),
                        ],
                        default="draft",
                        max_length=6,
                    ),
                ),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreed_by",
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
                (
                    "team",
                    core.tenancy.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="okr_set",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "OKR set",
                "indexes": [
                    models.Index(
                        fields=["organisation", "agreed_by"], name="okrset_agreed_by_2e411a_ix"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "shared", "agreed"])),
                        name="okrs_okrset_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "agreed"), _negated=True),
                            models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="okrs_okrset_agreed",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="okrs_okrset_team_fk",
                        to="teams.Team",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "team"), name="okrs_okrset_team_once"
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"agreed_by_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_okrset_agreed_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="okrs_okrset_key"),
                    core.tenancy.TenantPolicy(name="okrs_okrset_tenant"),
                ],
            },
        ),
        migrations.AddField(
            model_name="objective",
            name="okr_set",
            field=core.tenancy.TenantForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="objectives",
                to="okrs.okrset",
            ),
        ),
        migrations.CreateModel(
            name="SetAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("enough", models.BooleanField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                    "okr_set",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="okrs.okrset",
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
                "verbose_name": "whether the key results are enough",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "okr_set"], name="setanswer_okr_set_9e1947_ix"
                    ),
                    models.Index(fields=["organisation", "by"], name="setanswer_by_ec8902_ix"),
                ],
                "constraints": [
                    core.tenancy.CompositeForeignKey(
                        columns={"okr_set_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_setanswer_okr_set_fk",
                        to="okrs.OKRSet",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_setanswer_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_setanswer_key"
                    ),
                    core.tenancy.TenantPolicy(name="okrs_setanswer_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SetComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=1000, verbose_name="comment")),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "okr_set",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="okrs.okrset",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment on an OKR set",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "okr_set"], name="setcomment_okr_set_fb6fc8_ix"
                    ),
                    models.Index(
                        fields=["organisation", "person"], name="setcomment_person_b9bae0_ix"
                    ),
                ],
                "constraints": [
                    core.tenancy.CompositeForeignKey(
                        columns={"okr_set_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_setcomment_okr_set_fk",
                        to="okrs.OKRSet",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="okrs_setcomment_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_setcomment_key"
                    ),
                    core.tenancy.TenantPolicy(name="okrs_setcomment_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SetVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("content", models.JSONField()),
                (
                    "reason",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="reason for the change"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                    "okr_set",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="okrs.okrset",
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
                "verbose_name": "version of an OKR set",
                "ordering": ["-number"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "okr_set"], name="setversion_okr_set_b2e03d_ix"
                    ),
                    models.Index(fields=["organisation", "by"], name="setversion_by_30a55d_ix"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "okr_set", "number"), name="okrs_setversion_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="okrs_setversion_reason",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"okr_set_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_setversion_okr_set_fk",
                        to="okrs.OKRSet",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_setversion_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_setversion_key"
                    ),
                    core.tenancy.TenantPolicy(name="okrs_setversion_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1)),
                ("text", models.CharField(max_length=200, verbose_name="step")),
                ("weight", models.PositiveSmallIntegerField(default=1, verbose_name="weight")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                (
                    "key_result",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
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
                "verbose_name": "step",
                "ordering": ["position", "id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "key_result"], name="step_key_result_33ed54_ix"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 1)), name="okrs_step_weight"
                    ),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("organisation", "key_result", "position"),
                        name="okrs_step_position",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"key_result_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_step_key_result_fk",
                        to="okrs.KeyResult",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="okrs_step_key"),
                    core.tenancy.TenantPolicy(name="okrs_step_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ToDo",
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
                        choices=[("task", "task"), ("research", "conversation")],
                        default="task",
                        max_length=8,
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="to-do")),
                ("due_on", models.DateField(verbose_name="due on")),
                (
                    "questions",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="what we want to know"
                    ),
                ),
                ("notes", models.TextField(blank=True, max_length=4000, verbose_name="notes")),
                ("insight", models.CharField(blank=True, max_length=300, verbose_name="insight")),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "done_by",
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
                    "initiative",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="to_dos",
                        to="okrs.initiative",
                        verbose_name="initiative",
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
                        related_name="to_dos",
                        to="orgs.person",
                        verbose_name="owner",
                    ),
                ),
                (
                    "team",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="to_dos",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "to-do",
                "ordering": ["due_on", "id"],
                "indexes": [
                    models.Index(fields=["organisation", "team"], name="todo_team_c46ae9_ix"),
                    models.Index(
                        fields=["organisation", "initiative"], name="todo_initiative_82313a_ix"
                    ),
                    models.Index(fields=["organisation", "owner"], name="todo_owner_0c5555_ix"),
                    models.Index(fields=["organisation", "done_by"], name="todo_done_by_b2245d_ix"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at", None), ("done_by", None)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="okrs_todo_done",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="okrs_todo_text"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "research"),
                            models.Q(
                                ("insight", ""), ("kind", "task"), ("notes", ""), ("questions", "")
                            ),
                            _connector="OR",
                        ),
                        name="okrs_todo_research",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="okrs_todo_team_fk",
                        to="teams.Team",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"initiative_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_todo_initiative_fk",
                        to="okrs.Initiative",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "owner_id": "id"},
                        name="okrs_todo_owner_fk",
                        to="orgs.Person",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"done_by_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_todo_done_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="okrs_todo_key"),
                    core.tenancy.TenantPolicy(name="okrs_todo_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Workshop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("seconds_left", models.IntegerField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "facilitator",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                        verbose_name="facilitator",
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
                    core.tenancy.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="workshop",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "definition workshop",
                "indexes": [
                    models.Index(
                        fields=["organisation", "facilitator"],
                        name="workshop_facilitator_d8711f_ix",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None), ("started_at__isnull", False), _connector="OR"
                        ),
                        name="okrs_workshop_started",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ends_at", None), ("seconds_left", None)),
                            models.Q(
                                ("ended_at", None), ("ends_at", None), ("started_at__isnull", False)
                            ),
                            models.Q(
                                ("ended_at", None),
                                ("seconds_left", None),
                                ("started_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="okrs_workshop_clock",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="okrs_workshop_team_fk",
                        to="teams.Team",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "team"), name="okrs_workshop_team_once"
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"facilitator_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_workshop_facilitator_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_workshop_key"
                    ),
                    core.tenancy.TenantPolicy(name="okrs_workshop_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Wording",
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
                        choices=[
                            ("problems", "Problems"),
                            ("opportunities", "Opportunities"),
                            ("trends", "Trends"),
                            ("cluster", "Cluster"),
                            ("vote", "Vote"),
                            ("objective", "Objective"),
                            ("key_results", "Key results"),
                            ("quality", "Quality check"),
                            ("confidence", "Confidence"),
                        ],
                        max_length=13,
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="wording")),
                ("key", models.UUIDField(default=uuid.uuid4)),
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
                    "workshop",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wordings",
                        to="okrs.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "suggested wording",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "workshop"], name="wording_workshop_0d32d2_ix"
                    ),
                    models.Index(fields=["organisation", "by"], name="wording_by_d43b54_ix"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "workshop", "key"), name="okrs_wording_sent_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["objective", "key_results"])),
                        name="okrs_wording_kind",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "workshop_id": "id"},
                        name="okrs_wording_workshop_fk",
                        to="okrs.Workshop",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_wording_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="okrs_wording_key"),
                    core.tenancy.TenantPolicy(name="okrs_wording_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Idea",
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
                        choices=[
                            ("problems", "Problems"),
                            ("opportunities", "Opportunities"),
                            ("trends", "Trends"),
                            ("cluster", "Cluster"),
                            ("vote", "Vote"),
                            ("objective", "Objective"),
                            ("key_results", "Key results"),
                            ("quality", "Quality check"),
                            ("confidence", "Confidence"),
                        ],
                        max_length=13,
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="idea")),
                ("key", models.UUIDField(default=uuid.uuid4)),
                (
                    "by",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "cluster",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ideas",
                        to="okrs.cluster",
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
                    "workshop",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ideas",
                        to="okrs.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "idea",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "workshop"], name="idea_workshop_3257d8_ix"
                    ),
                    models.Index(fields=["organisation", "by"], name="idea_by_387034_ix"),
                    models.Index(fields=["organisation", "cluster"], name="idea_cluster_0ce41a_ix"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "workshop", "key"), name="okrs_idea_sent_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["problems", "opportunities", "trends"])),
                        name="okrs_idea_kind",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={
                            "cluster_id": "id",
                            "organisation_id": "organisation_id",
                            "workshop_id": "workshop_id",
                        },
                        name="okrs_idea_cluster_own",
                        to="okrs.Cluster",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "workshop_id": "id"},
                        name="okrs_idea_workshop_fk",
                        to="okrs.Workshop",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_idea_by_fk",
                        to="orgs.Person",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"cluster_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_idea_cluster_fk",
                        to="okrs.Cluster",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="okrs_idea_key"),
                    core.tenancy.TenantPolicy(name="okrs_idea_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClusterVote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dot", models.PositiveSmallIntegerField()),
                (
                    "cluster",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dots",
                        to="okrs.cluster",
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
                    "workshop",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cluster_votes",
                        to="okrs.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "vote for a cluster",
                "indexes": [
                    models.Index(
                        fields=["organisation", "workshop"], name="clustervote_workshop_7caaa8_ix"
                    ),
                    models.Index(
                        fields=["organisation", "cluster"], name="clustervote_cluster_008804_ix"
                    ),
                    models.Index(
                        fields=["organisation", "person"], name="clustervote_person_5fdf92_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "cluster", "person"), name="okrs_clustervote_once"
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "workshop", "person", "dot"),
                        name="okrs_clustervote_dot",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dot__gte", 1), ("dot__lte", 3)),
                        name="okrs_clustervote_dots",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={
                            "cluster_id": "id",
                            "organisation_id": "organisation_id",
                            "workshop_id": "workshop_id",
                        },
                        name="okrs_clustervote_cluster_own",
                        to="okrs.Cluster",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "workshop_id": "id"},
                        name="okrs_clustervote_workshop_fk",
                        to="okrs.Workshop",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"cluster_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_clustervote_cluster_fk",
                        to="okrs.Cluster",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="okrs_clustervote_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_clustervote_key"
                    ),
                    core.tenancy.TenantPolicy(name="okrs_clustervote_tenant"),
                ],
            },
        ),
        migrations.AddField(
            model_name="cluster",
            name="workshop",
            field=core.tenancy.TenantForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="clusters",
                to="okrs.workshop",
            ),
        ),
        migrations.CreateModel(
            name="WorkshopStep",
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
                        choices=[
                            ("problems", "Problems"),
                            ("opportunities", "Opportunities"),
                            ("trends", "Trends"),
                            ("cluster", "Cluster"),
                            ("vote", "Vote"),
                            ("objective", "Objective"),
                            ("key_results", "Key results"),
                            ("quality", "Quality check"),
                            ("confidence", "Confidence"),
                        ],
                        max_length=13,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(240),
                        ],
                        verbose_name="minutes",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "to come"),
                            ("running", "running now"),
                            ("done", "done"),
                            ("skipped", "skipped"),
                        ],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                ("revealed_at", models.DateTimeField(blank=True, null=True)),
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
                    "workshop",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="okrs.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a workshop",
                "ordering": ["position"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "workshop"], name="workshopstep_worksho_04138a_ix"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "workshop", "kind"), name="okrs_workshopstep_once"
                    ),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("organisation", "workshop", "position"),
                        name="okrs_workshopstep_position",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "running")),
                        fields=("organisation", "workshop"),
                        name="okrs_workshopstep_one_runs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "running", "done", "skipped"])
                        ),
                        name="okrs_workshopstep_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 1), ("minutes__lte", 240)),
                        name="okrs_workshopstep_minutes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revealed_at", None),
                            (
                                "kind__in",
                                ["problems", "opportunities", "trends", "vote", "confidence"],
                            ),
                            _connector="OR",
                        ),
                        name="okrs_workshopstep_revealed",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "workshop_id": "id"},
                        name="okrs_workshopstep_workshop_fk",
                        to="okrs.Workshop",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_workshopstep_key"
                    ),
                    core.tenancy.TenantPolicy(name="okrs_workshopstep_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StepDone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "step",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dones",
                        to="okrs.workshopstep",
                    ),
                ),
            ],
            options={
                "verbose_name": "done with a step",
                "indexes": [
                    models.Index(fields=["organisation", "step"], name="stepdone_step_e459b4_ix"),
                    models.Index(
                        fields=["organisation", "person"], name="stepdone_person_e5eec6_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "step", "person"), name="okrs_stepdone_once"
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "step_id": "id"},
                        name="okrs_stepdone_step_fk",
                        to="okrs.WorkshopStep",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="okrs_stepdone_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_stepdone_key"
                    ),
                    core.tenancy.TenantPolicy(name="okrs_stepdone_tenant"),
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
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "round_id": "id"},
                        name="okrs_confidencevote_round_fk",
                        to="okrs.ConfidenceRound",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="okrs_confidencevote_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_confidencevote_key"
                    ),
                    core.tenancy.TenantPolicy(name="okrs_confidencevote_tenant"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="keyresult",
            index=models.Index(
                fields=["organisation", "objective"], name="keyresult_objective_23ee43_ix"
            ),
        ),
        migrations.AddConstraint(
            model_name="keyresult",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("organisation", "objective", "position"),
                name="okrs_keyresult_position",
            ),
        ),
        migrations.AddConstraint(
            model_name="keyresult",
            constraint=core.tenancy.CompositeForeignKey(
                columns={"objective_id": "id", "organisation_id": "organisation_id"},
                name="okrs_keyresult_objective_fk",
                to="okrs.Objective",
            ),
        ),
        migrations.AddIndex(
            model_name="objective",
            index=models.Index(
                fields=["organisation", "okr_set"], name="objective_okr_set_bb95d5_ix"
            ),
        ),
        migrations.AddConstraint(
            model_name="objective",
            constraint=models.UniqueConstraint(
                fields=("organisation", "okr_set", "position"), name="okrs_objective_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="objective",
            constraint=core.tenancy.CompositeForeignKey(
                columns={"okr_set_id": "id", "organisation_id": "organisation_id"},
                name="okrs_objective_okr_set_fk",
                to="okrs.OKRSet",
            ),
        ),
        migrations.AddIndex(
            model_name="cluster",
            index=models.Index(
                fields=["organisation", "workshop"], name="cluster_workshop_74d1a2_ix"
            ),
        ),
        migrations.AddConstraint(
            model_name="cluster",
            constraint=models.UniqueConstraint(
                fields=("organisation", "workshop", "name"), name="okrs_cluster_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="cluster",
            constraint=models.UniqueConstraint(
                fields=("organisation", "id", "workshop"), name="okrs_cluster_of_workshop"
            ),
        ),
        migrations.AddConstraint(
            model_name="cluster",
            constraint=core.tenancy.CompositeForeignKey(
                columns={"organisation_id": "organisation_id", "workshop_id": "id"},
                name="okrs_cluster_workshop_fk",
                to="okrs.Workshop",
            ),
        ),
    ]
