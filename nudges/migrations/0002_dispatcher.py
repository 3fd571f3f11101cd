"""The dispatcher sees the outbox of all organisations, and nothing else."""

from django.db import migrations

from orgs.database import DISPATCH


class Migration(migrations.Migration):
    dependencies = [("nudges", "0001_initial")]

    operations = [
        migrations.RunSQL(
            f"CREATE POLICY nudges_message_dispatch ON nudges_message TO {DISPATCH} "
            "USING (true) WITH CHECK (true)",
            "DROP POLICY nudges_message_dispatch ON nudges_message",
        )
    ]
