import uuid

import django.contrib.postgres.functions
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
        ("themes", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("starts_at", models.DateTimeField(verbose_name="starts")),
                (
                    "slot_minutes",
                    models.PositiveSmallIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(3),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="minutes a team",
                    ),
                ),
                (
                    "place",
                    models.CharField(blank=True, max_length=200, verbose_name="place or link"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("live", "running now"),
                            ("held", "held"),
                            ("cancelled", "cancelled"),
                        ],
                        default="planned",
                        max_length=9,
                    ),
                ),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ends_at",
                    models.DateTimeField(
                        blank=True, help_text="When the time for all teams is over.", null=True
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "cycle",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_ins",
                        to="themes.cycle",
                    ),
                ),
                (
                    "facilitator",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facilitated_check_ins",
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
            ],
            options={
                "verbose_name": "check-in",
                "ordering": ["starts_at", "id"],
                "indexes": [
                    models.Index(fields=["organisation", "cycle"], name="checkin_cycle_62e484_ix"),
                    models.Index(
                        fields=["organisation", "facilitator"], name="checkin_facilitator_ee7c06_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "cycle", "number"), name="checkins_checkin_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["planned", "live", "held", "cancelled"])),
                        name="checkins_checkin_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["live", "held"]), _negated=True),
                            models.Q(("ends_at__isnull", False), ("started_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="checkins_checkin_started",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "held"), _negated=True),
                            ("ended_at__isnull", False),
                            _connector="OR",
                        ),
                        name="checkins_checkin_ended",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"cycle_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_checkin_cycle_fk",
                        to="themes.Cycle",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"facilitator_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_checkin_facilitator_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="checkins_checkin_key"
                    ),
                    core.tenancy.TenantPolicy(name="checkins_checkin_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckInChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("left", models.DateTimeField(verbose_name="when it was planned before")),
                (
                    "entered",
                    models.DateTimeField(
                        blank=True,
                        help_text="Nothing when it is cancelled.",
                        null=True,
                        verbose_name="when it is now",
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
                    "check_in",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="checkins.checkin",
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
                "verbose_name": "change of a check-in",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "check_in"], name="checkinchange_check__3012d4_ix"
                    ),
                    models.Index(fields=["organisation", "by"], name="checkinchange_by_8d3e37_ix"),
                ],
                "constraints": [
                    core.tenancy.CompositeForeignKey(
                        columns={"check_in_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_checkinchange_check_in_fk",
                        to="checkins.CheckIn",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_checkinchange_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="checkins_checkinchange_key"
                    ),
                    core.tenancy.TenantPolicy(name="checkins_checkinchange_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Impediment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "key",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="impediment")),
                (
                    "blocks",
                    models.CharField(blank=True, max_length=300, verbose_name="what it blocks"),
                ),
                ("impact", models.CharField(blank=True, max_length=300, verbose_name="impact")),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("decision", "a decision"),
                            ("budget", "budget"),
                            ("access", "access"),
                            ("people", "people"),
                            ("information", "information"),
                        ],
                        max_length=11,
                        verbose_name="what would help",
                    ),
                ),
                ("wanted_by", models.DateField(blank=True, null=True, verbose_name="wanted by")),
                (
                    "private",
                    models.BooleanField(
                        default=False,
                        help_text="Only the team and its coach see it.",
                        verbose_name="private",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("with_leader", "with a leader"),
                            ("resolved", "resolved"),
                            ("unsolved", "will not be solved"),
                        ],
                        default="open",
                        max_length=11,
                    ),
                ),
                (
                    "outcome",
                    models.TextField(blank=True, max_length=600, verbose_name="how it ended"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                        verbose_name="who helps",
                    ),
                ),
                (
                    "team",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "impediment",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "owner"], name="impediment_owner_17c8a8_ix"
                    ),
                    models.Index(fields=["organisation", "team"], name="impediment_team_85e8b2_ix"),
                    models.Index(fields=["organisation", "by"], name="impediment_by_8ef9f5_ix"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "team", "key"), name="checkins_impediment_sent_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("private", False),
                            models.Q(("state", "with_leader"), _negated=True),
                            _connector="OR",
                        ),
                        name="checkins_impediment_private_stays",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "category__in",
                                ["", "decision", "budget", "access", "people", "information"],
                            )
                        ),
                        name="checkins_impediment_category",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "with_leader", "resolved", "unsolved"])
                        ),
                        name="checkins_impediment_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("state__in", ["open", "with_leader"])),
                            models.Q(
                                ("ended_at__isnull", False), ("state__in", ["resolved", "unsolved"])
                            ),
                            _connector="OR",
                        ),
                        name="checkins_impediment_ended",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "unsolved"), _negated=True),
                            models.Q(("outcome", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="checkins_impediment_reason",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "owner_id": "id"},
                        name="checkins_impediment_owner_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="checkins_impediment_key"
                    ),
                    core.tenancy.TenantPolicy(name="checkins_impediment_tenant"),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="checkins_impediment_team_fk",
                        to="teams.Team",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_impediment_by_fk",
                        to="orgs.Person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "waits for an answer"),
                            ("accepted", "takes it"),
                            ("declined", "cannot help"),
                            ("handed_over", "handed it over"),
                            ("escalated", "no answer in time, went on to the sponsor"),
                            ("not_needed", "no longer needed"),
                        ],
                        max_length=11,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("promised_for", models.DateField(blank=True, null=True, verbose_name="by when")),
                (
                    "reason",
                    models.TextField(blank=True, max_length=600, verbose_name="in your own words"),
                ),
                (
                    "asked_by",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "leader",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asks",
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
                    "impediment",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asks",
                        to="checkins.impediment",
                    ),
                ),
            ],
            options={
                "verbose_name": "ask",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "impediment"], name="ask_impediment_90a8c6_ix"
                    ),
                    models.Index(fields=["organisation", "leader"], name="ask_leader_e36fe1_ix"),
                    models.Index(
                        fields=["organisation", "asked_by"], name="ask_asked_by_37a72a_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answer", "")),
                        fields=("organisation", "impediment"),
                        name="checkins_ask_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None)),
                            models.Q(
                                (
                                    "answer__in",
                                    [
                                        "accepted",
                                        "declined",
                                        "handed_over",
                                        "escalated",
                                        "not_needed",
                                    ],
                                ),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="checkins_ask_answered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "accepted"), _negated=True),
                            ("promised_for__isnull", False),
                            _connector="OR",
                        ),
                        name="checkins_ask_promised",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "declined"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="checkins_ask_reason",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"impediment_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_ask_impediment_fk",
                        to="checkins.Impediment",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"leader_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_ask_leader_fk",
                        to="orgs.Person",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"asked_by_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_ask_asked_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="checkins_ask_key"),
                    core.tenancy.TenantPolicy(name="checkins_ask_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("until", models.DateTimeField(verbose_name="until")),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
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
                "verbose_name": "asynchronous round",
                "indexes": [
                    models.Index(
                        fields=["organisation", "opened_by"], name="meetinground_opened__2ca9fc_ix"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("opened_at"))),
                        name="checkins_meetinground_until",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"opened_by_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_meetinground_opened_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="checkins_meetinground_key"
                    ),
                    core.tenancy.TenantPolicy(name="checkins_meetinground_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content", models.JSONField()),
                ("markdown", models.TextField()),
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
                    "check_in",
                    core.tenancy.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="minutes",
                        to="checkins.checkin",
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
                "verbose_name": "minutes",
                "indexes": [
                    models.Index(fields=["organisation", "by"], name="minutes_by_17b3c5_ix")
                ],
                "constraints": [
                    core.tenancy.CompositeForeignKey(
                        columns={"check_in_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_minutes_check_in_fk",
                        to="checkins.CheckIn",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "check_in"), name="checkins_minutes_check_in_once"
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_minutes_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="checkins_minutes_key"
                    ),
                    core.tenancy.TenantPolicy(name="checkins_minutes_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MinutesChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("key_results", "Key results"),
                            ("achievements", "Achievements"),
                            ("learnings", "Learnings"),
                            ("asks", "Impediments and asks"),
                            ("decisions", "Decisions"),
                            ("reopened", "Check-in opened again"),
                            ("remade", "Minutes made anew"),
                        ],
                        max_length=12,
                    ),
                ),
                ("team_name", models.CharField(blank=True, max_length=120)),
                ("old", models.TextField(blank=True)),
                ("new", models.TextField(blank=True)),
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
                    "minutes",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="checkins.minutes",
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
                "verbose_name": "change of minutes",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "minutes"], name="minuteschange_minute_3e2a22_ix"
                    ),
                    models.Index(fields=["organisation", "by"], name="minuteschange_by_94affd_ix"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "what__in",
                                [
                                    "key_results",
                                    "achievements",
                                    "learnings",
                                    "asks",
                                    "decisions",
                                    "reopened",
                                    "remade",
                                ],
                            )
                        ),
                        name="checkins_minuteschange_what",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"minutes_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_minuteschange_minutes_fk",
                        to="checkins.Minutes",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_minuteschange_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="checkins_minuteschange_key"
                    ),
                    core.tenancy.TenantPolicy(name="checkins_minuteschange_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoundAnswer",
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
                    "round",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="checkins.meetinground",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer to a round",
                "indexes": [
                    models.Index(
                        fields=["organisation", "round"], name="roundanswer_round_27acb7_ix"
                    ),
                    models.Index(
                        fields=["organisation", "person"], name="roundanswer_person_f9a19e_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "round", "person"), name="checkins_roundanswer_once"
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "round_id": "id"},
                        name="checkins_roundanswer_round_fk",
                        to="checkins.MeetingRound",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="checkins_roundanswer_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="checkins_roundanswer_key"
                    ),
                    core.tenancy.TenantPolicy(name="checkins_roundanswer_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("prepared_at", models.DateTimeField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "to come"),
                            ("on", "on stage"),
                            ("done", "done"),
                            ("absent", "absent"),
                        ],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("seconds_left", models.IntegerField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("seconds_planned", models.PositiveIntegerField(blank=True, null=True)),
                ("seconds_added", models.PositiveIntegerField(default=0)),
                ("seconds_used", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "check_in",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slots",
                        to="checkins.checkin",
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
                    "prepared_by",
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
                    "presenter",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                        verbose_name="presents",
                    ),
                ),
                (
                    "team",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slots",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "slot",
                "ordering": ["position", "id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "check_in"], name="slot_check_in_d85043_ix"
                    ),
                    models.Index(fields=["organisation", "team"], name="slot_team_43126e_ix"),
                    models.Index(
                        fields=["organisation", "presenter"], name="slot_presenter_cb0148_ix"
                    ),
                    models.Index(
                        fields=["organisation", "prepared_by"], name="slot_prepared_by_7622ce_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "check_in", "team"), name="checkins_slot_once"
                    ),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("organisation", "check_in", "position"),
                        name="checkins_slot_position",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "on")),
                        fields=("organisation", "check_in"),
                        name="checkins_slot_one_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "on"), _negated=True),
                            models.Q(
                                ("ends_at__isnull", False),
                                ("seconds_left", None),
                                ("seconds_planned__isnull", False),
                            ),
                            models.Q(
                                ("ends_at", None),
                                ("seconds_left__isnull", False),
                                ("seconds_planned__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="checkins_slot_clock",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            models.Q(("ended_at__isnull", False), ("seconds_used__isnull", False)),
                            _connector="OR",
                        ),
                        name="checkins_slot_done",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "on", "done", "absent"])),
                        name="checkins_slot_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("prepared_at", None), ("prepared_by", None)),
                            models.Q(
                                ("prepared_at__isnull", False), ("prepared_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="checkins_slot_prepared",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"check_in_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_slot_check_in_fk",
                        to="checkins.CheckIn",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="checkins_slot_team_fk",
                        to="teams.Team",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "presenter_id": "id"},
                        name="checkins_slot_presenter_fk",
                        to="orgs.Person",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "prepared_by_id": "id"},
                        name="checkins_slot_prepared_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="checkins_slot_key"
                    ),
                    core.tenancy.TenantPolicy(name="checkins_slot_tenant"),
                ],
            },
        ),
        migrations.AddField(
            model_name="impediment",
            name="slot",
            field=core.tenancy.TenantForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="%(class)ss",
                to="checkins.slot",
            ),
        ),
        migrations.CreateModel(
            name="TeamMeeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="starts")),
                ("notes", models.TextField(blank=True, max_length=4000, verbose_name="notes")),
                ("held_at", models.DateTimeField(blank=True, null=True)),
                (
                    "held_by",
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
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meetings",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "team meeting",
                "ordering": ["starts_at", "id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "team"], name="teammeeting_team_8eef39_ix"
                    ),
                    models.Index(
                        fields=["organisation", "held_by"], name="teammeeting_held_by_d79774_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "team", "starts_at"),
                        name="checkins_teammeeting_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("held_at", None), ("held_by", None)),
                            models.Q(("held_at__isnull", False), ("held_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="checkins_teammeeting_held",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="checkins_teammeeting_team_fk",
                        to="teams.Team",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"held_by_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_teammeeting_held_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="checkins_teammeeting_key"
                    ),
                    core.tenancy.TenantPolicy(name="checkins_teammeeting_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgressLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "key",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="progress")),
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
                        related_name="%(class)ss",
                        to="teams.team",
                    ),
                ),
                (
                    "slot",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)ss",
                        to="checkins.slot",
                    ),
                ),
                (
                    "meeting",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)ss",
                        to="checkins.teammeeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "line of progress",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "team"], name="progressline_team_e11168_ix"
                    ),
                    models.Index(
                        fields=["organisation", "meeting"], name="progressline_meeting_fab191_ix"
                    ),
                    models.Index(
                        fields=["organisation", "slot"], name="progressline_slot_6f27cb_ix"
                    ),
                    models.Index(fields=["organisation", "by"], name="progressline_by_fa081d_ix"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "team", "key"),
                        name="checkins_progressline_sent_once",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="checkins_progressline_key"
                    ),
                    core.tenancy.TenantPolicy(name="checkins_progressline_tenant"),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="checkins_progressline_team_fk",
                        to="teams.Team",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"meeting_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_progressline_meeting_fk",
                        to="checkins.TeamMeeting",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "slot_id": "id"},
                        name="checkins_progressline_slot_fk",
                        to="checkins.Slot",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_progressline_by_fk",
                        to="orgs.Person",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="meetinground",
            name="meeting",
            field=core.tenancy.TenantOneToOneField(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="round",
                to="checkins.teammeeting",
            ),
        ),
        migrations.CreateModel(
            name="MeetingAttendance",
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
                    "meeting",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="checkins.teammeeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "attendance of a team meeting",
                "indexes": [
                    models.Index(
                        fields=["organisation", "meeting"], name="meetingattendance_me_a7fba5_ix"
                    ),
                    models.Index(
                        fields=["organisation", "person"], name="meetingattendance_pe_32ee6e_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "meeting", "person"),
                        name="checkins_meetingattendance_once",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"meeting_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_meetingattendance_meeting_fk",
                        to="checkins.TeamMeeting",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="checkins_meetingattendance_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="checkins_meetingattendance_key"
                    ),
                    core.tenancy.TenantPolicy(name="checkins_meetingattendance_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Learning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "key",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="learning")),
                (
                    "believed",
                    models.TextField(blank=True, max_length=600, verbose_name="what we believed"),
                ),
                ("saw", models.TextField(blank=True, max_length=600, verbose_name="what we saw")),
                (
                    "now",
                    models.TextField(blank=True, max_length=600, verbose_name="what we do now"),
                ),
                ("evidence", models.URLField(blank=True, max_length=300, verbose_name="evidence")),
                ("tags", models.CharField(blank=True, max_length=120, verbose_name="tags")),
                ("share", models.BooleanField(default=True, verbose_name="share in the check-in")),
                (
                    "keep",
                    models.BooleanField(
                        default=False,
                        help_text="The review proposes it as a practice.",
                        verbose_name="practice to keep",
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
                        related_name="%(class)ss",
                        to="teams.team",
                    ),
                ),
                (
                    "slot",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)ss",
                        to="checkins.slot",
                    ),
                ),
                (
                    "meeting",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)ss",
                        to="checkins.teammeeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "learning",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["organisation", "team"], name="learning_team_826986_ix"),
                    models.Index(
                        fields=["organisation", "meeting"], name="learning_meeting_409d36_ix"
                    ),
                    models.Index(fields=["organisation", "slot"], name="learning_slot_25a9e2_ix"),
                    models.Index(fields=["organisation", "by"], name="learning_by_a9d991_ix"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "team", "key"), name="checkins_learning_sent_once"
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="checkins_learning_key"
                    ),
                    core.tenancy.TenantPolicy(name="checkins_learning_tenant"),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="checkins_learning_team_fk",
                        to="teams.Team",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"meeting_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_learning_meeting_fk",
                        to="checkins.TeamMeeting",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "slot_id": "id"},
                        name="checkins_learning_slot_fk",
                        to="checkins.Slot",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_learning_by_fk",
                        to="orgs.Person",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="impediment",
            name="meeting",
            field=core.tenancy.TenantForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="%(class)ss",
                to="checkins.teammeeting",
            ),
        ),
        migrations.CreateModel(
            name="Achievement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "key",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="achievement")),
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
                        related_name="%(class)ss",
                        to="teams.team",
                    ),
                ),
                (
                    "slot",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)ss",
                        to="checkins.slot",
                    ),
                ),
                (
                    "meeting",
                    core.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)ss",
                        to="checkins.teammeeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "achievement",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "team"], name="achievement_team_8f9e1c_ix"
                    ),
                    models.Index(
                        fields=["organisation", "meeting"], name="achievement_meeting_2ce626_ix"
                    ),
                    models.Index(
                        fields=["organisation", "slot"], name="achievement_slot_330ce9_ix"
                    ),
                    models.Index(fields=["organisation", "by"], name="achievement_by_34e744_ix"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "team", "key"),
                        name="checkins_achievement_sent_once",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="checkins_achievement_key"
                    ),
                    core.tenancy.TenantPolicy(name="checkins_achievement_tenant"),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="checkins_achievement_team_fk",
                        to="teams.Team",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"meeting_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_achievement_meeting_fk",
                        to="checkins.TeamMeeting",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "slot_id": "id"},
                        name="checkins_achievement_slot_fk",
                        to="checkins.Slot",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_achievement_by_fk",
                        to="orgs.Person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AskRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "answer_after",
                    models.PositiveSmallIntegerField(
                        default=5,
                        help_text="Weekends and the holidays of the leader’s country do not count.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="ask the sponsor after so many working days without an answer",
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
                "verbose_name": "rules for asks",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation",), name="checkins_askrules_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer_after__gte", 1), ("answer_after__lte", 60)),
                        name="checkins_askrules_sane",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="checkins_askrules_key"
                    ),
                    core.tenancy.TenantPolicy(name="checkins_askrules_tenant"),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="meetinground",
            constraint=core.tenancy.CompositeForeignKey(
                columns={"meeting_id": "id", "organisation_id": "organisation_id"},
                name="checkins_meetinground_meeting_fk",
                to="checkins.TeamMeeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetinground",
            constraint=models.UniqueConstraint(
                fields=("organisation", "meeting"), name="checkins_meetinground_meeting_once"
            ),
        ),
        migrations.AddIndex(
            model_name="impediment",
            index=models.Index(
                fields=["organisation", "meeting"], name="impediment_meeting_064657_ix"
            ),
        ),
        migrations.AddIndex(
            model_name="impediment",
            index=models.Index(fields=["organisation", "slot"], name="impediment_slot_ddfe91_ix"),
        ),
        migrations.AddConstraint(
            model_name="impediment",
            constraint=core.tenancy.CompositeForeignKey(
                columns={"meeting_id": "id", "organisation_id": "organisation_id"},
                name="checkins_impediment_meeting_fk",
                to="checkins.TeamMeeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="impediment",
            constraint=core.tenancy.CompositeForeignKey(
                columns={"organisation_id": "organisation_id", "slot_id": "id"},
                name="checkins_impediment_slot_fk",
                to="checkins.Slot",
            ),
        ),
    ]
