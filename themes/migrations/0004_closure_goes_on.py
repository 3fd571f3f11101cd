"""A theme that ends says what goes on in the line, and what stops."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("themes", "0003_focus_versions"),
    ]

    operations = [
        migrations.AddField(
            model_name="themeclosure",
            name="moves",
            field=models.TextField(
                blank=True, max_length=2000, verbose_name="what moves to a team of the line"
            ),
        ),
        migrations.AddField(
            model_name="themeclosure",
            name="stops",
            field=models.TextField(blank=True, max_length=2000, verbose_name="what stops"),
        ),
    ]
