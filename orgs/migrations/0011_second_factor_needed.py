"""An organisation can ask its administrators and auditors for a second factor."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0010_address_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="needs_second_factor",
            field=models.BooleanField(
                default=False, verbose_name="administrators and auditors need a second factor"
            ),
        ),
    ]
