"""The dispatcher sees the outbox and what fails in the background, of all organisations."""

from django.db import migrations

from core.database import DISPATCH


class Migration(migrations.Migration):
    dependencies = [("nudges", "0001_initial")]

    operations = [
        migrations.RunSQL(
            f"CREATE POLICY nudges_message_dispatch ON nudges_message TO {DISPATCH} "
            "USING (true) WITH CHECK (true)",
            "DROP POLICY nudges_message_dispatch ON nudges_message",
        ),
        migrations.RunSQL(
            "CREATE POLICY nudges_backgroundfailure_dispatch ON nudges_backgroundfailure "
            f"FOR SELECT TO {DISPATCH} USING (true)",
            "DROP POLICY nudges_backgroundfailure_dispatch ON nudges_backgroundfailure",
        ),
    ]
