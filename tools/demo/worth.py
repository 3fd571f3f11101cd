"""What the program was worth: practices are looked at, an hour has a price, stories are told."""

from decimal import Decimal

from orgs.organisation_settings.actions import setting_save
from reviews.access import released_quotes
from reviews.models import HourlyRate, Practice
from reviews.practices.actions import practice_check
from reviews.stories.actions import story_save
from tools.demo import story
from tools.demo.stage import Stage


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
    setting_save(
        HourlyRate, amount=Decimal(38), currency="EUR", by=stage.person(story.ADMINISTRATOR)
    )


def stories(stage: Stage) -> None:
    """P4: members tell what it was like; a quote stands there if its writer released it."""
    stage.at(2, 6, 3, 12)
    released = {quote.text: quote for quote in released_quotes(stage.theme)}
    for teller, told, words in story.STORIES:
        story_save(theme=stage.theme, by=stage.person(teller), quote=released.get(words), **told)
