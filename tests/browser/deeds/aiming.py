"""Steps 7 and 8: the OKR set of a team, what it tries, and how it works together."""

from playwright.sync_api import expect

from tests.browser.somebody import Somebody


def chooses_voice(member: Somebody, team: int, person: str) -> None:
    member.goes(f"teams/{team}/people/")
    member.selects("Who speaks for the team?", person)
    member.presses("Choose")
    member.sees("speaks for the team")


def writes_objective(member: Somebody, team: int, text: str) -> None:
    member.goes(f"teams/{team}/")
    member.follows("Write the objective")
    member.follows("Write the objective")
    member.writes("What shall be true at the end of the cycle?", text)
    member.presses("Save the objective")
    member.sees(text, "By what will you notice it?")


def adds_key_result(member: Somebody, title: str, kind: str, **numbers: str) -> None:
    """One of five kinds; the form asks only for the numbers that this kind needs."""
    member.follows("Add a key result")
    member.writes("Key result", title)
    member.picks("What shall the number do?", kind)
    for label, value in numbers.items():
        member.writes(label.replace("_", " ").capitalize(), value)
    member.writes("Measured every … weeks", "1")
    member.presses("Save the key result")
    member.sees(title)


def adds_milestones(member: Somebody, title: str, *steps: str) -> None:
    member.follows("Add a key result")
    member.writes("Key result", title)
    member.picks("What shall the number do?", "Reach steps")
    rows = member.page.locator(".step-row")
    for number, step in enumerate(steps):
        member.within(rows.nth(number)).writes("Step", step)
    member.picks("Committed or stretch?", "Committed")
    member.presses("Save the key result")
    member.sees(title)


def shares_okr_set(member: Somebody) -> None:
    member.presses("Share for comment")
    member.sees("Shared for comment")


def comments(other: Somebody, team: int, text: str) -> None:
    """Somebody of another team reads along and says what they think (G7)."""
    other.goes(f"teams/{team}/okr-set/")
    other.writes("Your comment", text)
    other.presses("Comment")
    other.sees(text)


def agrees_on_okr_set(member: Somebody, team: int) -> None:
    member.goes(f"teams/{team}/okr-set/")
    member.follows("The team agrees")
    member.presses("We agree")
    member.sees("Agreed. From here on you measure.")


def tries(member: Somebody, team: int, idea: str, *, key_result: str, because: str) -> None:
    member.goes(f"teams/{team}/")
    member.follows("Add an idea")
    member.writes("What do we try?", idea)
    member.ticks(key_result)
    member.writes("Why do we believe it?", because)
    member.presses("Save the idea")
    member.sees(f"“{key_result}”, because {because}.")


def gives_out_to_do(member: Somebody, team: int, text: str, *, owner: str, until: str) -> None:
    """One task, one owner, one date; Enter adds it, and the next one can be typed (H2)."""
    member.goes(f"teams/{team}/")
    member.selects("Who does it?", owner)
    member.writes("Until when?", until)
    member.writes("What is to do?", text)
    member.labelled("What is to do?").press("Enter")
    member.sees(text)
    expect(member.labelled("What is to do?")).to_be_focused()
    expect(member.labelled("What is to do?")).to_have_value("")


def ticks_off(owner: Somebody, team: int, to_do: str) -> None:
    owner.goes(f"teams/{team}/")
    owner.ticks(to_do)
    owner.sees("done on")


def writes_agreement(member: Somebody, team: int) -> None:
    member.goes(f"teams/{team}/agreement/")
    member.follows("Write it")
    member.writes("Why we are a team", "Nobody else listens to kitchens.")
    member.picks("We meet on", "Thursday")
    member.writes("At", "10:00")
    member.writes("In between we write in", "the channel #quiet")
    member.presses("Save and ask all members")
    member.sees("Working agreement, version 1")


def confirms_agreement(member: Somebody) -> None:
    """Asked on *My work* (H5)."""
    member.goes()
    member.follows("Read and confirm")
    member.presses("Yes, I want to work like this")
    member.sees("You have confirmed the working agreement.")
