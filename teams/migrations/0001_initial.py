import uuid
from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.math
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import core.tenancy


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("orgs", "0001_initial"),
        ("orgs", "__first__"),
        ("themes", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Acceptance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "via",
                    models.CharField(
                        choices=[
                            ("offer", "put up their hand"),
                            ("invitation", "accepted an invitation"),
                            ("continuation", "goes on from the cycle before"),
                        ],
                        default="offer",
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                "verbose_name": "yes to an offer",
                "indexes": [
                    models.Index(
                        fields=["organisation", "person"], name="acceptance_person_14f9a5_ix"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "id", "person"), name="teams_acceptance_person_key"
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="teams_acceptance_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_acceptance_key"
                    ),
                    core.tenancy.TenantPolicy(name="teams_acceptance_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="Weekly meeting, check-in every two weeks, workshops.",
                        max_length=2000,
                        verbose_name="what members do",
                    ),
                ),
                (
                    "hours_from",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.25")),
                            django.core.validators.MaxValueValidator(Decimal("40")),
                        ],
                        verbose_name="hours a week, from",
                    ),
                ),
                (
                    "hours_to",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.25")),
                            django.core.validators.MaxValueValidator(Decimal("40")),
                        ],
                        verbose_name="hours a week, to",
                    ),
                ),
                (
                    "skills",
                    models.TextField(blank=True, max_length=600, verbose_name="skills looked for"),
                ),
                ("deadline", models.DateField(verbose_name="open until")),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                (
                    "cycle",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calls",
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
                "verbose_name": "call for volunteers",
                "indexes": [
                    models.Index(fields=["organisation", "cycle"], name="call_cycle_978c3c_ix"),
                    models.Index(
                        fields=["organisation", "opened_by"], name="call_opened_by_216b04_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "cycle"), name="teams_call_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hours_from__gte", Decimal("0.25")),
                            ("hours_to__lte", 40),
                            ("hours_from__lte", models.F("hours_to")),
                        ),
                        name="teams_call_hours",
                        violation_error_message="“From” is at most “to”, between 0.25 and 40 hours.",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"cycle_id": "id", "organisation_id": "organisation_id"},
                        name="teams_call_cycle_fk",
                        to="themes.Cycle",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"opened_by_id": "id", "organisation_id": "organisation_id"},
                        name="teams_call_opened_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="teams_call_key"),
                    core.tenancy.TenantPolicy(name="teams_call_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "hours",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="In quarter hours.",
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.25")),
                            django.core.validators.MaxValueValidator(Decimal("40")),
                        ],
                        verbose_name="hours a week",
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        blank=True, max_length=600, verbose_name="your words to your home leader"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("committed", "committed"),
                            ("asked", "leader informed"),
                            ("agreed", "agreed"),
                            ("changed", "changed"),
                            ("declined", "declined"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("requests", models.PositiveSmallIntegerField(default=0)),
                (
                    "agreed_hours",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=4,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.25")),
                            django.core.validators.MaxValueValidator(Decimal("40")),
                        ],
                    ),
                ),
                (
                    "leader",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_commitments",
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
                "verbose_name": "commitment",
                "indexes": [
                    models.Index(
                        fields=["organisation", "leader"], name="commitment_leader_c548b5_ix"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("hours__gte", Decimal("0.25")), ("hours__lte", 40)),
                        name="teams_commitment_hours",
                    ),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            django.db.models.functions.math.Mod("hours", Decimal("0.25")),
                            Decimal("0"),
                        ),
                        name="teams_commitment_quarters",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["proposed", "committed", "asked", "agreed", "changed", "declined"],
                            )
                        ),
                        name="teams_commitment_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "asked"), _negated=True),
                            models.Q(("asked_at__isnull", False), ("leader__isnull", False)),
                            _connector="OR",
                        ),
                        name="teams_commitment_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["agreed", "changed"]), _negated=True),
                            ("agreed_hours__isnull", False),
                            _connector="OR",
                        ),
                        name="teams_commitment_agreed_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "agreed"), _negated=True),
                            ("agreed_hours", models.F("hours")),
                            _connector="OR",
                        ),
                        name="teams_commitment_agreed_as_committed",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"leader_id": "id", "organisation_id": "organisation_id"},
                        name="teams_commitment_leader_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_commitment_key"
                    ),
                    core.tenancy.TenantPolicy(name="teams_commitment_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FocusAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="month")),
                (
                    "text",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="what we have learned"
                    ),
                ),
                ("at", models.DateTimeField(auto_now=True)),
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
                    "theme",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="focus_answers",
                        to="themes.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer about the focus",
                "ordering": ["-month", "id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "theme"], name="focusanswer_theme_2b4983_ix"
                    ),
                    models.Index(
                        fields=["organisation", "person"], name="focusanswer_person_a61122_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "theme", "person", "month"),
                        name="teams_focusanswer_once_a_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="teams_focusanswer_month"
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "theme_id": "id"},
                        name="teams_focusanswer_theme_fk",
                        to="themes.Theme",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="teams_focusanswer_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_focusanswer_key"
                    ),
                    core.tenancy.TenantPolicy(name="teams_focusanswer_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormingRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "size_from",
                    models.PositiveSmallIntegerField(default=4, verbose_name="people, from"),
                ),
                ("size_to", models.PositiveSmallIntegerField(default=9, verbose_name="people, to")),
                (
                    "divisions",
                    models.PositiveSmallIntegerField(default=3, verbose_name="divisions, at least"),
                ),
                (
                    "levels",
                    models.PositiveSmallIntegerField(default=2, verbose_name="levels, at least"),
                ),
                (
                    "leaders",
                    models.PositiveSmallIntegerField(default=1, verbose_name="leaders, at least"),
                ),
                (
                    "volunteers_percent",
                    models.PositiveSmallIntegerField(
                        default=80, verbose_name="volunteers, at least, in percent"
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
                        related_name="forming_rules",
                        to="themes.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "rules for forming teams",
                "indexes": [
                    models.Index(
                        fields=["organisation", "theme"], name="formingrules_theme_01409b_ix"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "theme"), name="teams_formingrules_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("size_from__gte", 1),
                            ("size_from__lte", models.F("size_to")),
                            ("volunteers_percent__lte", 100),
                        ),
                        name="teams_formingrules_sane",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "theme_id": "id"},
                        name="teams_formingrules_theme_fk",
                        to="themes.Theme",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_formingrules_key"
                    ),
                    core.tenancy.TenantPolicy(name="teams_formingrules_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HoursRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "limit_percent",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="warn above this share of the hours by contract, in percent",
                    ),
                ),
                (
                    "remind_after",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="remind the home leader after so many working days",
                    ),
                ),
                (
                    "tell_after",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="tell the sponsor so many working days after the reminder",
                    ),
                ),
                (
                    "to_dos_per_hour",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(20),
                        ],
                        verbose_name="warn above so many open to-dos for each hour a week",
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
                "verbose_name": "rules for hours",
                "constraints": [
                    models.UniqueConstraint(fields=("organisation",), name="teams_hoursrules_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("limit_percent__gte", 1),
                            ("limit_percent__lte", 100),
                            ("remind_after__gte", 1),
                            ("remind_after__lte", 60),
                            ("tell_after__gte", 1),
                            ("tell_after__lte", 60),
                            ("to_dos_per_hour__gte", 1),
                            ("to_dos_per_hour__lte", 20),
                        ),
                        name="teams_hoursrules_sane",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_hoursrules_key"
                    ),
                    core.tenancy.TenantPolicy(name="teams_hoursrules_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeaderAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("request", models.PositiveSmallIntegerField(default=0)),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("agree", "agree"),
                            ("other", "agree with other hours"),
                            ("not_now", "not now"),
                        ],
                        max_length=8,
                    ),
                ),
                ("hours_asked", models.DecimalField(decimal_places=2, max_digits=4)),
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
                        verbose_name="hours I agree to",
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=1000, verbose_name="reason")),
                (
                    "ask_again_on",
                    models.DateField(blank=True, null=True, verbose_name="ask again on"),
                ),
                (
                    "covered",
                    models.TextField(
                        blank=True,
                        max_length=600,
                        verbose_name="what is dropped or covered in the home team",
                    ),
                ),
                (
                    "via",
                    models.CharField(
                        choices=[("screen", "on screen"), ("mail", "by mail")], max_length=6
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "commitment",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="teams.commitment",
                    ),
                ),
                (
                    "leader",
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
                "verbose_name": "answer of a home leader",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "commitment"], name="leaderanswer_commitm_f4d9c4_ix"
                    ),
                    models.Index(
                        fields=["organisation", "leader"], name="leaderanswer_leader_88eec9_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "commitment", "request"),
                        name="teams_leaderanswer_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["agree", "other", "not_now"])),
                        name="teams_leaderanswer_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "not_now"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="teams_leaderanswer_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "not_now"), ("hours", None)),
                            models.Q(
                                ("answer__in", ["agree", "other"]),
                                ("hours__gte", Decimal("0.25")),
                                ("hours__isnull", False),
                                ("hours__lte", 40),
                            ),
                            _connector="OR",
                        ),
                        name="teams_leaderanswer_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hours", None),
                            django.db.models.lookups.Exact(
                                django.db.models.functions.math.Mod("hours", Decimal("0.25")),
                                Decimal("0"),
                            ),
                            _connector="OR",
                        ),
                        name="teams_leaderanswer_quarters",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer", "not_now"), ("ask_again_on", None), _connector="OR"
                        ),
                        name="teams_leaderanswer_again",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"commitment_id": "id", "organisation_id": "organisation_id"},
                        name="teams_leaderanswer_commitment_fk",
                        to="teams.Commitment",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"leader_id": "id", "organisation_id": "organisation_id"},
                        name="teams_leaderanswer_leader_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_leaderanswer_key"
                    ),
                    core.tenancy.TenantPolicy(name="teams_leaderanswer_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitmentChange",
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
                            ("proposed", "proposed"),
                            ("committed", "committed"),
                            ("asked", "leader informed"),
                            ("agreed", "agreed"),
                            ("changed", "changed"),
                            ("declined", "declined"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "entered",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("committed", "committed"),
                            ("asked", "leader informed"),
                            ("agreed", "agreed"),
                            ("changed", "changed"),
                            ("declined", "declined"),
                        ],
                        max_length=10,
                    ),
                ),
                ("hours", models.DecimalField(decimal_places=2, max_digits=4)),
                (
                    "agreed_hours",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
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
                    "commitment",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="teams.commitment",
                    ),
                ),
                (
                    "leader",
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
                    "answer",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="teams.leaderanswer",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a commitment",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "commitment"], name="commitmentchange_com_daa7df_ix"
                    ),
                    models.Index(
                        fields=["organisation", "by"], name="commitmentchange_by_dfd206_ix"
                    ),
                    models.Index(
                        fields=["organisation", "leader"], name="commitmentchange_lea_35e782_ix"
                    ),
                    models.Index(
                        fields=["organisation", "answer"], name="commitmentchange_ans_c24a29_ix"
                    ),
                ],
                "constraints": [
                    core.tenancy.CompositeForeignKey(
                        columns={"commitment_id": "id", "organisation_id": "organisation_id"},
                        name="teams_commitmentchange_commitment_fk",
                        to="teams.Commitment",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="teams_commitmentchange_by_fk",
                        to="orgs.Person",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"leader_id": "id", "organisation_id": "organisation_id"},
                        name="teams_commitmentchange_leader_fk",
                        to="orgs.Person",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"answer_id": "id", "organisation_id": "organisation_id"},
                        name="teams_commitmentchange_answer_fk",
                        to="teams.LeaderAnswer",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_commitmentchange_key"
                    ),
                    core.tenancy.TenantPolicy(name="teams_commitmentchange_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("volunteered", "volunteered"),
                            ("invited", "invited"),
                            ("nominated", "nominated"),
                        ],
                        max_length=12,
                        verbose_name="way of joining",
                    ),
                ),
                ("speaks", models.BooleanField(default=False, verbose_name="speaks for the team")),
                ("joined_on", models.DateField(verbose_name="since")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "acceptance",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="teams.acceptance",
                    ),
                ),
                (
                    "closing",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="themes.phasechange",
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
                        related_name="memberships",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "membership",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "person"], name="membership_person_c7778c_ix"
                    ),
                    models.Index(
                        fields=["organisation", "acceptance"], name="membership_acceptanc_6d6df6_ix"
                    ),
                    models.Index(
                        fields=["organisation", "closing"], name="membership_closing_7a5087_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("left_on", None)),
                        fields=("organisation", "acceptance"),
                        name="teams_membership_one_team",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id", "person"), name="teams_membership_person_key"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_on", None),
                            ("left_on__gte", models.F("joined_on")),
                            _connector="OR",
                        ),
                        name="teams_membership_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closing", None), ("left_on__isnull", False), _connector="OR"
                        ),
                        name="teams_membership_closing_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["volunteered", "invited", "nominated"])),
                        name="teams_membership_way",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={
                            "acceptance_id": "id",
                            "organisation_id": "organisation_id",
                            "person_id": "person_id",
                        },
                        name="teams_membership_own_yes",
                        to="teams.Acceptance",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="teams_membership_person_fk",
                        to="orgs.Person",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"acceptance_id": "id", "organisation_id": "organisation_id"},
                        name="teams_membership_acceptance_fk",
                        to="teams.Acceptance",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"closing_id": "id", "organisation_id": "organisation_id"},
                        name="teams_membership_closing_fk",
                        to="themes.PhaseChange",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_membership_key"
                    ),
                    core.tenancy.TenantPolicy(name="teams_membership_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HoursNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "hours",
                    models.DecimalField(
                        decimal_places=2, max_digits=5, verbose_name="hours in these two weeks"
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
                    "membership",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hours_notes",
                        to="teams.membership",
                    ),
                ),
            ],
            options={
                "verbose_name": "note of actual hours",
                "ordering": ["number"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "membership"], name="hoursnote_membership_a51845_ix"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "membership", "number"), name="teams_hoursnote_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                django.db.models.functions.math.Mod("hours", Decimal("0.25")),
                                Decimal("0"),
                            ),
                            ("hours__gte", 0),
                            ("hours__lte", 120),
                            ("number__gte", 1),
                        ),
                        name="teams_hoursnote_hours",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"membership_id": "id", "organisation_id": "organisation_id"},
                        name="teams_hoursnote_membership_fk",
                        to="teams.Membership",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_hoursnote_key"
                    ),
                    core.tenancy.TenantPolicy(name="teams_hoursnote_tenant"),
                ],
            },
        ),
        migrations.AddField(
            model_name="commitment",
            name="membership",
            field=core.tenancy.TenantOneToOneField(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="commitment",
                to="teams.membership",
            ),
        ),
        migrations.CreateModel(
            name="NotesSwitch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.BooleanField(verbose_name="on")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
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
                "verbose_name": "switch of actual hours",
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["organisation", "by"], name="notesswitch_by_46fee3_ix")
                ],
                "constraints": [
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="teams_notesswitch_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_notesswitch_key"
                    ),
                    core.tenancy.TenantPolicy(name="teams_notesswitch_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("volunteered", "volunteered"),
                            ("invited", "invited"),
                            ("nominated", "nominated"),
                        ],
                        max_length=12,
                        verbose_name="way of joining",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("open", "waits for the person's yes"),
                            ("accepted", "put up their hand"),
                            ("declined", "declined"),
                            ("withdrawn", "stepped back"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "motivation",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="why I want to be part of it"
                    ),
                ),
                (
                    "contribution",
                    models.TextField(
                        blank=True, max_length=600, verbose_name="what I can contribute"
                    ),
                ),
                (
                    "learning",
                    models.TextField(
                        blank=True, max_length=600, verbose_name="what I want to learn"
                    ),
                ),
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
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
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
                    "call",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offers",
                        to="teams.call",
                    ),
                ),
                (
                    "first_choice",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="themes.focusarea",
                        verbose_name="first choice",
                    ),
                ),
                (
                    "named_by",
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
                    "person",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="orgs.person",
                    ),
                ),
                (
                    "placed_by",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "second_choice",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="themes.focusarea",
                        verbose_name="second choice",
                    ),
                ),
            ],
            options={
                "verbose_name": "offer",
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["organisation", "call"], name="offer_call_5d8f75_ix"),
                    models.Index(fields=["organisation", "person"], name="offer_person_e81d1e_ix"),
                    models.Index(
                        fields=["organisation", "named_by"], name="offer_named_by_c18924_ix"
                    ),
                    models.Index(
                        fields=["organisation", "first_choice"], name="offer_first_choice_26dce3_ix"
                    ),
                    models.Index(
                        fields=["organisation", "second_choice"],
                        name="offer_second_choice_bb08d2_ix",
                    ),
                    models.Index(
                        fields=["organisation", "placed_by"], name="offer_placed_by_c4648e_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "call", "person"), name="teams_offer_once"
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id", "person"), name="teams_offer_person_key"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["volunteered", "invited", "nominated"])),
                        name="teams_offer_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "open", "accepted", "declined", "withdrawn"])
                        ),
                        name="teams_offer_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "open"), _negated=True),
                            ("named_by__isnull", False),
                            _connector="OR",
                        ),
                        name="teams_offer_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second_choice", None),
                            models.Q(("second_choice", models.F("first_choice")), _negated=True),
                            _connector="OR",
                        ),
                        name="teams_offer_two_choices",
                        violation_error_message="Choose two different areas, or only one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hours", None),
                            models.Q(("hours__gte", Decimal("0.25")), ("hours__lte", 40)),
                            _connector="OR",
                        ),
                        name="teams_offer_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "accepted"), _negated=True),
                            models.Q(("first_choice__isnull", False), ("hours__isnull", False)),
                            _connector="OR",
                        ),
                        name="teams_offer_accepted_whole",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"call_id": "id", "organisation_id": "organisation_id"},
                        name="teams_offer_call_fk",
                        to="teams.Call",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="teams_offer_person_fk",
                        to="orgs.Person",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"named_by_id": "id", "organisation_id": "organisation_id"},
                        name="teams_offer_named_by_fk",
                        to="orgs.Person",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"first_choice_id": "id", "organisation_id": "organisation_id"},
                        name="teams_offer_first_choice_fk",
                        to="themes.FocusArea",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "second_choice_id": "id"},
                        name="teams_offer_second_choice_fk",
                        to="themes.FocusArea",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "placed_by_id": "id"},
                        name="teams_offer_placed_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="teams_offer_key"),
                    core.tenancy.TenantPolicy(name="teams_offer_tenant"),
                ],
            },
        ),
        migrations.AddField(
            model_name="acceptance",
            name="offer",
            field=core.tenancy.TenantForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="acceptances",
                to="teams.offer",
            ),
        ),
        migrations.CreateModel(
            name="Session",
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
                        choices=[("okr_101", "OKR 101"), ("context", "Strategic context")],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="starts")),
                (
                    "place",
                    models.CharField(blank=True, max_length=200, verbose_name="place or link"),
                ),
                (
                    "capacity",
                    models.PositiveSmallIntegerField(
                        default=30,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="seats",
                    ),
                ),
                ("material", models.URLField(blank=True, max_length=300, verbose_name="material")),
                ("marked_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "cycle",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="themes.cycle",
                    ),
                ),
                (
                    "host",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hosted_sessions",
                        to="orgs.person",
                        verbose_name="host",
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
                "verbose_name": "session",
                "ordering": ["starts_at", "id"],
                "indexes": [
                    models.Index(fields=["organisation", "cycle"], name="session_cycle_3e17b8_ix"),
                    models.Index(fields=["organisation", "host"], name="session_host_c7bb62_ix"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["okr_101", "context"])),
                        name="teams_session_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("capacity__gte", 1)), name="teams_session_capacity"
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"cycle_id": "id", "organisation_id": "organisation_id"},
                        name="teams_session_cycle_fk",
                        to="themes.Cycle",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"host_id": "id", "organisation_id": "organisation_id"},
                        name="teams_session_host_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_session_key"
                    ),
                    core.tenancy.TenantPolicy(name="teams_session_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
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
                    "session",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="teams.session",
                    ),
                ),
            ],
            options={
                "verbose_name": "seat",
                "indexes": [
                    models.Index(fields=["organisation", "session"], name="seat_session_5d778f_ix"),
                    models.Index(fields=["organisation", "person"], name="seat_person_95ee90_ix"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "session", "person"), name="teams_seat_once"
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "session_id": "id"},
                        name="teams_seat_session_fk",
                        to="teams.Session",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="teams_seat_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="teams_seat_key"),
                    core.tenancy.TenantPolicy(name="teams_seat_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
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
                    "session",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="teams.session",
                    ),
                ),
            ],
            options={
                "verbose_name": "attendance",
                "indexes": [
                    models.Index(
                        fields=["organisation", "session"], name="attendance_session_239639_ix"
                    ),
                    models.Index(
                        fields=["organisation", "person"], name="attendance_person_28db7e_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "session", "person"), name="teams_attendance_once"
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "session_id": "id"},
                        name="teams_attendance_session_fk",
                        to="teams.Session",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="teams_attendance_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_attendance_key"
                    ),
                    core.tenancy.TenantPolicy(name="teams_attendance_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SkillBrought",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("skill", models.CharField(max_length=600, verbose_name="skill looked for")),
                ("noted_at", models.DateTimeField(auto_now_add=True)),
                (
                    "noted_by",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "offer",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="skills_brought",
                        to="teams.offer",
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
                "verbose_name": "skill brought",
                "indexes": [
                    models.Index(
                        fields=["organisation", "offer"], name="skillbrought_offer_205020_ix"
                    ),
                    models.Index(
                        fields=["organisation", "noted_by"], name="skillbrought_noted_b_e17bb0_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "offer", "skill"), name="teams_skillbrought_once"
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"offer_id": "id", "organisation_id": "organisation_id"},
                        name="teams_skillbrought_offer_fk",
                        to="teams.Offer",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"noted_by_id": "id", "organisation_id": "organisation_id"},
                        name="teams_skillbrought_noted_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_skillbrought_key"
                    ),
                    core.tenancy.TenantPolicy(name="teams_skillbrought_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "cycle",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="teams",
                        to="themes.cycle",
                    ),
                ),
                (
                    "focus_area",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams",
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
                (
                    "previous",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="continued_by",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "team",
                "ordering": ["number", "id"],
                "indexes": [
                    models.Index(fields=["organisation", "cycle"], name="team_cycle_0705fd_ix"),
                    models.Index(
                        fields=["organisation", "focus_area"], name="team_focus_area_9a9dad_ix"
                    ),
                    models.Index(
                        fields=["organisation", "previous"], name="team_previous_c3307e_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "cycle", "number"), name="teams_team_number"
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "cycle", "focus_area"), name="teams_team_focus_area"
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"cycle_id": "id", "organisation_id": "organisation_id"},
                        name="teams_team_cycle_fk",
                        to="themes.Cycle",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"focus_area_id": "id", "organisation_id": "organisation_id"},
                        name="teams_team_focus_area_fk",
                        to="themes.FocusArea",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "previous_id": "id"},
                        name="teams_team_previous_fk",
                        to="teams.Team",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="teams_team_key"),
                    core.tenancy.TenantPolicy(name="teams_team_tenant"),
                ],
            },
        ),
        migrations.AddField(
            model_name="offer",
            name="placed_in",
            field=core.tenancy.TenantForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="placed",
                to="teams.team",
            ),
        ),
        migrations.AddField(
            model_name="membership",
            name="team",
            field=core.tenancy.TenantForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="memberships",
                to="teams.team",
            ),
        ),
        migrations.CreateModel(
            name="CoachNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="note")),
                (
                    "shared",
                    models.BooleanField(
                        default=False,
                        help_text="The members of the team read it. Otherwise nobody but you does.",
                        verbose_name="share with the team",
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                        on_delete=django.db.models.deletion.CASCADE,
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
                        related_name="coach_notes",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "coach's note",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["organisation", "team"], name="coachnote_team_8c6a65_ix"),
                    models.Index(fields=["organisation", "by"], name="coachnote_by_763176_ix"),
                ],
                "constraints": [
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="teams_coachnote_team_fk",
                        to="teams.Team",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="teams_coachnote_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_coachnote_key"
                    ),
                    core.tenancy.TenantPolicy(name="teams_coachnote_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Coaching",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField(verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
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
                (
                    "coach",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coachings",
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
                        related_name="coachings",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "coaching",
                "indexes": [
                    models.Index(fields=["organisation", "team"], name="coaching_team_511c62_ix"),
                    models.Index(fields=["organisation", "coach"], name="coaching_coach_ad5bd5_ix"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("organisation", "team"),
                        name="teams_coaching_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="teams_coaching_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hours", None),
                            models.Q(("hours__gte", Decimal("0.25")), ("hours__lte", 40)),
                            _connector="OR",
                        ),
                        name="teams_coaching_hours",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="teams_coaching_team_fk",
                        to="teams.Team",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"coach_id": "id", "organisation_id": "organisation_id"},
                        name="teams_coaching_coach_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_coaching_key"
                    ),
                    core.tenancy.TenantPolicy(name="teams_coaching_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seed", models.UUIDField(default=uuid.uuid4, editable=False)),
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
                        related_name="calendar_feeds",
                        to="orgs.person",
                    ),
                ),
                (
                    "theme",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="themes.theme",
                    ),
                ),
                (
                    "team",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "calendar feed",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "person"], name="calendarfeed_person_48a30d_ix"
                    ),
                    models.Index(
                        fields=["organisation", "team"], name="calendarfeed_team_dece25_ix"
                    ),
                    models.Index(
                        fields=["organisation", "theme"], name="calendarfeed_theme_d06e71_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "person", "team", "theme"),
                        name="teams_calendarfeed_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("team", None), ("theme", None), _connector="OR"),
                        name="teams_calendarfeed_one_of",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="teams_calendarfeed_person_fk",
                        to="orgs.Person",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="teams_calendarfeed_team_fk",
                        to="teams.Team",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "theme_id": "id"},
                        name="teams_calendarfeed_theme_fk",
                        to="themes.Theme",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_calendarfeed_key"
                    ),
                    core.tenancy.TenantPolicy(name="teams_calendarfeed_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamConfirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("warnings", models.JSONField(default=list)),
                (
                    "note",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="why we form it all the same"
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
                        related_name="confirmations",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "confirmation of a team",
                "indexes": [
                    models.Index(
                        fields=["organisation", "team"], name="teamconfirmation_tea_08eef9_ix"
                    ),
                    models.Index(
                        fields=["organisation", "by"], name="teamconfirmation_by_f28d9a_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "team"), name="teams_teamconfirmation_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("warnings", []), models.Q(("note", ""), _negated=True), _connector="OR"
                        ),
                        name="teams_teamconfirmation_note",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="teams_teamconfirmation_team_fk",
                        to="teams.Team",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="teams_teamconfirmation_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_teamconfirmation_key"
                    ),
                    core.tenancy.TenantPolicy(name="teams_teamconfirmation_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Thanks",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
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
                        related_name="thanks",
                        to="themes.cycle",
                    ),
                ),
                (
                    "leader",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="thanks",
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
                "verbose_name": "thank-you",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["organisation", "cycle"], name="thanks_cycle_6355b3_ix"),
                    models.Index(fields=["organisation", "leader"], name="thanks_leader_e1519f_ix"),
                    models.Index(fields=["organisation", "by"], name="thanks_by_d7b777_ix"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "cycle", "leader"), name="teams_thanks_once"
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"cycle_id": "id", "organisation_id": "organisation_id"},
                        name="teams_thanks_cycle_fk",
                        to="themes.Cycle",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"leader_id": "id", "organisation_id": "organisation_id"},
                        name="teams_thanks_leader_fk",
                        to="orgs.Person",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="teams_thanks_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="teams_thanks_key"),
                    core.tenancy.TenantPolicy(name="teams_thanks_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="WhatWorked",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("situation", models.CharField(max_length=200, verbose_name="what it was about")),
                ("text", models.TextField(max_length=2000, verbose_name="what helped")),
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
                    "team",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="teams.team",
                        verbose_name="team to name",
                    ),
                ),
            ],
            options={
                "verbose_name": "what worked",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["organisation", "by"], name="whatworked_by_3cf17b_ix"),
                    models.Index(fields=["organisation", "team"], name="whatworked_team_6756a7_ix"),
                ],
                "constraints": [
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="teams_whatworked_by_fk",
                        to="orgs.Person",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="teams_whatworked_team_fk",
                        to="teams.Team",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_whatworked_key"
                    ),
                    core.tenancy.TenantPolicy(name="teams_whatworked_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkingAgreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "purpose",
                    models.TextField(blank=True, max_length=600, verbose_name="why we are a team"),
                ),
                (
                    "roles",
                    models.CharField(blank=True, max_length=300, verbose_name="who does what"),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                        ],
                        verbose_name="we meet on",
                    ),
                ),
                ("starts_at", models.TimeField(verbose_name="at")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=30,
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(480),
                        ],
                        verbose_name="for how many minutes",
                    ),
                ),
                (
                    "place",
                    models.CharField(blank=True, max_length=200, verbose_name="place or link"),
                ),
                (
                    "turn",
                    models.CharField(
                        choices=[
                            ("free", "Whoever wants to"),
                            ("in_turn", "In turn, from week to week"),
                            ("same", "One of us"),
                        ],
                        default="free",
                        max_length=7,
                        verbose_name="who moderates",
                    ),
                ),
                (
                    "moderation",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what the moderator does"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="in between we write in"
                    ),
                ),
                (
                    "response_time",
                    models.CharField(blank=True, max_length=100, verbose_name="we answer within"),
                ),
                (
                    "decisions",
                    models.CharField(blank=True, max_length=300, verbose_name="we decide"),
                ),
                (
                    "short_of_time",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="if somebody cannot keep their hours",
                    ),
                ),
                (
                    "celebrate",
                    models.CharField(blank=True, max_length=300, verbose_name="we celebrate"),
                ),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "changed_by",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "moderator",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                        verbose_name="who it is",
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
                        related_name="agreements",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "working agreement",
                "indexes": [
                    models.Index(
                        fields=["organisation", "team"], name="workingagreement_tea_a16bf8_ix"
                    ),
                    models.Index(
                        fields=["organisation", "moderator"], name="workingagreement_mod_d4f3d1_ix"
                    ),
                    models.Index(
                        fields=["organisation", "changed_by"], name="workingagreement_cha_a233a1_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "team"), name="teams_agreement_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minutes__gte", 5), ("minutes__lte", 480), ("weekday__lte", 4)
                        ),
                        name="teams_agreement_slot",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("moderator__isnull", False), ("turn", "same")),
                            models.Q(("moderator", None), ("turn__in", ["free", "in_turn"])),
                            _connector="OR",
                        ),
                        name="teams_agreement_turn",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="teams_workingagreement_team_fk",
                        to="teams.Team",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"moderator_id": "id", "organisation_id": "organisation_id"},
                        name="teams_workingagreement_moderator_fk",
                        to="orgs.Person",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"changed_by_id": "id", "organisation_id": "organisation_id"},
                        name="teams_workingagreement_changed_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_workingagreement_key"
                    ),
                    core.tenancy.TenantPolicy(name="teams_workingagreement_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "agreement",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="teams.workingagreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "look at the working agreement",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "agreement"], name="agreementreview_agre_110ad3_ix"
                    ),
                    models.Index(
                        fields=["organisation", "by"], name="agreementreview_by_2051c5_ix"
                    ),
                ],
                "constraints": [
                    core.tenancy.CompositeForeignKey(
                        columns={"agreement_id": "id", "organisation_id": "organisation_id"},
                        name="teams_agreementreview_agreement_fk",
                        to="teams.WorkingAgreement",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="teams_agreementreview_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_agreementreview_key"
                    ),
                    core.tenancy.TenantPolicy(name="teams_agreementreview_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementConfirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                    "agreement",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="confirmations",
                        to="teams.workingagreement",
                    ),
                ),
            ],
            options={
                "verbose_name": "yes to the working agreement",
                "indexes": [
                    models.Index(
                        fields=["organisation", "agreement"], name="agreementconfirmatio_cea090_ix"
                    ),
                    models.Index(
                        fields=["organisation", "person"], name="agreementconfirmatio_bc7fe1_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "agreement", "person", "version"),
                        name="teams_agreementconfirmation_once",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"agreement_id": "id", "organisation_id": "organisation_id"},
                        name="teams_agreementconfirmation_agreement_fk",
                        to="teams.WorkingAgreement",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="teams_agreementconfirmation_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_agreementconfirmation_key"
                    ),
                    core.tenancy.TenantPolicy(name="teams_agreementconfirmation_tenant"),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=core.tenancy.CompositeForeignKey(
                columns={"membership_id": "id", "organisation_id": "organisation_id"},
                name="teams_commitment_membership_fk",
                to="teams.Membership",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.UniqueConstraint(
                fields=("organisation", "membership"), name="teams_commitment_membership_once"
            ),
        ),
        migrations.AddIndex(
            model_name="acceptance",
            index=models.Index(fields=["organisation", "offer"], name="acceptance_offer_dbe140_ix"),
        ),
        migrations.AddConstraint(
            model_name="acceptance",
            constraint=models.UniqueConstraint(
                fields=("organisation", "offer"), name="teams_acceptance_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="acceptance",
            constraint=models.CheckConstraint(
                condition=models.Q(("via__in", ["offer", "invitation", "continuation"])),
                name="teams_acceptance_via",
            ),
        ),
        migrations.AddConstraint(
            model_name="acceptance",
            constraint=core.tenancy.CompositeForeignKey(
                columns={
                    "offer_id": "id",
                    "organisation_id": "organisation_id",
                    "person_id": "person_id",
                },
                name="teams_acceptance_own_offer",
                to="teams.Offer",
            ),
        ),
        migrations.AddConstraint(
            model_name="acceptance",
            constraint=core.tenancy.CompositeForeignKey(
                columns={"offer_id": "id", "organisation_id": "organisation_id"},
                name="teams_acceptance_offer_fk",
                to="teams.Offer",
            ),
        ),
        migrations.AddIndex(
            model_name="offer",
            index=models.Index(
                fields=["organisation", "placed_in"], name="offer_placed_in_e1b3a6_ix"
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["withdrawn", "declined"]), _negated=True),
                    models.Q(
                        ("contribution", ""),
                        ("learning", ""),
                        ("motivation", ""),
                        ("placed_in", None),
                    ),
                    _connector="OR",
                ),
                name="teams_offer_withdrawn_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(("placed_in", None), ("state", "accepted"), _connector="OR"),
                name="teams_offer_placed_accepted",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=core.tenancy.CompositeForeignKey(
                columns={"organisation_id": "organisation_id", "placed_in_id": "id"},
                name="teams_offer_placed_in_fk",
                to="teams.Team",
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["organisation", "team"], name="membership_team_91aa23_ix"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on", None)),
                fields=("organisation", "team", "person"),
                name="teams_membership_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on", None), ("speaks", True)),
                fields=("organisation", "team"),
                name="teams_membership_one_speaks",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=core.tenancy.CompositeForeignKey(
                columns={"organisation_id": "organisation_id", "team_id": "id"},
                name="teams_membership_team_fk",
                to="teams.Team",
            ),
        ),
    ]
