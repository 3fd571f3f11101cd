from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("checkins", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="checkin",
            name="version",
            field=models.PositiveIntegerField(
                default=0, editable=False, help_text="Counts what has changed in the room."
            ),
        ),
    ]
