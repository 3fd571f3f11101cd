"""Each to-do has words, one owner and a date; the actions have always asked for them."""

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [("okrs", "0003_initiative_targeted"), ("orgs", "0006_identity_provider")]

    operations = [
        migrations.AlterField(
            model_name="todo",
            name="due_on",
            field=models.DateField(verbose_name="due on"),
        ),
        migrations.AlterField(
            model_name="todo",
            name="owner",
            field=orgs.tenancy.TenantForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="to_dos",
                to="orgs.person",
                verbose_name="owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="todo",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="okrs_todo_text"
            ),
        ),
    ]
