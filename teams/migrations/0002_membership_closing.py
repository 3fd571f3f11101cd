"""A membership knows the closing of its cycle that ended it, so that reopening ends just that."""

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy

# In closed cycles: who left by themselves on the last day is told from who stayed by the audit.
KNOWN = """
UPDATE teams_membership AS m SET closing_id = (
    SELECT max(p.id) FROM themes_phasechange p WHERE p.cycle_id = c.id AND p.entered = 'closed'
)
FROM teams_team t JOIN themes_cycle c ON c.id = t.cycle_id
WHERE t.id = m.team_id AND c.phase = 'closed' AND m.left_on = greatest(m.joined_on, c.ends_on)
    AND NOT EXISTS (
        SELECT 1 FROM orgs_auditevent a
        WHERE a.verb = 'member.leave' AND a.about = 'teams.membership:' || m.id
    )
"""


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0002_no_cycle_of_leaders"),
        ("teams", "0001_initial"),
        ("themes", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="closing",
            field=orgs.tenancy.TenantForeignKey(
                blank=True,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="themes.phasechange",
            ),
        ),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                fields=["organisation", "closing"], name="membership_closing_7a5087_ix"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("closing", None), ("left_on__isnull", False), _connector="OR"),
                name="teams_membership_closing_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=orgs.tenancy.CompositeForeignKey(
                columns={"closing_id": "id", "organisation_id": "organisation_id"},
                name="teams_membership_closing_fk",
                to="themes.PhaseChange",
            ),
        ),
    ]
