"""Steps 9 and 10: weekly team meetings, what a leader is asked, and the coach."""

from playwright.sync_api import expect

from tests.browser.somebody import Somebody


def starts_cycle(integrator: Somebody, cycle: int, *, note: str) -> None:
    """What is still missing is said; with a note the cycle starts all the same."""
    integrator.goes(f"cycles/{cycle}/")
    integrator.writes("Note", note)
    integrator.presses("Start the cycle")
    integrator.sees("there is no way back")
    integrator.presses("Start the cycle")
    integrator.sees("Cycle 1: ")


def opens_meeting(member: Somebody, team: int) -> None:
    member.goes(f"teams/{team}/meetings/")
    member.presses("Open this week's meeting")


def notes(person: Somebody, kind: str, text: str) -> None:
    """One line in a column of notes: an achievement, a learning or an impediment."""
    column = person.page.locator(f"#{kind}")
    column.get_by_role("textbox").fill(text)
    column.get_by_role("button").first.click()
    expect(column.get_by_role("listitem").filter(has_text=text)).to_be_visible()


def closes_meeting(member: Somebody, words: str) -> None:
    member.writes("Notes", words)
    member.presses("Close the meeting")
    member.sees("The meeting is over. Its notes are kept.", "held")


def asks_leader(member: Somebody, team: int, impediment: str, *, leader: str) -> None:
    """The leader who is in the team is asked first (J2)."""
    member.goes(f"teams/{team}/impediments/")
    member.follows(impediment)
    chosen = member.labelled("Whom do you ask?").locator("option:checked")
    expect(chosen).to_contain_text(leader)
    member.presses("Ask")
    member.sees(f"asked {leader}")


def takes_care(leader: Somebody, impediment: str, *, until: str) -> None:
    """From *My work*: a promise with a date; without the date it is refused."""
    leader.goes()
    leader.row(impediment).follows("Answer")
    leader.picks("What do you say?", "I take care of it")
    leader.presses("Answer the team")
    leader.writes("By when?", until)
    leader.presses("Answer the team")
    leader.sees("What you promised", impediment)


def sees_answer(member: Somebody, team: int, impediment: str, answer: str) -> None:
    member.goes(f"teams/{team}/impediments/")
    member.follows(impediment)
    member.sees(answer)


def is_refused_as_coach(integrator: Somebody, team: int, member: str) -> None:
    """D6: the coach is not a member of the team; the sentence says so."""
    integrator.goes(f"teams/{team}/people/")
    integrator.selects("Who coaches the team?", member)
    integrator.presses("Let them coach")
    integrator.sees(f"{member} ", "Somebody who stands outside it coaches it.")


def assigns_coach(integrator: Somebody, team: int, coach: str) -> None:
    integrator.goes(f"teams/{team}/people/")
    integrator.selects("Who coaches the team?", coach)
    integrator.presses("Let them coach")
    integrator.sees("coaches the team.")
