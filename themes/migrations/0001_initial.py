import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.operations
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import core.tenancy
import themes.cycles.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("orgs", "0001_initial"),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(),
        migrations.CreateModel(
            name="Theme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                (
                    "strategy_sentence",
                    models.CharField(
                        help_text="The sentence of the strategy that this theme belongs to.",
                        max_length=300,
                        verbose_name="strategy sentence",
                    ),
                ),
                ("why_now", models.TextField(max_length=1000, verbose_name="why now")),
                (
                    "why_no_team",
                    models.TextField(max_length=1000, verbose_name="why no existing team owns it"),
                ),
                (
                    "horizon_months",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(3),
                            django.core.validators.MaxValueValidator(36),
                        ],
                        verbose_name="horizon in months",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                    "sponsor",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        help_text="The C-level or director who owns the theme.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sponsored_themes",
                        to="orgs.person",
                        verbose_name="sponsor",
                    ),
                ),
            ],
            options={
                "verbose_name": "theme",
                "ordering": ["name", "id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "sponsor"], name="theme_sponsor_6cb580_ix"
                    ),
                    models.Index(
                        fields=["organisation", "created_by"], name="theme_created_by_51c8c3_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "name"),
                        name="themes_theme_name",
                        violation_error_message="There is a theme with this name. Choose another one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("horizon_months__gte", 3), ("horizon_months__lte", 36)),
                        name="themes_theme_horizon",
                        violation_error_message="A horizon is 3 to 36 months; 12 to 18 are usual.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="themes_theme_named",
                        violation_error_message="Give the theme a name.",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "sponsor_id": "id"},
                        name="themes_theme_sponsor_fk",
                        to="orgs.Person",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"created_by_id": "id", "organisation_id": "organisation_id"},
                        name="themes_theme_created_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="themes_theme_key"),
                    core.tenancy.TenantPolicy(name="themes_theme_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StrategicFocus",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField(verbose_name="workshop on")),
                ("diagnosis", models.TextField(max_length=2000, verbose_name="diagnosis")),
                ("direction", models.TextField(max_length=2000, verbose_name="guiding direction")),
                (
                    "not_in_scope",
                    models.TextField(
                        blank=True,
                        help_text="One line each.",
                        max_length=2000,
                        verbose_name="not in scope",
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
                    "theme",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="focuses",
                        to="themes.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "strategic focus",
                "indexes": [
                    models.Index(
                        fields=["organisation", "theme"], name="strategicfocus_theme_97998a_ix"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "theme"), name="themes_focus_once"
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "theme_id": "id"},
                        name="themes_strategicfocus_theme_fk",
                        to="themes.Theme",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="themes_strategicfocus_key"
                    ),
                    core.tenancy.TenantPolicy(name="themes_strategicfocus_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleChange",
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
                            ("sponsor", "Sponsor"),
                            ("integration", "Integration team"),
                            ("facilitator", "Facilitator"),
                            ("coach", "Coach"),
                        ],
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                ("given", models.BooleanField()),
                ("team", models.CharField(blank=True, max_length=120)),
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
                (
                    "theme",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="role_changes",
                        to="themes.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a role",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["organisation", "at"], name="themes_rolechange_at"),
                    models.Index(
                        fields=["organisation", "theme"], name="rolechange_theme_1b387e_ix"
                    ),
                    models.Index(
                        fields=["organisation", "person"], name="rolechange_person_184b2f_ix"
                    ),
                    models.Index(fields=["organisation", "by"], name="rolechange_by_0fd9af_ix"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["sponsor", "integration", "facilitator", "coach"])
                        ),
                        name="themes_rolechange_kind",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "theme_id": "id"},
                        name="themes_rolechange_theme_fk",
                        to="themes.Theme",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="themes_rolechange_person_fk",
                        to="orgs.Person",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="themes_rolechange_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="themes_rolechange_key"
                    ),
                    core.tenancy.TenantPolicy(name="themes_rolechange_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FocusArea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "description",
                    models.TextField(blank=True, max_length=1000, verbose_name="description"),
                ),
                (
                    "wanted",
                    models.TextField(
                        blank=True,
                        help_text="One line each.",
                        max_length=600,
                        verbose_name="skills looked for",
                    ),
                ),
                (
                    "retired_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="no longer in focus since"
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
                    "theme",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="focus_areas",
                        to="themes.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "focus area",
                "ordering": ["position", "id"],
                "indexes": [
                    models.Index(fields=["organisation", "theme"], name="focusarea_theme_a71266_ix")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "theme", "name"), name="themes_focusarea_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1), ("position__lte", 5)),
                        name="themes_focusarea_position",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("retired_on", None)),
                        fields=("organisation", "theme", "position"),
                        name="themes_focusarea_five",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "theme_id": "id"},
                        name="themes_focusarea_theme_fk",
                        to="themes.Theme",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="themes_focusarea_key"
                    ),
                    core.tenancy.TenantPolicy(name="themes_focusarea_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FitCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("in_strategy", models.BooleanField()),
                ("has_team", models.BooleanField()),
                ("needs_divisions", models.BooleanField()),
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
                    "theme",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fit_checks",
                        to="themes.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "fit check",
                "indexes": [
                    models.Index(fields=["organisation", "theme"], name="fitcheck_theme_cc4f3e_ix"),
                    models.Index(fields=["organisation", "by"], name="fitcheck_by_a518f7_ix"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "theme"), name="themes_fitcheck_once"
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "theme_id": "id"},
                        name="themes_fitcheck_theme_fk",
                        to="themes.Theme",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="themes_fitcheck_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="themes_fitcheck_key"
                    ),
                    core.tenancy.TenantPolicy(name="themes_fitcheck_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Cycle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(verbose_name="last day")),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("calling", "Calling for volunteers"),
                            ("forming", "Forming teams"),
                            ("preparing", "Agreeing hours and OKR sets"),
                            ("running", "Running"),
                            ("reviewing", "In review"),
                            ("closed", "Closed"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="phase",
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
                    "theme",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cycles",
                        to="themes.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "cycle",
                "ordering": ["theme", "number"],
                "indexes": [
                    models.Index(fields=["organisation", "theme"], name="cycle_theme_990d5f_ix")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "theme", "number"), name="themes_cycle_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                        name="themes_cycle_dates",
                        violation_error_message="A cycle ends after it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "phase__in",
                                [
                                    "planned",
                                    "calling",
                                    "forming",
                                    "preparing",
                                    "running",
                                    "reviewing",
                                    "closed",
                                ],
                            )
                        ),
                        name="themes_cycle_phase",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("organisation", "="),
                            ("theme", "="),
                            (
                                themes.cycles.models.DateRange(
                                    "starts_on",
                                    "ends_on",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                        ],
                        name="themes_cycle_no_overlap",
                        violation_error_message="Another cycle of this theme runs on these days.",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "theme_id": "id"},
                        name="themes_cycle_theme_fk",
                        to="themes.Theme",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="themes_cycle_key"),
                    core.tenancy.TenantPolicy(name="themes_cycle_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChatChannel",
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
                        choices=[("slack", "Slack"), ("teams", "Microsoft Teams")],
                        max_length=5,
                        verbose_name="chat",
                    ),
                ),
                ("sealed", models.TextField(editable=False)),
                ("masked", models.CharField(editable=False, max_length=300)),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("de", "German"), ("tr", "Turkish")],
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                ("connected_at", models.DateTimeField()),
                (
                    "connected_by",
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
                    "theme",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chat_channels",
                        to="themes.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "chat",
                "ordering": ["theme", "kind"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "theme"], name="chatchannel_theme_97f52e_ix"
                    ),
                    models.Index(
                        fields=["organisation", "connected_by"],
                        name="chatchannel_connecte_6b1a0c_ix",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "theme", "kind"), name="themes_chatchannel_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["slack", "teams"])),
                        name="themes_chatchannel_kind",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "theme_id": "id"},
                        name="themes_chatchannel_theme_fk",
                        to="themes.Theme",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"connected_by_id": "id", "organisation_id": "organisation_id"},
                        name="themes_chatchannel_connected_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="themes_chatchannel_key"
                    ),
                    core.tenancy.TenantPolicy(name="themes_chatchannel_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThemeClosure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("statement", models.TextField(max_length=2000, verbose_name="what was reached")),
                (
                    "moves",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what moves to a team of the line"
                    ),
                ),
                ("stops", models.TextField(blank=True, max_length=2000, verbose_name="what stops")),
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
                    "theme",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="closures",
                        to="themes.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "closure of a theme",
                "indexes": [
                    models.Index(
                        fields=["organisation", "theme"], name="themeclosure_theme_ad65d1_ix"
                    ),
                    models.Index(fields=["organisation", "by"], name="themeclosure_by_ded878_ix"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "theme"), name="themes_themeclosure_once"
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "theme_id": "id"},
                        name="themes_themeclosure_theme_fk",
                        to="themes.Theme",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="themes_themeclosure_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="themes_themeclosure_key"
                    ),
                    core.tenancy.TenantPolicy(name="themes_themeclosure_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThemeRole",
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
                            ("sponsor", "Sponsor"),
                            ("integration", "Integration team"),
                            ("facilitator", "Facilitator"),
                        ],
                        max_length=12,
                        verbose_name="role",
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
                        related_name="theme_roles",
                        to="orgs.person",
                    ),
                ),
                (
                    "theme",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roles",
                        to="themes.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "role in a theme",
                "indexes": [
                    models.Index(
                        fields=["organisation", "theme"], name="themerole_theme_982f70_ix"
                    ),
                    models.Index(
                        fields=["organisation", "person"], name="themerole_person_e7df6a_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "theme", "person", "kind"),
                        name="themes_themerole_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["sponsor", "integration", "facilitator"])),
                        name="themes_themerole_kind",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "theme_id": "id"},
                        name="themes_themerole_theme_fk",
                        to="themes.Theme",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="themes_themerole_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="themes_themerole_key"
                    ),
                    core.tenancy.TenantPolicy(name="themes_themerole_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChatPost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("about", models.CharField(max_length=80)),
                ("dedupe_key", models.CharField(max_length=150)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("claimed", "being prepared"),
                            ("handing_over", "being handed over"),
                            ("sent", "sent"),
                            ("unknown", "perhaps sent"),
                            ("failed", "failed"),
                            ("dropped", "no longer needed"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("lease_until", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("title", models.CharField(blank=True, max_length=300)),
                (
                    "problem",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("away", "The chat does not answer."),
                            ("busy", "The chat asks us to come back later."),
                            ("broken", "The chat has a fault of its own."),
                            (
                                "refused",
                                "The chat refuses it. Make a new address there and connect it here.",
                            ),
                            ("moved", "The address leads on to another one. Connect that one."),
                            (
                                "private",
                                "The address leads into a private network. Whoever operates this site can allow it.",
                            ),
                            ("lost", "The connection broke on the way. It may have arrived."),
                            ("stopped", "We were interrupted on the way. It may have arrived."),
                            ("sealed", "The server's secret has changed. Connect the chat again."),
                            ("over", "It was no longer news when it was due."),
                        ],
                        max_length=8,
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=200)),
                (
                    "channel",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="posts",
                        to="themes.chatchannel",
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
                "verbose_name": "message to a chat",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "claimed", "handing_over"])),
                        fields=["organisation", "due_at"],
                        name="themes_chatpost_due",
                    ),
                    models.Index(
                        fields=["organisation", "channel"], name="chatpost_channel_b4e280_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "channel", "dedupe_key"),
                        name="themes_chatpost_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "waiting",
                                    "claimed",
                                    "handing_over",
                                    "sent",
                                    "unknown",
                                    "failed",
                                    "dropped",
                                ],
                            )
                        ),
                        name="themes_chatpost_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("lease_until__isnull", False),
                                ("state__in", ["claimed", "handing_over"]),
                            ),
                            models.Q(
                                models.Q(("state__in", ["claimed", "handing_over"]), _negated=True),
                                ("lease_until", None),
                            ),
                            _connector="OR",
                        ),
                        name="themes_chatpost_lease",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("settled_at__isnull", False),
                                ("state__in", ["sent", "unknown", "failed", "dropped"]),
                            ),
                            models.Q(
                                ("settled_at", None),
                                ("state__in", ["waiting", "claimed", "handing_over"]),
                            ),
                            _connector="OR",
                        ),
                        name="themes_chatpost_settled",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"channel_id": "id", "organisation_id": "organisation_id"},
                        name="themes_chatpost_channel_fk",
                        to="themes.ChatChannel",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="themes_chatpost_key"
                    ),
                    core.tenancy.TenantPolicy(name="themes_chatpost_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FocusAreaVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("description", models.TextField(blank=True)),
                ("wanted", models.TextField(blank=True)),
                ("until", models.DateTimeField(auto_now_add=True)),
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
                    "focus_area",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="themes.focusarea",
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
                "verbose_name": "earlier wording of a focus area",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "focus_area"], name="focusareaversion_foc_6329d8_ix"
                    ),
                    models.Index(
                        fields=["organisation", "by"], name="focusareaversion_by_0e01a0_ix"
                    ),
                ],
                "constraints": [
                    core.tenancy.CompositeForeignKey(
                        columns={"focus_area_id": "id", "organisation_id": "organisation_id"},
                        name="themes_focusareaversion_focus_area_fk",
                        to="themes.FocusArea",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="themes_focusareaversion_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="themes_focusareaversion_key"
                    ),
                    core.tenancy.TenantPolicy(name="themes_focusareaversion_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PhaseChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "left",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("calling", "Calling for volunteers"),
                            ("forming", "Forming teams"),
                            ("preparing", "Agreeing hours and OKR sets"),
                            ("running", "Running"),
                            ("reviewing", "In review"),
                            ("closed", "Closed"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "entered",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("calling", "Calling for volunteers"),
                            ("forming", "Forming teams"),
                            ("preparing", "Agreeing hours and OKR sets"),
                            ("running", "Running"),
                            ("reviewing", "In review"),
                            ("closed", "Closed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="note")),
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
                    "cycle",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phase_changes",
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
                "verbose_name": "change of phase",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "cycle"], name="phasechange_cycle_7f8b27_ix"
                    ),
                    models.Index(fields=["organisation", "by"], name="phasechange_by_08753a_ix"),
                ],
                "constraints": [
                    core.tenancy.CompositeForeignKey(
                        columns={"cycle_id": "id", "organisation_id": "organisation_id"},
                        name="themes_phasechange_cycle_fk",
                        to="themes.Cycle",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="themes_phasechange_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="themes_phasechange_key"
                    ),
                    core.tenancy.TenantPolicy(name="themes_phasechange_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MidTermGoal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1)),
                ("text", models.CharField(max_length=300, verbose_name="mid-term goal")),
                (
                    "sign",
                    models.CharField(blank=True, max_length=300, verbose_name="measurable sign"),
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
                    "focus",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goals",
                        to="themes.strategicfocus",
                    ),
                ),
            ],
            options={
                "verbose_name": "mid-term goal",
                "ordering": ["position", "id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "focus"], name="midtermgoal_focus_5f8ba0_ix"
                    )
                ],
                "constraints": [
                    core.tenancy.CompositeForeignKey(
                        columns={"focus_id": "id", "organisation_id": "organisation_id"},
                        name="themes_midtermgoal_focus_fk",
                        to="themes.StrategicFocus",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="themes_midtermgoal_key"
                    ),
                    core.tenancy.TenantPolicy(name="themes_midtermgoal_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FocusVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("diagnosis", models.TextField()),
                ("direction", models.TextField()),
                ("not_in_scope", models.TextField(blank=True)),
                ("goals", models.JSONField(default=list)),
                ("until", models.DateTimeField(auto_now_add=True)),
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
                    "focus",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="themes.strategicfocus",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier wording of a strategic focus",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "focus"], name="focusversion_focus_d4c864_ix"
                    ),
                    models.Index(fields=["organisation", "by"], name="focusversion_by_90fc0f_ix"),
                ],
                "constraints": [
                    core.tenancy.CompositeForeignKey(
                        columns={"focus_id": "id", "organisation_id": "organisation_id"},
                        name="themes_focusversion_focus_fk",
                        to="themes.StrategicFocus",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="themes_focusversion_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="themes_focusversion_key"
                    ),
                    core.tenancy.TenantPolicy(name="themes_focusversion_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FocusParticipant",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "focus",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="themes.strategicfocus",
                    ),
                ),
            ],
            options={
                "verbose_name": "participant of the workshop",
                "indexes": [
                    models.Index(
                        fields=["organisation", "focus"], name="focusparticipant_foc_dc4ed2_ix"
                    ),
                    models.Index(
                        fields=["organisation", "person"], name="focusparticipant_per_222bcb_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "focus", "person"),
                        name="themes_focusparticipant_once",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"focus_id": "id", "organisation_id": "organisation_id"},
                        name="themes_focusparticipant_focus_fk",
                        to="themes.StrategicFocus",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="themes_focusparticipant_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="themes_focusparticipant_key"
                    ),
                    core.tenancy.TenantPolicy(name="themes_focusparticipant_tenant"),
                ],
            },
        ),
    ]
