import uuid

import django.contrib.postgres.functions
import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("checkins", "0006_asynchronous_rounds"),
        ("orgs", "0006_identity_provider"),
        ("teams", "0014_coach_notes"),
    ]

    operations = [
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
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "meeting",
                    orgs.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)ss",
                        to="checkins.teammeeting",
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
                    "slot",
                    orgs.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)ss",
                        to="checkins.slot",
                    ),
                ),
                (
                    "team",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="teams.team",
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
                    orgs.tenancy.TenantPolicy(name="checkins_progressline_tenant"),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="checkins_progressline_team_fk",
                        to="teams.Team",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"meeting_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_progressline_meeting_fk",
                        to="checkins.TeamMeeting",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "slot_id": "id"},
                        name="checkins_progressline_slot_fk",
                        to="checkins.Slot",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_progressline_by_fk",
                        to="orgs.Person",
                    ),
                ],
            },
        ),
    ]
