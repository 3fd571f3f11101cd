"""Around the hours of cycle 2: what members noted for themselves, and a sponsor's thank-you."""

from decimal import Decimal

from teams.hours.note_actions import hours_note
from teams.hours.rules_actions import notes_turn
from teams.lending.actions import lender_thank
from tools.demo import steps, story
from tools.demo.stage import Stage

EXTRA = [Decimal(0), Decimal("1.5"), Decimal(-1)]


def noted_hours(stage: Stage) -> None:
    """The organisation lets members note actual hours; most do so for the first weeks."""
    stage.at(2, 0, 1)
    notes_turn(on=True, by=stage.person(story.ADMINISTRATOR))
    for number in (1, 2):
        stage.at(2, 2 * number + 1, 0, 16)
        for place, membership in enumerate(steps.members(stage, 2)):
            agreed = membership.commitment.agreed_hours
            if agreed and place % 7:
                extra = EXTRA[(place + number) % 3]
                hours_note(
                    membership=membership,
                    number=number,
                    hours=2 * agreed + extra,
                    by=membership.person,
                )


def thank_you(stage: Stage) -> None:
    """The sponsor thanks one of the home leaders who make room."""
    stage.at(2, 6, 2, 17)
    lender = stage.person("E1009")
    lender_thank(cycle=stage.cycles[2], leader=lender, by=stage.person(story.SPONSOR))
