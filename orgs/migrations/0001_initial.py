from decimal import Decimal

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import orgs.tenancy
import orgs.zones


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[("en", "English"), ("de", "German"), ("tr", "Turkish")],
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                (
                    "appearance",
                    models.CharField(
                        blank=True,
                        choices=[("", "As the device"), ("light", "Paper"), ("dark", "Night sky")],
                        max_length=5,
                        verbose_name="paper or night sky",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "account",
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "slug",
                    models.CharField(
                        max_length=40,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$",
                                "Use small letters, digits and hyphens.",
                            )
                        ],
                        verbose_name="address part",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        default="Europe/Berlin",
                        max_length=40,
                        verbose_name="time zone",
                        validators=[orgs.zones.is_time_zone],
                    ),
                ),
                (
                    "countries",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            max_length=2, validators=[orgs.zones.is_country]
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="countries",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("de", "German"), ("tr", "Turkish")],
                        default="en",
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "organisation",
            },
        ),
        migrations.CreateModel(
            name="Level",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("rank", models.PositiveSmallIntegerField(default=0, verbose_name="rank")),
                (
                    "leads",
                    models.BooleanField(
                        default=False,
                        help_text="People of this level count as leaders in a team.",
                        verbose_name="leads",
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
                "verbose_name": "level",
                "ordering": ["rank", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "name"), name="orgs_level_name"
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="orgs_level_key"),
                    orgs.tenancy.TenantPolicy(name="orgs_level_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Division",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
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
                "verbose_name": "division",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "name"), name="orgs_division_name"
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="orgs_division_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="orgs_division_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="organisations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accounts",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "account in an organisation",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "organisation"), name="orgs_organisationaccount_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "employee_number",
                    models.CharField(blank=True, max_length=40, verbose_name="employee number"),
                ),
                ("given_name", models.CharField(max_length=80, verbose_name="given name")),
                ("family_name", models.CharField(max_length=80, verbose_name="family name")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="title")),
                (
                    "department",
                    models.CharField(blank=True, max_length=120, verbose_name="department"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("de", "German"), ("tr", "Turkish")],
                        default="en",
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        max_length=40,
                        verbose_name="time zone",
                        validators=[orgs.zones.is_time_zone],
                    ),
                ),
                (
                    "weekly_hours",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("40"),
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.25")),
                            django.core.validators.MaxValueValidator(Decimal("60")),
                        ],
                        verbose_name="hours a week by contract",
                    ),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
                ("sort_key", models.CharField(editable=False, max_length=170)),
                ("search_text", models.CharField(editable=False, max_length=500)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="people",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "division",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="orgs.division",
                        verbose_name="division",
                    ),
                ),
                (
                    "leader",
                    orgs.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="led",
                        to="orgs.person",
                        verbose_name="home leader",
                    ),
                ),
                (
                    "level",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="orgs.level",
                        verbose_name="level",
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
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ["sort_key", "id"],
                "indexes": [
                    models.Index(fields=["organisation", "sort_key"], name="orgs_person_sorted"),
                    models.Index(
                        fields=["organisation", "division"], name="person_division_552954_ix"
                    ),
                    models.Index(fields=["organisation", "level"], name="person_level_1c3514_ix"),
                    models.Index(fields=["organisation", "leader"], name="person_leader_61108a_ix"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "email"),
                        name="orgs_person_email",
                        violation_error_message="Somebody on the roster has this e-mail already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("employee_number", ""), _negated=True),
                        fields=("organisation", "employee_number"),
                        name="orgs_person_employee_number",
                        violation_error_message="Somebody on the roster has this number already.",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "account"), name="orgs_person_account"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("leader", None),
                            models.Q(("leader", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="orgs_person_leads_not_self",
                        violation_error_message="Nobody is their own home leader.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weekly_hours__gte", Decimal("0.25")), ("weekly_hours__lte", 60)
                        ),
                        name="orgs_person_weekly_hours",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"division_id": "id", "organisation_id": "organisation_id"},
                        name="orgs_person_division_fk",
                        to="orgs.Division",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"level_id": "id", "organisation_id": "organisation_id"},
                        name="orgs_person_level_fk",
                        to="orgs.Level",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "site_id": "id"},
                        name="orgs_person_site_fk",
                        to="orgs.Site",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"leader_id": "id", "organisation_id": "organisation_id"},
                        name="orgs_person_leader_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="orgs_person_key"),
                    orgs.tenancy.TenantPolicy(name="orgs_person_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("verb", models.CharField(max_length=60)),
                ("about", models.CharField(max_length=80)),
                ("label", models.CharField(blank=True, max_length=200)),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                    "actor",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "audit event",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["organisation", "about"], name="orgs_auditevent_about"),
                    models.Index(
                        fields=["organisation", "actor"], name="auditevent_actor_80d947_ix"
                    ),
                ],
                "constraints": [
                    orgs.tenancy.CompositeForeignKey(
                        columns={"actor_id": "id", "organisation_id": "organisation_id"},
                        name="orgs_auditevent_actor_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="orgs_auditevent_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="orgs_auditevent_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Role",
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
                        choices=[("administrator", "Administrator"), ("auditor", "Auditor")],
                        max_length=16,
                        verbose_name="role",
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
                        related_name="roles",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "role",
                "indexes": [
                    models.Index(fields=["organisation", "person"], name="role_person_17f11d_ix")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "person", "kind"), name="orgs_role_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["administrator", "auditor"])),
                        name="orgs_role_kind",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="orgs_role_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="orgs_role_key"),
                    orgs.tenancy.TenantPolicy(name="orgs_role_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
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
                "verbose_name": "site",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "name"), name="orgs_site_name"),
                    models.UniqueConstraint(fields=("organisation", "id"), name="orgs_site_key"),
                    orgs.tenancy.TenantPolicy(name="orgs_site_tenant"),
                ],
            },
        ),
        migrations.AddField(
            model_name="person",
            name="site",
            field=orgs.tenancy.TenantForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="people",
                to="orgs.site",
                verbose_name="site",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["organisation", "site"], name="person_site_a5c36a_ix"),
        ),
    ]
