import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0002_no_cycle_of_leaders"),
        ("teams", "0007_thanks"),
    ]

    operations = [
        migrations.CreateModel(
            name="SkillBrought",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("skill", models.CharField(max_length=600, verbose_name="skill looked for")),
                ("noted_at", models.DateTimeField(auto_now_add=True)),
                (
                    "noted_by",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "offer",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="skills_brought",
                        to="teams.offer",
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
                "verbose_name": "skill brought",
                "indexes": [
                    models.Index(
                        fields=["organisation", "offer"], name="skillbrought_offer_205020_ix"
                    ),
                    models.Index(
                        fields=["organisation", "noted_by"], name="skillbrought_noted_b_e17bb0_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "offer", "skill"), name="teams_skillbrought_once"
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"offer_id": "id", "organisation_id": "organisation_id"},
                        name="teams_skillbrought_offer_fk",
                        to="teams.Offer",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"noted_by_id": "id", "organisation_id": "organisation_id"},
                        name="teams_skillbrought_noted_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="teams_skillbrought_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="teams_skillbrought_tenant"),
                ],
            },
        ),
    ]
