import uuid
from decimal import Decimal

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import core.tenancy
import core.zones


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
                        validators=[core.zones.is_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "countries",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            max_length=2, validators=[core.zones.is_country]
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
                (
                    "needs_second_factor",
                    models.BooleanField(
                        default=False,
                        verbose_name="administrators and auditors need a second factor",
                    ),
                ),
                ("terms", models.JSONField(blank=True, default=dict, editable=False)),
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
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
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
                    core.tenancy.TenantPolicy(name="orgs_level_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="IdentityProvider",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("issuer", models.URLField(verbose_name="issuer")),
                ("client_id", models.CharField(max_length=200, verbose_name="client ID")),
                ("sealed_secret", models.TextField(editable=False)),
                (
                    "domains",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=253),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="e-mail domains",
                    ),
                ),
                ("discovery", models.JSONField(editable=False, null=True)),
                ("signing_keys", models.JSONField(editable=False, null=True)),
                ("fetched_at", models.DateTimeField(editable=False, null=True)),
                ("asked_at", models.DateTimeField(editable=False, null=True)),
                ("wanted", models.BooleanField(default=True, editable=False)),
                (
                    "problem",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "address",
                                "We do not call this address. Write it with https://, as your provider shows it.",
                            ),
                            (
                                "private",
                                "The issuer leads into a private network. Whoever operates this site can allow it.",
                            ),
                            ("away", "The issuer does not answer."),
                            ("tls", "The issuer's certificate is not valid for its name."),
                            ("slow", "The issuer answers too slowly."),
                            ("large", "The issuer answers with more than a discovery document."),
                            ("broken", "The connection to the issuer broke off."),
                            ("moved", "The issuer leads on to another address. Enter that one."),
                            (
                                "status",
                                "The issuer has no discovery document, or a fault of its own.",
                            ),
                            ("document", "The issuer's discovery document is incomplete."),
                            (
                                "issuer",
                                "The discovery document names another issuer. Enter the issuer as it stands there.",
                            ),
                            (
                                "endpoint",
                                "The discovery document names an address that we do not call.",
                            ),
                            ("keys", "The issuer publishes no signing key that we can use."),
                        ],
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("problem_detail", models.CharField(blank=True, editable=False, max_length=200)),
                ("problem_since", models.DateTimeField(editable=False, null=True)),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "identity provider",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation",), name="orgs_identityprovider_one_each"
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="orgs_identityprovider_key"
                    ),
                    core.tenancy.TenantPolicy(name="orgs_identityprovider_tenant"),
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
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
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
                    core.tenancy.TenantPolicy(name="orgs_division_tenant"),
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
                        validators=[core.zones.is_time_zone],
                        verbose_name="time zone",
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
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="orgs.division",
                        verbose_name="division",
                    ),
                ),
                (
                    "leader",
                    core.tenancy.TenantForeignKey(
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
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="orgs.level",
                        verbose_name="level",
                    ),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
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
                    core.tenancy.CompositeForeignKey(
                        columns={"division_id": "id", "organisation_id": "organisation_id"},
                        name="orgs_person_division_fk",
                        to="orgs.Division",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"level_id": "id", "organisation_id": "organisation_id"},
                        name="orgs_person_level_fk",
                        to="orgs.Level",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"leader_id": "id", "organisation_id": "organisation_id"},
                        name="orgs_person_leader_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="orgs_person_key"),
                    core.tenancy.TenantPolicy(name="orgs_person_tenant"),
                ],
            },
        ),
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
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "invited_by",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "person",
                    core.tenancy.TenantForeignKey(
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
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="orgs_invitation_person_fk",
                        to="orgs.Person",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"invited_by_id": "id", "organisation_id": "organisation_id"},
                        name="orgs_invitation_invited_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="orgs_invitation_key"
                    ),
                    core.tenancy.TenantPolicy(name="orgs_invitation_tenant"),
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
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "actor",
                    core.tenancy.TenantForeignKey(
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
                        condition=models.Q(
                            ("verb__in", ["role.give", "role.take", "person.edit", "level.edit"])
                        ),
                        fields=["organisation", "at"],
                        name="orgs_auditevent_rights",
                    ),
                    models.Index(
                        fields=["organisation", "actor"], name="auditevent_actor_80d947_ix"
                    ),
                ],
                "constraints": [
                    core.tenancy.CompositeForeignKey(
                        columns={"actor_id": "id", "organisation_id": "organisation_id"},
                        name="orgs_auditevent_actor_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="orgs_auditevent_key"
                    ),
                    core.tenancy.TenantPolicy(name="orgs_auditevent_tenant"),
                ],
            },
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
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "asked_by",
                    core.tenancy.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "person",
                    core.tenancy.TenantForeignKey(
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
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="orgs_addresschange_person_fk",
                        to="orgs.Person",
                    ),
                    core.tenancy.CompositeForeignKey(
                        columns={"asked_by_id": "id", "organisation_id": "organisation_id"},
                        name="orgs_addresschange_asked_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="orgs_addresschange_key"
                    ),
                    core.tenancy.TenantPolicy(name="orgs_addresschange_tenant"),
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
                    "given_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "person",
                    core.tenancy.TenantForeignKey(
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
                    core.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="orgs_role_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="orgs_role_key"),
                    core.tenancy.TenantPolicy(name="orgs_role_tenant"),
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
                    "country",
                    models.CharField(
                        blank=True,
                        help_text="Two letters, such as TR: its holidays count for those who work here.",
                        max_length=2,
                        validators=[core.zones.is_country],
                        verbose_name="country",
                    ),
                ),
                (
                    "organisation",
                    core.tenancy.TenantField(
                        db_index=False,
                        default=core.tenancy.current_organisation_id,
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
                    core.tenancy.TenantPolicy(name="orgs_site_tenant"),
                ],
            },
        ),
        migrations.AddField(
            model_name="person",
            name="site",
            field=core.tenancy.TenantForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="people",
                to="orgs.site",
                verbose_name="site",
            ),
        ),
        migrations.CreateModel(
            name="VerifiedDomain",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "domain",
                    models.CharField(max_length=253, unique=True, verbose_name="e-mail domain"),
                ),
                ("issuer", models.URLField(verbose_name="issuer")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="verified_domains",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "verified e-mail domain",
            },
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["organisation", "site"], name="person_site_a5c36a_ix"),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=core.tenancy.CompositeForeignKey(
                columns={"organisation_id": "organisation_id", "site_id": "id"},
                name="orgs_person_site_fk",
                to="orgs.Site",
            ),
        ),
    ]
