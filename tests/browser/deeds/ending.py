"""Steps 12 to 14: the review, who goes on, and the next cycle with those who do."""

from playwright.sync_api import expect

from tests.browser.somebody import Somebody


def opens_review(integrator: Somebody, cycle: int, *, note: str = "") -> None:
    """What is still missing is said; a note then says why the review opens all the same."""
    integrator.goes(f"cycles/{cycle}/")
    integrator.follows("Open the review")
    integrator.presses("Open the review")
    if note:
        integrator.sees("Say in a note why you go on all the same.")
        integrator.writes("Why already now", note)
        integrator.presses("Open the review")
    integrator.sees("What three months brought")


def reveals_scores(integrator: Somebody, cycle: int, key_result: str) -> None:
    """Until then each member scores alone (M3); from here on the team talks and agrees."""
    integrator.goes(f"cycles/{cycle}/review/")
    teams = integrator.page.locator("section[aria-labelledby^='team-']")
    integrator.within(teams.filter(has_text=key_result)).follows("Reveal the scores")
    integrator.presses("Reveal the scores")
    integrator.sees("The scores are revealed.")


def scores(member: Somebody, cycle: int, key_result: str, score: str, *, reason: str) -> None:
    """The data propose a score; another one needs a line why, and both stay (M2)."""
    member.goes(f"cycles/{cycle}/review/")
    row = member.within(member.page.locator("li.kr").filter(has_text=key_result))
    row.writes("Score", score)
    row.touches("Keep the score")
    row.sees("Say in one line why the team sees it differently.")
    row.writes("Why another score", reason)
    row.touches("Keep the score")
    row.sees(reason)


def reflects(member: Somebody, cycle: int, text: str, *, to: str) -> None:
    member.goes(f"cycles/{cycle}/review/")
    member.follows("Write down what you take with you")
    member.writes("What did I learn about the whole and about other departments?", text)
    member.picks("Who may read it?", to)
    member.presses("Keep this")


def keeps_practice(member: Somebody, cycle: int, practice: str, *, owner: str) -> None:
    """What the company keeps: a learning becomes a practice of the line organisation (M10)."""
    member.goes(f"cycles/{cycle}/review/")
    member.follows("Keep it as a practice")
    member.writes("Practice", practice)
    member.selects("Looked after by", owner)
    member.writes("Where it is written", "Service handbook, chapter 3")
    member.presses("Keep the practice")
    member.sees("Practices that stay", practice)


def says_whether_to_go_on(
    member: Somebody, answer: str, *, why: str, hours: str = "", area: str = ""
) -> None:
    """By name, if, why and how (N1)."""
    member.goes()
    member.row("Would you like to go on in cycle").follows("Answer")
    member.picks("Would you like to go on?", answer)
    if hours:
        member.writes("How many hours a week?", hours)
    if area:
        member.selects("In which area?", area)
    member.writes("Why?", why)
    member.presses("Give this answer")
    member.sees("You can change your answer until the cycle ends.")


def plans_next_cycle(integrator: Somebody, cycle: int) -> int:
    integrator.goes(f"cycles/{cycle}/going-on/")
    integrator.follows("Prepare the next cycle")
    integrator.presses("Plan the next cycle")
    integrator.follows("Open the call")
    return integrator.number("cycles")


def brings_members_along(integrator: Somebody, cycle: int) -> None:
    """Their own yes in the continuation is their yes to the next cycle."""
    integrator.goes(f"cycles/{cycle}/next/")
    integrator.presses("Bring them along")


def thanks(integrator: Somebody, cycle: int, leaver: str, words: str) -> None:
    """Whoever leaves is thanked in words that they alone read (O2)."""
    integrator.goes(f"cycles/{cycle}/next/")
    integrator.row(leaver).follows("Say thank you")
    integrator.writes("A word of thanks", words)
    integrator.presses("Send the thanks")


def closes_cycle(integrator: Somebody, cycle: int, *, note: str) -> None:
    integrator.goes(f"cycles/{cycle}/")
    integrator.follows("Close the cycle")
    integrator.writes("A note for the record", note)
    integrator.presses("Close the cycle")


def finds_history(person: Somebody, cycle: int, *texts: str) -> None:
    """What a closed cycle brought stays to be read (O4)."""
    person.goes(f"cycles/{cycle}/review/")
    person.sees(*texts)
    expect(person.page.get_by_role("button", name="Keep the score")).to_have_count(0)
