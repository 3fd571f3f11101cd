"""What members wished for at the end of a cycle, beside the call of the next one."""

from collections.abc import Callable

from core.registry import Registry
from themes.models import Cycle

# Asked with the cycle of the call; the answers are for who writes it, and no part of the call.
wishes: Registry[Callable[[Cycle], list[str]]] = Registry()


def wished_for(cycle: Cycle) -> list[str]:
    return [wish for ask in wishes for wish in ask(cycle)]
