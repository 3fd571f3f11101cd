"""An organisation in which everybody is to get one mail, at whatever hour the bench runs."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from core.tenancy import tenant
from nudges.registry import OPEN, Due, Nudge, nudges
from orgs.models import Division, Level, Organisation, Person

KIND = "bench.letter"
ADDRESS = "@letters.example"


def letters(now: datetime, person: Person | None) -> Iterable[Due]:
    """A row for each person, as a nudge that waits for somebody finds its own."""
    rows = Person.objects.active().filter(email__endswith=ADDRESS)
    for row in rows.filter(pk=person.pk) if person else rows:
        yield Due(
            person_id=row.pk,
            about=f"orgs.person:{row.pk}",
            title="A letter",
            url="/",
            mail_url="/",
            due_at=now + timedelta(days=1),
            action="Read it",
            context=["One line", "another one"],
        )


def learn() -> None:
    """Whoever writes or delivers letters has to know the kind; it comes at any hour."""
    nudges.add(KIND, Nudge(KIND, "mail", letters, any_hour=True, moments=(OPEN,)))


def readers(number: int) -> Organisation:
    """So many people, each of whom is to get one letter."""
    organisation = Organisation.objects.create(name="Letters", slug="letters")
    with tenant(organisation):
        division = Division.objects.create(name="Post")
        level = Level.objects.create(name="Reader", rank=1)
        Person.objects.bulk_create(
            Person(
                organisation=organisation,
                given_name=f"P{n}",
                family_name="Letter",
                email=f"p{n}{ADDRESS}",
                sort_key=f"letter {n:06}",
                division=division,
                level=level,
            )
            for n in range(number)
        )
    return organisation
