"""What teams have cost so far, counted from the history of their members' hours. Set-based."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from teams.hours import arithmetic
from teams.models import CommitmentChange, Team

MEMBERSHIP = "commitment__membership"


@dataclass(frozen=True)
class Cost:
    """Agreed hours a week × the weeks they ran, up to a day."""

    hours: Decimal = Decimal(0)
    people: int = 0

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(self.hours + other.hours, self.people + other.people)

    @property
    def weeks(self) -> Decimal:
        """The same as weeks of one person full time."""
        return arithmetic.fte(self.hours)


def cost_so_far(teams: Iterable[Team], today: date) -> dict[int, Cost]:
    """Of each team by its id, of everybody who was in it, for as long as they were."""
    ids = [team.pk for team in teams]
    found: dict[int, Cost] = defaultdict(Cost)
    for _commitment, rows in groupby(_changes(ids), key=lambda row: row["commitment"]):
        told = list(rows)
        found[told[0]["team"]] += Cost(arithmetic.cost(_parts(told, today)), people=1)
    return {pk: found[pk] for pk in ids}


def _changes(teams: list[int]) -> Any:
    rows = CommitmentChange.objects.filter(**{f"{MEMBERSHIP}__team__in": teams})
    return rows.order_by("commitment", "id").values(
        "commitment",
        "at",
        "agreed_hours",
        team=F(f"{MEMBERSHIP}__team"),
        joined_on=F(f"{MEMBERSHIP}__joined_on"),
        left_on=Coalesce(F(f"{MEMBERSHIP}__left_on"), F(f"{MEMBERSHIP}__person__left_on")),
        starts_on=F(f"{MEMBERSHIP}__team__cycle__starts_on"),
        ends_on=F(f"{MEMBERSHIP}__team__cycle__ends_on"),
    )


def _parts(changes: list[Any], today: date) -> list[tuple[Decimal, Decimal]]:
    one = changes[0]
    return arithmetic.ran(
        [(timezone.localdate(row["at"]), row["agreed_hours"] or Decimal(0)) for row in changes],
        starts_on=max(one["joined_on"], one["starts_on"]),
        ends_on=min(one["left_on"] or one["ends_on"], one["ends_on"], today),
    )
