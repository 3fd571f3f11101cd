"""Earlier wordings of a strategic focus and its mid-term goals."""

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [("orgs", "0002_no_cycle_of_leaders"), ("themes", "0002_fit_check")]

    operations = [
        migrations.CreateModel(
            name="FocusVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("diagnosis", models.TextField()),
                ("direction", models.TextField()),
                ("not_in_scope", models.TextField(blank=True)),
                ("goals", models.JSONField(default=list)),
                ("until", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "focus",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="themes.strategicfocus",
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
                "verbose_name": "earlier wording of a strategic focus",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "focus"], name="focusversion_focus_d4c864_ix"
                    ),
                    models.Index(fields=["organisation", "by"], name="focusversion_by_90fc0f_ix"),
                ],
                "constraints": [
                    orgs.tenancy.CompositeForeignKey(
                        columns={"focus_id": "id", "organisation_id": "organisation_id"},
                        name="themes_focusversion_focus_fk",
                        to="themes.StrategicFocus",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="themes_focusversion_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="themes_focusversion_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="themes_focusversion_tenant"),
                ],
            },
        ),
    ]
