"""What does not work in the background of an organisation; the dispatcher sees that of all."""

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy
from orgs.database import DISPATCH


class Migration(migrations.Migration):
    dependencies = [
        ("nudges", "0006_settled_mails"),
        ("orgs", "0007_forced_policies"),
    ]

    operations = [
        migrations.CreateModel(
            name="BackgroundFailure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("tick", "all background work"),
                            ("chore", "a regular task"),
                            ("nudge", "a kind of reminder"),
                            ("news", "a kind of news for chats"),
                            ("mails", "sending mails"),
                        ],
                        max_length=5,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=60)),
                ("error", models.CharField(max_length=100)),
                ("since", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("times", models.PositiveIntegerField(default=1)),
                ("retry_at", models.DateTimeField(null=True)),
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
                "verbose_name": "failure in the background",
                "ordering": ["since", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "part", "name"),
                        name="nudges_backgroundfailure_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part__in", ["tick", "chore", "nudge", "news", "mails"])
                        ),
                        name="nudges_backgroundfailure_part",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="nudges_backgroundfailure_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="nudges_backgroundfailure_tenant"),
                ],
            },
        ),
        migrations.RunSQL(
            f"CREATE POLICY nudges_backgroundfailure_dispatch ON nudges_backgroundfailure "
            f"FOR SELECT TO {DISPATCH} USING (true)",
            "DROP POLICY nudges_backgroundfailure_dispatch ON nudges_backgroundfailure",
        ),
    ]
