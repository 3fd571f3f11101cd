"""What a program tells of itself."""

import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0006_identity_provider"),
        ("reviews", "0010_internal_rate"),
        ("themes", "0004_closure_goes_on"),
    ]

    operations = [
        migrations.CreateModel(
            name="Story",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("idea", models.CharField(max_length=160, verbose_name="the idea")),
                ("tried", models.TextField(max_length=500, verbose_name="what was tried")),
                ("effect", models.TextField(max_length=500, verbose_name="what it changed")),
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
                    "quote",
                    orgs.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="reviews.reflection",
                        verbose_name="a quote",
                    ),
                ),
                (
                    "theme",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stories",
                        to="themes.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "story",
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["organisation", "theme"], name="story_theme_ce1181_ix"),
                    models.Index(fields=["organisation", "quote"], name="story_quote_f569a2_ix"),
                    models.Index(fields=["organisation", "by"], name="story_by_51bbe8_ix"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("idea", ""), _negated=True),
                            models.Q(("tried", ""), _negated=True),
                            models.Q(("effect", ""), _negated=True),
                        ),
                        name="reviews_story_words",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "theme_id": "id"},
                        name="reviews_story_theme_fk",
                        to="themes.Theme",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "quote_id": "id"},
                        name="reviews_story_quote_fk",
                        to="reviews.Reflection",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="reviews_story_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="reviews_story_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="reviews_story_tenant"),
                ],
            },
        ),
    ]
