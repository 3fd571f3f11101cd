"""What a team says of its confidence, out of what each member says.

Source: the method's arithmetic.
"""

WORDS = ("doubtful", "unsure", "confident")


def team_word(*, confident: int, unsure: int, doubtful: int) -> str:
    """The lower median of the votes: at least half of the team is as sure as this, or less sure.

    Counts of people, 0 or more; "" when nobody has voted. Raises `ValueError` for a count below 0.
    """
    counts = (doubtful, unsure, confident)
    if min(counts) < 0:
        raise ValueError("Fewer than nobody cannot vote.")
    middle = (sum(counts) - 1) // 2
    for word, count in zip(WORDS, counts, strict=True):
        if middle < 0:
            return ""
        if middle < count:
            return word
        middle -= count
    return ""


def ends(*, confident: int, unsure: int, doubtful: int) -> tuple[str, str]:
    """The lowest and the highest word that somebody chose; both "" when nobody has voted.

    Counts of people, 0 or more.
    """
    counts = (doubtful, unsure, confident)
    chosen = [word for word, count in zip(WORDS, counts, strict=True) if count > 0]
    return (chosen[0], chosen[-1]) if chosen else ("", "")
