import datetime
import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.tenancy


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("orgs", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dedupe_key", models.CharField(max_length=200)),
                ("better_twice", models.BooleanField(default=False)),
                ("message_id", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("claimed", "being prepared"),
                            ("handing_over", "being handed over"),
                            ("sent", "sent"),
                            ("unknown", "perhaps sent"),
                            ("failed", "failed"),
                            ("dropped", "no longer needed"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("lease_until", models.DateTimeField(null=True)),
                ("subject", models.CharField(blank=True, max_length=300)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "person",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "message",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "claimed", "handing_over"])),
                        fields=["due_at"],
                        name="nudges_message_due",
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ["sent", "unknown", "failed", "dropped"])),
                        fields=["organisation", "due_at"],
                        name="nudges_message_settled",
                    ),
                    models.Index(
                        fields=["organisation", "person"], name="message_person_76b5c6_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "dedupe_key"), name="nudges_message_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "waiting",
                                    "claimed",
                                    "handing_over",
                                    "sent",
                                    "unknown",
                                    "failed",
                                    "dropped",
                                ],
                            )
                        ),
                        name="nudges_message_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["claimed", "handing_over"]), _negated=True),
                            ("lease_until__isnull", False),
                            _connector="OR",
                        ),
                        name="nudges_message_lease",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sent"), _negated=True),
                            ("sent_at__isnull", False),
                            _connector="OR",
                        ),
                        name="nudges_message_sent",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="nudges_message_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="nudges_message_key"
                    ),
                    core.tenancy.TenantPolicy(name="nudges_message_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Occasion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("about", models.CharField(max_length=80)),
                ("moment", models.CharField(max_length=4)),
                ("dedupe_key", models.CharField(max_length=200)),
                (
                    "message",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occasions",
                        to="nudges.message",
                    ),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "person",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occasions",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "occasion",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "message"], name="occasion_message_0996e0_ix"
                    ),
                    models.Index(
                        fields=["organisation", "person"], name="occasion_person_1a2502_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "dedupe_key"), name="nudges_occasion_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("moment__in", ["open", "day", "late"])),
                        name="nudges_occasion_moment",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"message_id": "id", "organisation_id": "organisation_id"},
                        name="nudges_occasion_message_fk",
                        to="nudges.Message",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="nudges_occasion_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="nudges_occasion_key"
                    ),
                    core.tenancy.TenantPolicy(name="nudges_occasion_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Preference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                (
                    "pace",
                    models.CharField(
                        choices=[
                            ("at_once", "At once"),
                            ("morning", "In the morning mail"),
                            ("monday", "On Mondays"),
                            ("my_work", "Only on My work"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "person",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preferences",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "preference",
                "indexes": [
                    models.Index(
                        fields=["organisation", "person"], name="preference_person_5fb711_ix"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "person", "kind"), name="nudges_preference_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pace__in", ["at_once", "morning", "monday", "my_work"])
                        ),
                        name="nudges_preference_pace",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="nudges_preference_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="nudges_preference_key"
                    ),
                    core.tenancy.TenantPolicy(name="nudges_preference_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuietHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "quiet_from",
                    models.TimeField(default=datetime.time(20, 0), verbose_name="quiet from"),
                ),
                (
                    "quiet_until",
                    models.TimeField(default=datetime.time(7, 0), verbose_name="quiet until"),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "quiet hours",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation",), name="nudges_quiethours_once"
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="nudges_quiethours_key"
                    ),
                    core.tenancy.TenantPolicy(name="nudges_quiethours_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnedAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bounced", "Mails come back"),
                            ("complained", "A mail was reported as spam"),
                        ],
                        max_length=10,
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "person",
                    core.tenancy.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="returned_address",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "address from which mails come back",
                "ordering": ["-at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["bounced", "complained"])),
                        name="nudges_returned_kind",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="nudges_returnedaddress_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "person"), name="nudges_returnedaddress_person_once"
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="nudges_returnedaddress_key"
                    ),
                    core.tenancy.TenantPolicy(name="nudges_returnedaddress_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rhythm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "morning",
                    models.TimeField(
                        default=datetime.time(8, 0),
                        help_text="By your own clock. With it comes everything that is not urgent.",
                        verbose_name="hour of the morning mail",
                    ),
                ),
                (
                    "paused_until",
                    models.DateField(
                        blank=True,
                        help_text="A pause from all of it, urgent things too. They stand on My work meanwhile.",
                        null=True,
                        verbose_name="no mails before",
                    ),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "person",
                    core.tenancy.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rhythm",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "rhythm",
                "constraints": [
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="nudges_rhythm_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "person"), name="nudges_rhythm_person_once"
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="nudges_rhythm_key"
                    ),
                    core.tenancy.TenantPolicy(name="nudges_rhythm_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="BackgroundFailure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("tick", "all background work"),
                            ("chore", "a regular task"),
                            ("nudge", "a kind of reminder"),
                            ("news", "a kind of news for chats"),
                            ("mails", "sending mails"),
                        ],
                        max_length=5,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=60)),
                ("error", models.CharField(max_length=100)),
                ("since", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("times", models.PositiveIntegerField(default=1)),
                ("retry_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "failure in the background",
                "ordering": ["since", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "part", "name"),
                        name="nudges_backgroundfailure_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part__in", ["tick", "chore", "nudge", "news", "mails"])
                        ),
                        name="nudges_backgroundfailure_part",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="nudges_backgroundfailure_key"
                    ),
                    core.tenancy.TenantPolicy(name="nudges_backgroundfailure_tenant"),
                ],
            },
        ),
    ]
