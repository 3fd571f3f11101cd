"""How many go on. A count of a group, never of a person, and never of a small group."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

SMALLEST_GROUP = 5


@dataclass(frozen=True)
class Share:
    """Members who go on out of the members at the end of the cycle."""

    stay: int
    members: int


@dataclass(frozen=True)
class Retention:
    """All members, and by way of joining where no group is under five."""

    all: Share
    by_way: dict[str, Share]


def retention(members: Iterable[tuple[str, bool]]) -> Retention:
    """Count who goes on; `members` are pairs of way of joining and whether they go on.

    The ways are shown only if each has at least five members: otherwise nothing is said by way,
    since a lone hidden group would follow by subtraction.
    """
    rows = list(members)
    counted = Counter(way for way, _goes_on in rows)
    staying = Counter(way for way, goes_on in rows if goes_on)
    large = counted and min(counted.values()) >= SMALLEST_GROUP
    by_way = {way: Share(staying[way], counted[way]) for way in sorted(counted)} if large else {}
    return Retention(Share(sum(staying.values()), len(rows)), by_way)
