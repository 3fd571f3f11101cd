import django.db.models.deletion
from django.db import migrations, models

import core.tenancy

FILL = """
UPDATE teams_commitment AS row
   SET words_to_id = (
       SELECT step.leader_id
         FROM teams_commitmentchange AS step
         JOIN teams_membership AS membership ON membership.id = row.membership_id
        WHERE step.commitment_id = row.id AND step.by_id = membership.person_id
          AND step.entered <> 'committed'
        ORDER BY step.id DESC LIMIT 1
       )
 WHERE words <> ''
"""
"""Whom the member's own last step asked: that is when the words were written."""


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0003_standing_and_links"),
        ("teams", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="commitment",
            name="words_to",
            field=core.tenancy.TenantForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orgs.person",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(
                fields=["organisation", "words_to"], name="commitment_words_to_ab3278_ix"
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=core.tenancy.CompositeForeignKey(
                columns={"organisation_id": "organisation_id", "words_to_id": "id"},
                name="teams_commitment_words_to_fk",
                to="orgs.Person",
            ),
        ),
    ]
