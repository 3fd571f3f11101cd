from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("nudges", "0005_returned_address"),
        ("orgs", "0006_identity_provider"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state__in", ["sent", "unknown", "failed", "dropped"])),
                fields=["organisation", "due_at"],
                name="nudges_message_settled",
            ),
        ),
    ]
