"""What was changed in minutes after they were made."""

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("checkins", "0004_rooms_are_counted_elsewhere"),
        ("orgs", "0006_identity_provider"),
    ]

    operations = [
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
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "minutes",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="checkins.minutes",
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
                    orgs.tenancy.CompositeForeignKey(
                        columns={"minutes_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_minuteschange_minutes_fk",
                        to="checkins.Minutes",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="checkins_minuteschange_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="checkins_minuteschange_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="checkins_minuteschange_tenant"),
                ],
            },
        ),
    ]
