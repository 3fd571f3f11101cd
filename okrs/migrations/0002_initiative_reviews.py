import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("okrs", "0001_initial"),
        ("orgs", "0006_identity_provider"),
        ("teams", "0010_session_seats"),
    ]

    operations = [
        migrations.CreateModel(
            name="InitiativeReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("keep", "Keep on"), ("done", "Done"), ("stop", "Stop")],
                        max_length=4,
                    ),
                ),
                ("learned", models.CharField(max_length=300, verbose_name="what we learned")),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                    "initiative",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="okrs.initiative",
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
                "verbose_name": "look at an initiative",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "initiative"], name="initiativereview_ini_53e500_ix"
                    ),
                    models.Index(
                        fields=["organisation", "by"], name="initiativereview_by_cd17e0_ix"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["keep", "done", "stop"])),
                        name="okrs_initiativereview_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("learned", ""), _negated=True),
                        name="okrs_initiativereview_learned",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"initiative_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_initiativereview_initiative_fk",
                        to="okrs.Initiative",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_initiativereview_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_initiativereview_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="okrs_initiativereview_tenant"),
                ],
            },
        ),
        migrations.RunSQL(
            sql="\nUPDATE okrs_initiative i SET review_on = c.ends_on\n  FROM teams_team t\n  JOIN themes_cycle c ON c.organisation_id = t.organisation_id AND c.id = t.cycle_id\n WHERE t.organisation_id = i.organisation_id AND t.id = i.team_id\n   AND i.state = 'trying' AND i.review_on IS NULL;\nUPDATE okrs_initiative SET review_on = NULL WHERE state <> 'trying';\n",
            reverse_sql="",
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("review_on__isnull", False), ("state", "trying")),
                    models.Q(models.Q(("state", "trying"), _negated=True), ("review_on", None)),
                    _connector="OR",
                ),
                name="okrs_initiative_review_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("title", ""), _negated=True), models.Q(("because", ""), _negated=True)
                ),
                name="okrs_initiative_words",
            ),
        ),
    ]
