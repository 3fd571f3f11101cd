"""The anonymous pulse: who was asked, sealed answers, frozen results and what follows."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0006_identity_provider"),
        ("reviews", "0006_improvements"),
        ("teams", "0014_coach_notes"),
        ("themes", "0003_focus_versions"),
    ]

    operations = [
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
                (
                    "cycle",
                    orgs.tenancy.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pulse",
                        to="themes.cycle",
                    ),
                ),
                (
                    "opened_by",
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"cycle_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_pulse_cycle_fk",
                        to="themes.Cycle",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "cycle"), name="reviews_pulse_cycle_once"
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"opened_by_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_pulse_opened_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_pulse_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="reviews_pulse_tenant"),
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
                    "pulse",
                    orgs.tenancy.TenantForeignKey(
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "pulse_id": "id"},
                        name="reviews_pulseanswer_pulse_fk",
                        to="reviews.Pulse",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_pulseanswer_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="reviews_pulseanswer_tenant"),
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
                    "owner",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                        verbose_name="looked after by",
                    ),
                ),
                (
                    "pulse",
                    orgs.tenancy.TenantForeignKey(
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "pulse_id": "id"},
                        name="reviews_pulsefollowup_pulse_fk",
                        to="reviews.Pulse",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "owner_id": "id"},
                        name="reviews_pulsefollowup_owner_fk",
                        to="orgs.Person",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_pulsefollowup_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_pulsefollowup_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="reviews_pulsefollowup_tenant"),
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
                ("answered", models.BooleanField(default=False)),
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
                    "pulse",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="reviews.pulse",
                    ),
                ),
                (
                    "team",
                    orgs.tenancy.TenantForeignKey(
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "pulse_id": "id"},
                        name="reviews_pulseinvitation_pulse_fk",
                        to="reviews.Pulse",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="reviews_pulseinvitation_person_fk",
                        to="orgs.Person",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="reviews_pulseinvitation_team_fk",
                        to="teams.Team",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_pulseinvitation_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="reviews_pulseinvitation_tenant"),
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
                    "pulse",
                    orgs.tenancy.TenantOneToOneField(
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
                    orgs.tenancy.CompositeForeignKey(
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
                    orgs.tenancy.TenantPolicy(name="reviews_pulseresult_tenant"),
                ],
            },
        ),
    ]
