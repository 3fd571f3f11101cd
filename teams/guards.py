"""What keeps a cycle from its next phase, as far as offers, teams and hours go."""

from themes.phases import Guard

GUARDS: dict[str, Guard] = {
    # calls, offers, forming
    # hours, sessions, agreements
}
