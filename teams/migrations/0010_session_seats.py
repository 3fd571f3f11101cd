"""People say that they come to a session, and a host has said who was there."""

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy

# Sessions from before: where somebody was there, the host has said so.
MARKED = """
UPDATE teams_session AS s SET marked_at = s.starts_at
WHERE EXISTS (SELECT 1 FROM teams_attendance a WHERE a.session_id = s.id)
"""


class Migration(migrations.Migration):
    dependencies = [("orgs", "0003_site_country"), ("teams", "0009_focus_answers")]

    operations = [
        migrations.AddField(
            model_name="session",
            name="marked_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.RunSQL(MARKED, migrations.RunSQL.noop),
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
                    "session",
                    orgs.tenancy.TenantForeignKey(
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "session_id": "id"},
                        name="teams_seat_session_fk",
                        to="teams.Session",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="teams_seat_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="teams_seat_key"),
                    orgs.tenancy.TenantPolicy(name="teams_seat_tenant"),
                ],
            },
        ),
    ]
