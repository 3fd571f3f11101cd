"""What somebody writes for themselves alone belongs to the account that wrote it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What is there already was written by the account that the person has now.
BIND = [
    "UPDATE teams_coachnote AS kept SET account_id = person.account_id"
    " FROM orgs_person AS person WHERE person.id = kept.by_id",
    "UPDATE teams_offer AS kept SET account_id = person.account_id"
    " FROM orgs_person AS person WHERE person.id = kept.person_id",
    "UPDATE teams_hoursnote AS kept SET account_id = person.account_id FROM orgs_person AS person,"
    " teams_membership AS seat WHERE seat.id = kept.membership_id AND person.id = seat.person_id",
]


class Migration(migrations.Migration):
    dependencies = [
        ("teams", "0016_calendar_feeds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="coachnote",
            name="account",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="hoursnote",
            name="account",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="offer",
            name="account",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(BIND, migrations.RunSQL.noop),
    ]
