"""What the program was worth: practices are looked at, and an hour has a price."""

from decimal import Decimal

from okrsite.demo import story
from okrsite.demo.stage import Stage
from reviews.actions.practices import practice_check
from reviews.actions.rate import rate_save
from reviews.models import Practice


def practices_looked_at(stage: Stage) -> None:
    """P2: whoever looks after a practice says how it is doing, with a number where there is one."""
    day = stage.at(2, 6, 2, 10)
    for title, seen in story.CHECKS_1.items():
        practice = Practice.objects.get(title=title)
        told = {**seen, "measured_on": day} if "benefit" in seen else seen
        practice_check(practice=practice, by=practice.owner, **told)


def internal_rate(stage: Stage) -> None:
    """P3: an administrator says what an hour costs inside the house."""
    stage.at(2, 6, 2, 11)
    rate_save(amount=Decimal(38), currency="EUR", by=stage.person(story.ADMINISTRATOR))
