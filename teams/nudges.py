"""What this app asks of people. `rows(now, person)` is one set-based query each."""

from nudges.registry import Nudge

NUDGES: list[Nudge] = [
    # calls, offers, forming
    # hours, sessions, agreements
]
