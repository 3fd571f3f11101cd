"""docs/nudges.md: who is asked what when, and who is told when it is late, out of the registry."""

from django.utils import translation

from nudges.registry import DAY, LATE, Nudge, nudges

HEAD = """\
# What people are asked, and when

`manage.py nudges_table` makes this page out of the registry; a test fails when it is out of date.
*My work*, mails and calendar come from the same definitions. A thing that is done disappears
everywhere and never reminds again.

A mail goes out at a decent hour: never in the organisation's quiet hours (20:00 to 7:00 unless it
says otherwise), at a weekend or on a holiday of the person's country, by the person's own clock.
All that opened comes together in one mail a morning; what is urgent, or due before the next
morning, comes at once. Each person chooses a pace for each kind, the hour of the morning mail and a
pause. What asks for their own yes (*always by mail*) cannot be switched off.

Nobody is shamed: whoever is told that something is late is who can help, in words that offer it. A
home leader's reason is in no mail; who has not voted and who has not answered the pulse is told to
nobody.

| Ask | For | Who | When | Again | Told when it is late | Ends when |
|---|---|---|---|---|---|---|
"""


def table() -> str:
    with translation.override("en"):
        return HEAD + "".join(_row(nudge) for nudge in nudges)


def _row(nudge: Nudge) -> str:
    name = f"{nudge.name} (*always by mail*)" if nudge.must_ask else str(nudge.name)
    cells = [name, nudge.serves, nudge.who, nudge.when, _again(nudge), nudge.late, nudge.ends]
    return f"| {' | '.join(cells)} |\n"


def _again(nudge: Nudge) -> str:
    said = [
        word
        for moment, word in ((DAY, "on the day"), (LATE, "once when late"))
        if moment in nudge.moments
    ]
    return ", ".join(said) or "never"
