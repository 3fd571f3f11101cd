"""A team looks at its working agreement again and finds it still right."""

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [("orgs", "0006_identity_provider"), ("teams", "0012_agreement_turn")]

    operations = [
        migrations.CreateModel(
            name="AgreementReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "look at the working agreement",
                "ordering": ["-id"],
            },
        ),
        migrations.AddField(
            model_name="agreementreview",
            name="agreement",
            field=orgs.tenancy.TenantForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reviews",
                to="teams.workingagreement",
            ),
        ),
        migrations.AddField(
            model_name="agreementreview",
            name="by",
            field=orgs.tenancy.TenantForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orgs.person",
            ),
        ),
        migrations.AddField(
            model_name="agreementreview",
            name="organisation",
            field=orgs.tenancy.TenantField(
                db_index=False,
                default=orgs.tenancy.current_organisation_id,
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="orgs.organisation",
            ),
        ),
        migrations.AddIndex(
            model_name="agreementreview",
            index=models.Index(
                fields=["organisation", "agreement"], name="agreementreview_agre_110ad3_ix"
            ),
        ),
        migrations.AddIndex(
            model_name="agreementreview",
            index=models.Index(fields=["organisation", "by"], name="agreementreview_by_2051c5_ix"),
        ),
        migrations.AddConstraint(
            model_name="agreementreview",
            constraint=orgs.tenancy.CompositeForeignKey(
                columns={"agreement_id": "id", "organisation_id": "organisation_id"},
                name="teams_agreementreview_agreement_fk",
                to="teams.WorkingAgreement",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementreview",
            constraint=orgs.tenancy.CompositeForeignKey(
                columns={"by_id": "id", "organisation_id": "organisation_id"},
                name="teams_agreementreview_by_fk",
                to="orgs.Person",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementreview",
            constraint=models.UniqueConstraint(
                fields=("organisation", "id"), name="teams_agreementreview_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementreview",
            constraint=orgs.tenancy.TenantPolicy(name="teams_agreementreview_tenant"),
        ),
    ]
