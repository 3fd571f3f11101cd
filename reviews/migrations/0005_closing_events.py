"""Review and retrospective as events with dates."""

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0006_identity_provider"),
        ("reviews", "0004_outcomes"),
        ("themes", "0003_focus_versions"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosingEvent",
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
                        choices=[("review", "Review"), ("retrospective", "Retrospective")],
                        max_length=13,
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="starts")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
                (
                    "place",
                    models.CharField(blank=True, max_length=200, verbose_name="place or link"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "cycle",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="closing_events",
                        to="themes.cycle",
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
                "verbose_name": "event at the end of a cycle",
                "ordering": ["starts_at", "id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "cycle"], name="closingevent_cycle_569d1e_ix"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "cycle", "kind"), name="reviews_closingevent_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "review"), ("minutes__gte", 45), ("minutes__lte", 90)
                            ),
                            models.Q(
                                ("kind", "retrospective"),
                                ("minutes__gte", 30),
                                ("minutes__lte", 60),
                            ),
                            _connector="OR",
                        ),
                        name="reviews_closingevent_minutes",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"cycle_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_closingevent_cycle_fk",
                        to="themes.Cycle",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_closingevent_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="reviews_closingevent_tenant"),
                ],
            },
        ),
    ]
