"""Invitations by mail to people on the roster."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0003_site_country"),
    ]

    operations = [
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("seed", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("token_hash", models.CharField(editable=False, max_length=64)),
                ("mails", models.PositiveSmallIntegerField(default=1)),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "invited_by",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        null=True,
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
                    "person",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "person"], name="invitation_person_33d783_ix"
                    ),
                    models.Index(
                        fields=["organisation", "invited_by"], name="invitation_invited_b_cc706d_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "token_hash"), name="orgs_invitation_token"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at", None), ("revoked_at", None)),
                        fields=("organisation", "person"),
                        name="orgs_invitation_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at", None), ("revoked_at", None), _connector="OR"
                        ),
                        name="orgs_invitation_one_end",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="orgs_invitation_person_fk",
                        to="orgs.Person",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"invited_by_id": "id", "organisation_id": "organisation_id"},
                        name="orgs_invitation_invited_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="orgs_invitation_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="orgs_invitation_tenant"),
                ],
            },
        ),
    ]
