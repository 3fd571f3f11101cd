"""Who has answered a pulse is sealed with its key, and no row of a person says it any more.

A pulse that is open meanwhile loses its key: the next tick says so, and it can be asked anew.
"""

from typing import Any

from django.db import migrations, models


def forget_keys(apps: Any, editor: Any) -> None:
    apps.get_model("reviews", "Pulse").objects.update(key_name=None)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0013_pulse_keys")]

    operations = [
        migrations.AddField(
            model_name="pulse",
            name="who_answered",
            field=models.TextField(default="", editable=False),
        ),
        migrations.RunPython(forget_keys, migrations.RunPython.noop),
        migrations.RemoveField(model_name="pulseinvitation", name="answered"),
    ]
