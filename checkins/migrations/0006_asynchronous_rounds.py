import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("checkins", "0005_minutes_changes"),
        ("orgs", "0006_identity_provider"),
        ("teams", "0014_coach_notes"),
    ]

    operations = [
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
                    "meeting",
                    orgs.tenancy.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="round",
                        to="checkins.teammeeting",
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"meeting_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_meetinground_meeting_fk",
                        to="checkins.TeamMeeting",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "meeting"),
                        name="checkins_meetinground_meeting_once",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"opened_by_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_meetinground_opened_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="checkins_meetinground_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="checkins_meetinground_tenant"),
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
                    "round",
                    orgs.tenancy.TenantForeignKey(
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "round_id": "id"},
                        name="checkins_roundanswer_round_fk",
                        to="checkins.MeetingRound",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="checkins_roundanswer_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="checkins_roundanswer_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="checkins_roundanswer_tenant"),
                ],
            },
        ),
    ]
