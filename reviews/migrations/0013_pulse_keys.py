"""A key a pulse, outside of the database, and links that lead nowhere without it.

A pulse that is open meanwhile has no key: the next tick says that it is lost, and it can be asked
anew.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0006_identity_provider"),
        ("reviews", "0012_promises_done"),
        ("teams", "0016_calendar_feeds"),
    ]

    operations = [
        migrations.AddField(
            model_name="pulse",
            name="key_name",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="pulse",
            name="lost_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="pulseinvitation",
            name="token_hash",
            field=models.CharField(default="", editable=False, max_length=64),
        ),
        migrations.AddIndex(
            model_name="pulseinvitation",
            index=models.Index(
                fields=["organisation", "token_hash"], name="pulseinvitation_token_ix"
            ),
        ),
    ]
