"""Another e-mail for somebody with an account waits until the old address was told."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0009_sealed_provider"),
    ]

    operations = [
        migrations.AddField(
            model_name="role",
            name="given_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.CreateModel(
            name="AddressChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("old_email", models.EmailField(max_length=254, verbose_name="old e-mail")),
                ("new_email", models.EmailField(max_length=254, verbose_name="new e-mail")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waits"),
                            ("done", "took effect"),
                            ("stopped", "stopped from the old address"),
                            ("withdrawn", "taken back"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("takes_effect_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
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
                        related_name="address_changes",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of an e-mail",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "person"], name="addresschange_person_741321_ix"
                    ),
                    models.Index(
                        fields=["organisation", "asked_by"], name="addresschange_asked__c92a83_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("organisation", "person"),
                        name="orgs_addresschange_one_waiting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "done", "stopped", "withdrawn"])
                        ),
                        name="orgs_addresschange_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at", None), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("settled_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="orgs_addresschange_settled",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="orgs_addresschange_person_fk",
                        to="orgs.Person",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"asked_by_id": "id", "organisation_id": "organisation_id"},
                        name="orgs_addresschange_asked_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="orgs_addresschange_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="orgs_addresschange_tenant"),
                ],
            },
        ),
    ]
