"""What a program cost in money, beside the benefits that were given in the same currency."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from reviews.hourly_rate.benefit import return_on
from reviews.models import HourlyRate, Practice, PracticeCheck


@dataclass(frozen=True)
class Money:
    """All agreed hours at the internal rate, and each benefit with its source; never a person's."""

    rate: HourlyRate
    hours: Decimal
    benefits: list[PracticeCheck]

    @property
    def cost(self) -> Decimal:
        return self.rate.cost(self.hours)

    @property
    def benefit(self) -> Decimal | None:
        """`None` as long as nobody has given a number in this currency."""
        numbers = [check.benefit for check in self.benefits if check.benefit is not None]
        return sum(numbers, Decimal(0)) if numbers else None

    @property
    def gain(self) -> Decimal | None:
        return return_on(cost=self.cost, benefit=self.benefit)

    @property
    def estimates(self) -> int:
        return sum(check.estimate for check in self.benefits)


def money(rate: HourlyRate, hours: Decimal, practices: Iterable[Practice]) -> Money:
    """A number counts here if its unit is the currency alone: "EUR a month" is another thing."""
    given = [check for practice in practices if (check := practice.last_benefit)]
    same = [check for check in given if check.unit.casefold() == rate.currency.casefold()]
    return Money(rate, hours, same)
