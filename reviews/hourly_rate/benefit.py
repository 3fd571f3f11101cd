"""Cost and benefit in money, beside each other."""

from decimal import Decimal


def return_on(*, cost: Decimal | None, benefit: Decimal | None) -> Decimal | None:
    """Benefit ÷ cost, both in the same currency: 1 where both are the same.

    `None` as long as one of the two is not known: a benefit without a cost, or the reverse, is no
    return. What cost nothing has none either.
    """
    if not cost or benefit is None:
        return None
    return benefit / cost
