"""Since when somebody is here at their e-mail, and which of their links still act.

Of those who are on the roster already nobody knows since when: it counts from this day on.
"""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orgs", "0002_no_cycle_of_leaders")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="standing_since",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddField(
            model_name="person",
            name="links_version",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
    ]
