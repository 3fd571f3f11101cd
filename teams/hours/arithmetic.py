"""Hours that people give to their teams, and what they add up to.

Hours per week are quarter hours, 0.25–40. Sums over teams may be larger. Source: the method's
arithmetic; the extra work is made visible, never hidden.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

QUARTER, MOST = Decimal("0.25"), Decimal(40)
FULL_WEEK = Decimal(40)
DEFAULT_LIMIT = Decimal("0.20")


def weekly(hours: Decimal) -> Decimal:
    """The hours a person commits per week, checked: quarter hours from 0.25 to 40.

    Raises `ValueError` for anything else.
    """
    if not QUARTER <= _counted(hours) <= MOST:
        raise ValueError(_("Hours per week lie between a quarter of an hour and 40 hours."))
    if hours % QUARTER:
        raise ValueError(_("Hours go in quarters: give .25, .5, .75 or whole hours."))
    return hours


def fte(hours: Decimal, *, week: Decimal = FULL_WEEK) -> Decimal:
    """Hours per week as a number of full-time people: hours ÷ hours of a full `week`.

    Raises `ValueError` for hours below 0 and for a week without hours.
    """
    return _counted(hours) / _contract(week)


def committed(hours: Iterable[Decimal]) -> Decimal:
    """A person's hours per week, over all running memberships in the organisation.

    Raises `ValueError` for hours below 0.
    """
    return sum(map(_counted, hours), Decimal(0))


def limit(*, week: Decimal = FULL_WEEK, share: Decimal = DEFAULT_LIMIT) -> Decimal:
    """The hours per week above which people are warned: a `share` (0…1) of the contractual week.

    Raises `ValueError` for a week without hours and a share outside 0–1.
    """
    if _counted(share) > 1:
        raise ValueError(_("The limit is a share of the week: give at most 100 percent."))
    return _contract(week) * share


def over_limit(
    hours: Decimal, *, week: Decimal = FULL_WEEK, share: Decimal = DEFAULT_LIMIT
) -> bool:
    """Whether these committed hours ask for a warning; exactly at the limit they do not.

    Raises `ValueError` for hours below 0, and as `limit` does.
    """
    return _counted(hours) > limit(week=week, share=share)


def cost(parts: Iterable[tuple[Decimal, Decimal]]) -> Decimal:
    """The visible cost of a team or theme in hours: Σ agreed hours per week × weeks they ran.

    `parts` are pairs of hours per week and weeks, which may be fractions. Raises `ValueError` for
    hours or weeks below 0.
    """
    return sum((_counted(hours) * _counted(weeks) for hours, weeks in parts), Decimal(0))


def ran(
    changes: Sequence[tuple[date, Decimal]], *, starts_on: date, ends_on: date
) -> list[tuple[Decimal, Decimal]]:
    """How long which hours ran, as `parts` of `cost`.

    `changes` are pairs of a day and the hours per week that are agreed from that day on, in the
    order in which they were agreed. Weeks are days ÷ 7, from `starts_on` to `ends_on`, both
    included; before the first change nothing ran. Raises `ValueError` for hours below 0, and for
    changes that go back in time.
    """
    days = [day for day, _hours in changes]
    if days != sorted(days):
        raise ValueError(_("Changes of hours come in the order of their days."))
    over = ends_on + timedelta(days=1)
    ends = [*days, over][1:]
    return [
        (_counted(hours), Decimal(max((min(end, over) - max(day, starts_on)).days, 0)) / 7)
        for (day, hours), end in zip(changes, ends, strict=True)
    ]


def _counted(number: Decimal) -> Decimal:
    exact = Decimal(number)
    if not exact.is_finite() or exact < 0:
        raise ValueError(_("Hours, weeks and shares are numbers from 0 up."))
    return exact


def _contract(week: Decimal) -> Decimal:
    if not _counted(week):
        raise ValueError(_("A contractual week has more than 0 hours."))
    return week
