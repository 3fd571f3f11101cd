from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import CompositeForeignKey, TenantForeignKey, TenantModel
from okrs.workshop.models import Workshop, WorkshopStep
from orgs.models import Person

DOTS = 3


class Cluster(TenantModel):
    """Ideas that belong together. `votes` are known once they are shown."""

    workshop = TenantForeignKey(Workshop, models.CASCADE, related_name="clusters")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=80)
    votes = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("cluster")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "workshop", "name"], name="okrs_cluster_name"
            ),
            models.UniqueConstraint(
                fields=["organisation", "id", "workshop"], name="okrs_cluster_of_workshop"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Idea(TenantModel):
    """A problem, an opportunity or a trend that one member wrote in silence.

    Hidden until its step is revealed; then shown without a name. Who wrote it is forgotten when
    the workshop ends. The browser makes the key, so that what is sent twice is there once.
    """

    workshop = TenantForeignKey(Workshop, models.CASCADE, related_name="ideas")
    kind = models.CharField(max_length=13, choices=WorkshopStep.Kind)
    text = models.CharField(_("idea"), max_length=300)
    by = TenantForeignKey(Person, models.SET_NULL, related_name="+", null=True)
    cluster = TenantForeignKey(
        Cluster, models.SET_NULL, related_name="ideas", null=True, blank=True
    )
    key = models.UUIDField(default=uuid4)

    class Meta:
        verbose_name = _("idea")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "workshop", "key"], name="okrs_idea_sent_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["problems", "opportunities", "trends"]),
                name="okrs_idea_kind",
            ),
            CompositeForeignKey(
                name="okrs_idea_cluster_own",
                to="okrs.Cluster",
                columns={
                    "organisation_id": "organisation_id",
                    "cluster_id": "id",
                    "workshop_id": "workshop_id",
                },
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ClusterVote(TenantModel):
    """One of the three dots of a member, hidden; gone as soon as the votes are counted."""

    workshop = TenantForeignKey(Workshop, models.CASCADE, related_name="cluster_votes")
    cluster = TenantForeignKey(Cluster, models.CASCADE, related_name="dots")
    person = TenantForeignKey(Person, models.CASCADE, related_name="+")
    dot = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("vote for a cluster")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "cluster", "person"], name="okrs_clustervote_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "workshop", "person", "dot"], name="okrs_clustervote_dot"
            ),
            models.CheckConstraint(
                condition=Q(dot__gte=1, dot__lte=DOTS), name="okrs_clustervote_dots"
            ),
            CompositeForeignKey(
                name="okrs_clustervote_cluster_own",
                to="okrs.Cluster",
                columns={
                    "organisation_id": "organisation_id",
                    "cluster_id": "id",
                    "workshop_id": "workshop_id",
                },
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cluster_id}"


class Wording(TenantModel):
    """How a member would word the objective or a key result; open to all in the room."""

    workshop = TenantForeignKey(Workshop, models.CASCADE, related_name="wordings")
    kind = models.CharField(max_length=13, choices=WorkshopStep.Kind)
    text = models.CharField(_("wording"), max_length=300)
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    key = models.UUIDField(default=uuid4)

    class Meta:
        verbose_name = _("suggested wording")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "workshop", "key"], name="okrs_wording_sent_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["objective", "key_results"]), name="okrs_wording_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.text
