import uuid

import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models

import orgs.tenancy


class Migration(migrations.Migration):
    dependencies = [
        ("okrs", "0006_set_answers"),
        ("orgs", "0006_identity_provider"),
        ("teams", "0010_session_seats"),
    ]

    operations = [
        migrations.CreateModel(
            name="Workshop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("seconds_left", models.IntegerField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "facilitator",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.person",
                        verbose_name="facilitator",
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
                    "team",
                    orgs.tenancy.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="workshop",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "definition workshop",
                "indexes": [
                    models.Index(
                        fields=["organisation", "facilitator"],
                        name="workshop_facilitator_d8711f_ix",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None), ("started_at__isnull", False), _connector="OR"
                        ),
                        name="okrs_workshop_started",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ends_at", None), ("seconds_left", None)),
                            models.Q(
                                ("ended_at", None), ("ends_at", None), ("started_at__isnull", False)
                            ),
                            models.Q(
                                ("ended_at", None),
                                ("seconds_left", None),
                                ("started_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="okrs_workshop_clock",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "team_id": "id"},
                        name="okrs_workshop_team_fk",
                        to="teams.Team",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "team"), name="okrs_workshop_team_once"
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"facilitator_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_workshop_facilitator_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_workshop_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="okrs_workshop_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Cluster",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("votes", models.PositiveSmallIntegerField(blank=True, null=True)),
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
                    "workshop",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clusters",
                        to="okrs.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "cluster",
                "ordering": ["position", "id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "workshop"], name="cluster_workshop_74d1a2_ix"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "workshop", "name"), name="okrs_cluster_name"
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id", "workshop"), name="okrs_cluster_of_workshop"
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "workshop_id": "id"},
                        name="okrs_cluster_workshop_fk",
                        to="okrs.Workshop",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="okrs_cluster_key"),
                    orgs.tenancy.TenantPolicy(name="okrs_cluster_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Wording",
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
                        choices=[
                            ("problems", "Problems"),
                            ("opportunities", "Opportunities"),
                            ("trends", "Trends"),
                            ("cluster", "Cluster"),
                            ("vote", "Vote"),
                            ("objective", "Objective"),
                            ("key_results", "Key results"),
                            ("quality", "Quality check"),
                            ("confidence", "Confidence"),
                        ],
                        max_length=13,
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="wording")),
                ("key", models.UUIDField(default=uuid.uuid4)),
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
                    "workshop",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wordings",
                        to="okrs.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "suggested wording",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "workshop"], name="wording_workshop_0d32d2_ix"
                    ),
                    models.Index(fields=["organisation", "by"], name="wording_by_d43b54_ix"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "workshop", "key"), name="okrs_wording_sent_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["objective", "key_results"])),
                        name="okrs_wording_kind",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "workshop_id": "id"},
                        name="okrs_wording_workshop_fk",
                        to="okrs.Workshop",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_wording_by_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="okrs_wording_key"),
                    orgs.tenancy.TenantPolicy(name="okrs_wording_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Idea",
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
                        choices=[
                            ("problems", "Problems"),
                            ("opportunities", "Opportunities"),
                            ("trends", "Trends"),
                            ("cluster", "Cluster"),
                            ("vote", "Vote"),
                            ("objective", "Objective"),
                            ("key_results", "Key results"),
                            ("quality", "Quality check"),
                            ("confidence", "Confidence"),
                        ],
                        max_length=13,
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="idea")),
                ("key", models.UUIDField(default=uuid.uuid4)),
                (
                    "by",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "cluster",
                    orgs.tenancy.TenantForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ideas",
                        to="okrs.cluster",
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
                    "workshop",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ideas",
                        to="okrs.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "idea",
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "workshop"], name="idea_workshop_3257d8_ix"
                    ),
                    models.Index(fields=["organisation", "by"], name="idea_by_387034_ix"),
                    models.Index(fields=["organisation", "cluster"], name="idea_cluster_0ce41a_ix"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "workshop", "key"), name="okrs_idea_sent_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["problems", "opportunities", "trends"])),
                        name="okrs_idea_kind",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={
                            "cluster_id": "id",
                            "organisation_id": "organisation_id",
                            "workshop_id": "workshop_id",
                        },
                        name="okrs_idea_cluster_own",
                        to="okrs.Cluster",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "workshop_id": "id"},
                        name="okrs_idea_workshop_fk",
                        to="okrs.Workshop",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"by_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_idea_by_fk",
                        to="orgs.Person",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"cluster_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_idea_cluster_fk",
                        to="okrs.Cluster",
                    ),
                    models.UniqueConstraint(fields=("organisation", "id"), name="okrs_idea_key"),
                    orgs.tenancy.TenantPolicy(name="okrs_idea_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClusterVote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("dot", models.PositiveSmallIntegerField()),
                (
                    "cluster",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dots",
                        to="okrs.cluster",
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
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "workshop",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cluster_votes",
                        to="okrs.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "vote for a cluster",
                "indexes": [
                    models.Index(
                        fields=["organisation", "workshop"], name="clustervote_workshop_7caaa8_ix"
                    ),
                    models.Index(
                        fields=["organisation", "cluster"], name="clustervote_cluster_008804_ix"
                    ),
                    models.Index(
                        fields=["organisation", "person"], name="clustervote_person_5fdf92_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "cluster", "person"), name="okrs_clustervote_once"
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "workshop", "person", "dot"),
                        name="okrs_clustervote_dot",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dot__gte", 1), ("dot__lte", 3)),
                        name="okrs_clustervote_dots",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={
                            "cluster_id": "id",
                            "organisation_id": "organisation_id",
                            "workshop_id": "workshop_id",
                        },
                        name="okrs_clustervote_cluster_own",
                        to="okrs.Cluster",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "workshop_id": "id"},
                        name="okrs_clustervote_workshop_fk",
                        to="okrs.Workshop",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"cluster_id": "id", "organisation_id": "organisation_id"},
                        name="okrs_clustervote_cluster_fk",
                        to="okrs.Cluster",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="okrs_clustervote_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_clustervote_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="okrs_clustervote_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkshopStep",
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
                        choices=[
                            ("problems", "Problems"),
                            ("opportunities", "Opportunities"),
                            ("trends", "Trends"),
                            ("cluster", "Cluster"),
                            ("vote", "Vote"),
                            ("objective", "Objective"),
                            ("key_results", "Key results"),
                            ("quality", "Quality check"),
                            ("confidence", "Confidence"),
                        ],
                        max_length=13,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(240),
                        ],
                        verbose_name="minutes",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "to come"),
                            ("running", "running now"),
                            ("done", "done"),
                            ("skipped", "skipped"),
                        ],
                        default="waiting",
                        max_length=7,
                    ),
                ),
                ("revealed_at", models.DateTimeField(blank=True, null=True)),
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
                    "workshop",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="okrs.workshop",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a workshop",
                "ordering": ["position"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "workshop"], name="workshopstep_worksho_04138a_ix"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "workshop", "kind"), name="okrs_workshopstep_once"
                    ),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("organisation", "workshop", "position"),
                        name="okrs_workshopstep_position",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "running")),
                        fields=("organisation", "workshop"),
                        name="okrs_workshopstep_one_runs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "running", "done", "skipped"])
                        ),
                        name="okrs_workshopstep_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 1), ("minutes__lte", 240)),
                        name="okrs_workshopstep_minutes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revealed_at", None),
                            (
                                "kind__in",
                                ["problems", "opportunities", "trends", "vote", "confidence"],
                            ),
                            _connector="OR",
                        ),
                        name="okrs_workshopstep_revealed",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "workshop_id": "id"},
                        name="okrs_workshopstep_workshop_fk",
                        to="okrs.Workshop",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_workshopstep_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="okrs_workshopstep_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StepDone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "step",
                    orgs.tenancy.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dones",
                        to="okrs.workshopstep",
                    ),
                ),
            ],
            options={
                "verbose_name": "done with a step",
                "indexes": [
                    models.Index(fields=["organisation", "step"], name="stepdone_step_e459b4_ix"),
                    models.Index(
                        fields=["organisation", "person"], name="stepdone_person_e5eec6_ix"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "step", "person"), name="okrs_stepdone_once"
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "step_id": "id"},
                        name="okrs_stepdone_step_fk",
                        to="okrs.WorkshopStep",
                    ),
                    orgs.tenancy.CompositeForeignKey(
                        columns={"organisation_id": "organisation_id", "person_id": "id"},
                        name="okrs_stepdone_person_fk",
                        to="orgs.Person",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "id"), name="okrs_stepdone_key"
                    ),
                    orgs.tenancy.TenantPolicy(name="okrs_stepdone_tenant"),
                ],
            },
        ),
    ]
