"""What was counted of fewer than four hidden answers is not shown any more."""

from django.db import migrations, models
from django.db.models import F, Q

FORGET = [
    """
    DELETE FROM reviews_healthresult r USING reviews_healthcheck c
     WHERE c.organisation_id = r.organisation_id AND c.id = r.check_of_id AND c.answered < 4
    """,
    "UPDATE reviews_scoreround SET lowest = NULL, median = NULL, highest = NULL WHERE count < 4",
]


class Migration(migrations.Migration):
    dependencies = [("reviews", "0014_pulse_who_answered")]

    operations = [
        migrations.RunSQL(FORGET, migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name="scoreround", name="reviews_scoreround_spread"),
        migrations.AddConstraint(
            model_name="scoreround",
            constraint=models.CheckConstraint(
                condition=Q(highest=None, lowest=None, median=None)
                | Q(
                    count__gte=4, highest__gte=F("median"), highest__lte=1, lowest__gte=0,
                    median__gte=F("lowest"),
                ),
                name="reviews_scoreround_spread",
            ),
        ),
    ]  # fmt: skip
