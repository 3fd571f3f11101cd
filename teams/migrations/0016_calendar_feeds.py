"""Secret addresses that calendar programs read."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0006_identity_provider"),
        ("teams", "0015_session_version"),
        ("themes", "0004_closure_goes_on"),
    ]

    operations = [
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
                        related_name="calendar_feeds",
                        to="orgs.person",
                    ),
                ),
                (
                    "team",
                    orgs.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="teams.team",
                    ),
                ),
                (
                    "theme",
                    orgs.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="themes.theme",
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="teams_calendarfeed_person_fk",
                        to="orgs.Person",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="teams_calendarfeed_team_fk",
                        to="teams.Team",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "theme_id": "id"},
                        name="teams_calendarfeed_theme_fk",
                        to="themes.Theme",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_calendarfeed_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="teams_calendarfeed_tenant"),
                ],
            },
        ),
    ]
