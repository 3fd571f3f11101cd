import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("nudges", "0004_wishes"),
        ("orgs", "0006_identity_provider"),
    ]

    operations = [
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
                    orgs.tenancy.TenantOneToOneField(
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
                    orgs.tenancy.CompositeForeignKey(
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
                    orgs.tenancy.TenantPolicy(name="nudges_returnedaddress_tenant"),
                ],
            },
        ),
    ]
