"""Chats that hear of a theme, and what was posted to them."""

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0006_identity_provider"),
        ("themes", "0004_closure_goes_on"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChatChannel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("slack", "Slack"), ("teams", "Microsoft Teams")],
                        max_length=5,
                        verbose_name="chat",
                    ),
                ),
                ("sealed", models.TextField(editable=False)),
                ("masked", models.CharField(editable=False, max_length=300)),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("de", "German"), ("tr", "Turkish")],
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                ("connected_at", models.DateTimeField()),
                (
                    "connected_by",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "organisation",
                    orgs.tenancy.TenantField(
                        db_index=False,
                        default=orgs.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "theme",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chat_channels",
                        to="themes.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "chat",
                "ordering": ["theme", "kind"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "theme"], name="chatchannel_theme_97f52e_ix"
                    ),
                    models.Index(
                        fields=["organisation", "connected_by"],
                        name="chatchannel_connecte_6b1a0c_ix",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "theme", "kind"), name="themes_chatchannel_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["slack", "teams"])),
                        name="themes_chatchannel_kind",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "theme_id": "id"},
                        name="themes_chatchannel_theme_fk",
                        to="themes.Theme",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"connected_by_id": "id", "organisation_id": "organisation_id"},
                        name="themes_chatchannel_connected_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="themes_chatchannel_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="themes_chatchannel_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChatPost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("about", models.CharField(max_length=80)),
                ("dedupe_key", models.CharField(max_length=150)),
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
                ("settled_at", models.DateTimeField(null=True)),
                ("title", models.CharField(blank=True, max_length=300)),
                (
                    "problem",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("away", "The chat does not answer."),
                            ("busy", "The chat asks us to come back later."),
                            ("broken", "The chat has a fault of its own."),
                            (
                                "refused",
                                "The chat refuses it. Make a new address there and connect it here.",
                            ),
                            ("moved", "The address leads on to another one. Connect that one."),
                            (
                                "private",
                                "The address leads into a private network. Whoever operates this site can allow it.",
                            ),
                            ("lost", "The connection broke on the way. It may have arrived."),
                            ("stopped", "We were interrupted on the way. It may have arrived."),
                            ("sealed", "The server's secret has changed. Connect the chat again."),
                            ("over", "It was no longer news when it was due."),
                        ],
                        max_length=8,
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=200)),
                (
                    "channel",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="posts",
                        to="themes.chatchannel",
                    ),
                ),
                (
                    "organisation",
                    orgs.tenancy.TenantField(
                        db_index=False,
                        default=orgs.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "message to a chat",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "claimed", "handing_over"])),
                        fields=["organisation", "due_at"],
                        name="themes_chatpost_due",
                    ),
                    models.Index(
                        fields=["organisation", "channel"], name="chatpost_channel_b4e280_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "channel", "dedupe_key"),
                        name="themes_chatpost_once",
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
                        name="themes_chatpost_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("lease_until__isnull", False),
                                ("state__in", ["claimed", "handing_over"]),
                            ),
                            models.Q(
                                models.Q(("state__in", ["claimed", "handing_over"]), _negated=True),
                                ("lease_until", None),
                            ),
                            _connector="OR",
                        ),
                        name="themes_chatpost_lease",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("settled_at__isnull", False),
                                ("state__in", ["sent", "unknown", "failed", "dropped"]),
                            ),
                            models.Q(
                                ("settled_at", None),
                                ("state__in", ["waiting", "claimed", "handing_over"]),
                            ),
                            _connector="OR",
                        ),
                        name="themes_chatpost_settled",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"channel_id": "id", "organisation_id": "organisation_id"},
                        name="themes_chatpost_channel_fk",
                        to="themes.ChatChannel",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="themes_chatpost_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="themes_chatpost_tenant"),
                ],
            },
        ),
    ]
