"""Where hours and offers of an organisation stand now: who asks about them looks here first."""

from teams.models import Commitment, Offer


def at_hand() -> list[str]:
    """Such as `hours.asked` and `offer.open`; see `hours` and `offers`."""
    return [*hours(*_states(Commitment)), *offers(*_states(Offer))]


def hours(*states: str) -> tuple[str, ...]:
    return tuple(f"hours.{state}" for state in states)


def offers(*states: str) -> tuple[str, ...]:
    return tuple(f"offer.{state}" for state in states)


def _states(model: type[Commitment] | type[Offer]) -> list[str]:
    return list(model.objects.order_by().values_list("state", flat=True).distinct())
