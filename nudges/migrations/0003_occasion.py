"""A mail tells one or several occasions: what each is about moves out of the message."""

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy

OUT = """
    INSERT INTO nudges_occasion
        (organisation_id, message_id, person_id, kind, about, moment, dedupe_key)
    SELECT organisation_id, id, person_id, kind, about,
           CASE WHEN dedupe_key LIKE '%|late' THEN 'late' ELSE 'open' END, dedupe_key
    FROM nudges_message;
    UPDATE nudges_message SET better_twice = true WHERE kind = 'orgs.invitation'
"""
BACK = """
    UPDATE nudges_message m SET kind = o.kind, about = o.about FROM nudges_occasion o
    WHERE o.id = (SELECT min(id) FROM nudges_occasion WHERE message_id = m.id)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("nudges", "0002_dispatcher"),
        ("orgs", "0006_identity_provider"),
    ]

    operations = [
        migrations.AddField(
            model_name="message", name="better_twice", field=models.BooleanField(default=False)
        ),
        migrations.CreateModel(
            name="Occasion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("about", models.CharField(max_length=80)),
                ("moment", models.CharField(max_length=4)),
                ("dedupe_key", models.CharField(max_length=200)),
                (
                    "message",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occasions",
                        to="nudges.message",
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
                        related_name="occasions",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "occasion",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "message"], name="occasion_message_0996e0_ix"
                    ),
                    models.Index(
                        fields=["organisation", "person"], name="occasion_person_1a2502_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "dedupe_key"), name="nudges_occasion_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("moment__in", ["open", "day", "late"])),
                        name="nudges_occasion_moment",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"message_id": "id", "organisation_id": "organisation_id"},
                        name="nudges_occasion_message_fk",
                        to="nudges.Message",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="nudges_occasion_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="nudges_occasion_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="nudges_occasion_tenant"),
                ],
            },
        ),
        migrations.RunSQL(OUT, BACK),
        # With a default, going back finds a value for the rows there are.
        migrations.AlterField("message", "kind", models.CharField(max_length=60, default="")),
        migrations.AlterField("message", "about", models.CharField(max_length=80, default="")),
        migrations.RemoveField(model_name="message", name="kind"),
        migrations.RemoveField(model_name="message", name="about"),
        migrations.RemoveField(model_name="message", name="stale_at"),
    ]
