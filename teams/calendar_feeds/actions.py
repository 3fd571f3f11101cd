"""The secret addresses that calendar programs read."""

import uuid

from django.db import transaction

from orgs.models import Person
from teams.models import CalendarFeed, Team
from themes.models import Theme


@transaction.atomic
def feed_make(
    *, person: Person, team: Team | None = None, theme: Theme | None = None
) -> CalendarFeed:
    """Make the address of a feed, or another one: an earlier one stops working at once."""
    feed, made = CalendarFeed.objects.get_or_create(person=person, team=team, theme=theme)
    if not made:
        feed.seed = uuid.uuid4()
        feed.save()
    return feed


def feeds_end(people: list[Person]) -> None:
    """Their addresses may be in calendars that are another's now."""
    CalendarFeed.objects.filter(person__in=people).delete()
