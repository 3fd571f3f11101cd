"""What somebody writes for themselves alone belongs to the account that wrote it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What is there already was written by the account that the person has now.
BIND = [
    "UPDATE reviews_privatescore AS kept SET account_id = person.account_id"
    " FROM orgs_person AS person WHERE person.id = kept.person_id",
    "UPDATE reviews_reflection AS kept SET account_id = person.account_id"
    " FROM orgs_person AS person WHERE person.id = kept.person_id",
    "UPDATE reviews_healthvote AS kept SET account_id = person.account_id"
    " FROM orgs_person AS person WHERE person.id = kept.person_id",
    "UPDATE reviews_farewell AS kept SET account_id = person.account_id FROM orgs_person AS person,"
    " teams_membership AS seat WHERE seat.id = kept.membership_id AND person.id = seat.person_id",
]


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0015_fewest_four"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="farewell",
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
            model_name="healthvote",
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
            model_name="privatescore",
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
            model_name="reflection",
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
