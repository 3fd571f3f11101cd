"""How many open to-dos go with one hour a week before a team is warned."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("teams", "0010_session_seats")]

    operations = [
        migrations.RemoveConstraint(
            model_name="hoursrules",
            name="teams_hoursrules_sane",
        ),
        migrations.AddField(
            model_name="hoursrules",
            name="to_dos_per_hour",
            field=models.PositiveSmallIntegerField(
                default=2,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(20),
                ],
                verbose_name="warn above so many open to-dos for each hour a week",
            ),
        ),
        migrations.AddConstraint(
            model_name="hoursrules",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("limit_percent__gte", 1),
                    ("limit_percent__lte", 100),
                    ("remind_after__gte", 1),
                    ("remind_after__lte", 60),
                    ("tell_after__gte", 1),
                    ("tell_after__lte", 60),
                    ("to_dos_per_hour__gte", 1),
                    ("to_dos_per_hour__lte", 20),
                ),
                name="teams_hoursrules_sane",
            ),
        ),
    ]
