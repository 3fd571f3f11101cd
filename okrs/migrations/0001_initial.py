import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("orgs", "0002_no_cycle_of_leaders"),
        ("teams", "0001_initial"),
    ]

    operations = [
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
                    orgs.tenancy.TenantForeignKey(
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="okrs_initiative_team_fk",
                        to="teams.Team",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "owner_id": "id"},
                        name="okrs_initiative_owner_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_initiative_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="okrs_initiative_tenant"),
                ],
            },
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
                    orgs.tenancy.TenantForeignKey(
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
                    orgs.tenancy.TenantOneToOneField(
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
                    models.UniqueConstraint(
                        fields=("organisation", "team"), name="okrs_okrset_team_once"
                    ),
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="okrs_okrset_team_fk",
                        to="teams.Team",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"agreed_by_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_okrset_agreed_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="okrs_okrset_key"),
                    orgs.tenancy.TenantPolicy(name="okrs_okrset_tenant"),
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
                    "okr_set",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objectives",
                        to="okrs.okrset",
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"okr_set_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_objective_okr_set_fk",
                        to="okrs.OKRSet",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_objective_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="okrs_objective_tenant"),
                    models.UniqueConstraint(
                        fields=("organisation", "okr_set", "position"),
                        name="okrs_objective_position",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["organisation", "okr_set"], name="objective_okr_set_bb95d5_ix"
                    )
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
                    orgs.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="continued_by",
                        to="okrs.keyresult",
                    ),
                ),
                (
                    "objective",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="key_results",
                        to="okrs.objective",
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
                    models.Index(
                        fields=["organisation", "objective"], name="keyresult_objective_23ee43_ix"
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"objective_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_keyresult_objective_fk",
                        to="okrs.Objective",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "owner_id": "id"},
                        name="okrs_keyresult_owner_fk",
                        to="orgs.Person",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "previous_id": "id"},
                        name="okrs_keyresult_previous_fk",
                        to="okrs.KeyResult",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_keyresult_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="okrs_keyresult_tenant"),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("organisation", "objective", "position"),
                        name="okrs_keyresult_position",
                    ),
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
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="targets",
                        to="okrs.initiative",
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
                    "key_result",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="initiative_targets",
                        to="okrs.keyresult",
                    ),
                ),
            ],
            options={
                "verbose_name": "key result of an initiative",
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"initiative_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_initiativetarget_initiative_fk",
                        to="okrs.Initiative",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"key_result_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_initiativetarget_key_result_fk",
                        to="okrs.KeyResult",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_initiativetarget_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="okrs_initiativetarget_tenant"),
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
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "key_result",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measurements",
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
                (
                    "replaces",
                    orgs.tenancy.TenantForeignKey(
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
                    orgs.tenancy.CompositeForeignKey(
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"key_result_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_measurement_key_result_fk",
                        to="okrs.KeyResult",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_measurement_by_fk",
                        to="orgs.Person",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "replaces_id": "id"},
                        name="okrs_measurement_replaces_fk",
                        to="okrs.Measurement",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_measurement_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="okrs_measurement_tenant"),
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
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="okrs.okrset",
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"okr_set_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_setcomment_okr_set_fk",
                        to="okrs.OKRSet",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="okrs_setcomment_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_setcomment_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="okrs_setcomment_tenant"),
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
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "okr_set",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="okrs.okrset",
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"okr_set_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_setversion_okr_set_fk",
                        to="okrs.OKRSet",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_setversion_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_setversion_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="okrs_setversion_tenant"),
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
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"key_result_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_step_key_result_fk",
                        to="okrs.KeyResult",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="okrs_step_key"),
                    orgs.tenancy.TenantPolicy(name="okrs_step_tenant"),
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
                ("text", models.CharField(max_length=200, verbose_name="to-do")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "done_by",
                    orgs.tenancy.TenantForeignKey(
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
                    orgs.tenancy.TenantForeignKey(
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
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="to_dos",
                        to="orgs.person",
                        verbose_name="owner",
                    ),
                ),
                (
                    "team",
                    orgs.tenancy.TenantForeignKey(
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="okrs_todo_team_fk",
                        to="teams.Team",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"initiative_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_todo_initiative_fk",
                        to="okrs.Initiative",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "owner_id": "id"},
                        name="okrs_todo_owner_fk",
                        to="orgs.Person",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"done_by_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_todo_done_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="okrs_todo_key"),
                    orgs.tenancy.TenantPolicy(name="okrs_todo_tenant"),
                ],
            },
        ),
    ]
