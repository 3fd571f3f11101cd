"""What an organisation calls the words of the method, by language and key."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orgs", "0004_invitation")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="terms",
            field=models.JSONField(blank=True, default=dict, editable=False),
        )
    ]
