"""An index over what changed who may read what."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0007_forced_policies"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(
                condition=models.Q(
                    ("verb__in", ["role.give", "role.take", "person.edit", "level.edit"])
                ),
                fields=["organisation", "at"],
                name="orgs_auditevent_rights",
            ),
        ),
    ]
