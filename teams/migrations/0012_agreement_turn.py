"""Who moderates: whoever wants to, one of the team, or its members in turn."""

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [("orgs", "0006_identity_provider"), ("teams", "0011_to_dos_per_hour")]

    operations = [
        migrations.AddField(
            model_name="workingagreement",
            name="moderator",
            field=orgs.tenancy.TenantForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orgs.person",
                verbose_name="who it is",
            ),
        ),
        migrations.AddField(
            model_name="workingagreement",
            name="turn",
            field=models.CharField(
                choices=[
                    ("free", "Whoever wants to"),
                    ("in_turn", "In turn, from week to week"),
                    ("same", "One of us"),
                ],
                default="free",
                max_length=7,
                verbose_name="who moderates",
            ),
        ),
        migrations.AlterField(
            model_name="workingagreement",
            name="moderation",
            field=models.CharField(
                blank=True, max_length=200, verbose_name="what the moderator does"
            ),
        ),
        migrations.AddIndex(
            model_name="workingagreement",
            index=models.Index(
                fields=["organisation", "moderator"], name="workingagreement_mod_d4f3d1_ix"
            ),
        ),
        migrations.AddConstraint(
            model_name="workingagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("moderator__isnull", False), ("turn", "same")),
                    models.Q(("moderator", None), ("turn__in", ["free", "in_turn"])),
                    _connector="OR",
                ),
                name="teams_agreement_turn",
            ),
        ),
        migrations.AddConstraint(
            model_name="workingagreement",
            constraint=orgs.tenancy.CompositeForeignKey(
                columns={"moderator_id": "id", "organisation_id": "organisation_id"},
                name="teams_workingagreement_moderator_fk",
                to="orgs.Person",
            ),
        ),
    ]
