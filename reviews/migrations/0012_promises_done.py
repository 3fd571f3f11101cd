"""What a team agreed on is done."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0011_stories"),
    ]

    operations = [
        migrations.AddField(
            model_name="healthaction",
            name="done_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="improvement",
            name="done_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
