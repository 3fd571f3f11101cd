import uuid

import django.contrib.postgres.functions
from django.db import migrations, models

KINDS = ["achievement", "learning", "impediment"]


class Migration(migrations.Migration):
    dependencies = [("checkins", "0002_check_in_version"), ("teams", "0001_initial")]

    operations = [
        operation
        for kind in KINDS
        for operation in (
            migrations.AddField(
                model_name=kind,
                name="key",
                field=models.UUIDField(
                    db_default=django.contrib.postgres.functions.RandomUUID(),
                    default=uuid.uuid4,
                    editable=False,
                ),
            ),
            migrations.AddConstraint(
                model_name=kind,
                constraint=models.UniqueConstraint(
                    fields=("organisation", "team", "key"), name=f"checkins_{kind}_sent_once"
                ),
            ),
        )
    ]
