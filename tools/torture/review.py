"""Takes the demo's running cycle into review, two days ago: `python -m tools.torture.review`.

The next tick of the product opens its pulse by itself.
"""

from datetime import timedelta

import django


def into_review() -> None:
    from django.utils import timezone

    from core.tenancy import tenant
    from orgs.models import Organisation
    from reviews.models import Review
    from themes.models import Cycle

    now = timezone.now()
    with tenant(Organisation.objects.get(slug="anadolu")):
        cycle = Cycle.objects.get(phase=Cycle.Phase.RUNNING)
        Cycle.objects.filter(pk=cycle.pk).update(phase=Cycle.Phase.REVIEWING)
        review = Review.objects.create(
            cycle=cycle,
            starts_at=now + timedelta(days=1),
            answers_until=timezone.localdate() + timedelta(days=7),
            opened_by=cycle.theme.sponsor,
        )
        Review.objects.filter(pk=review.pk).update(opened_at=now - timedelta(days=2))


if __name__ == "__main__":
    django.setup()
    into_review()
