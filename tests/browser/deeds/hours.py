"""Steps 5 and 6: members commit hours, home leaders answer; sessions and who was there."""

from playwright.sync_api import expect

from tests.browser.somebody import Somebody


def commits(member: Somebody, hours: str) -> None:
    """From *My work*: how much time I give, and a word to my home leader."""
    member.goes()
    member.row("Is that still right?").follows("Change")
    member.writes("I give", hours)
    member.writes("Your words to your home leader", "I will learn what our customers hear.")
    member.presses("Give these hours")
    member.sees("was asked about")


def says_still_right(member: Somebody) -> None:
    """From *My work* in one tap: the hours of the offer are right as they are."""
    member.goes()
    member.row("Is that still right?").presses("Still right")
    member.sees("was asked about")


def agrees_by_mail(leader: Somebody, link: str) -> None:
    """Two taps without signing in; opening changes nothing, and the link ends with its request."""
    leader.opens(link)
    leader.sees("Nothing has been decided by opening this page.")
    leader.presses("Yes, agree to")
    leader.sees("You have already answered")
    expect(leader.page.get_by_role("navigation", name="Main")).to_have_count(0)


def agrees(leader: Somebody, person: str) -> None:
    leader.goes("approvals/")
    leader.row(person).touches("Agree to")
    leader.sees(f"{person} sees your answer.")


def agrees_to_fewer(leader: Somebody, person: str, hours: str, *, reason: str) -> None:
    leader.goes("approvals/")
    request = leader.row(person)
    request.touches("Agree with other hours")
    request.writes("I can agree to", hours)
    request.writes(f"What should {person} know?", reason)
    request.touches("Agree to these hours")
    leader.sees(f"{person} sees your answer.")


def says_not_now(leader: Somebody, person: str, *, reason: str) -> None:
    """Without a reason it is refused; the person offered time and deserves one (E2)."""
    leader.goes("approvals/")
    request = leader.row(person)
    request.touches("Not now")
    request.touches("Not now, with this reason")
    request.sees(f"{person} offered time and deserves a reason.")
    request.writes("Why does it not fit now?", reason)
    request.touches("Not now, with this reason")
    leader.sees(f"{person} sees your answer.")


def sees_who_is_not_agreed(integrator: Somebody, cycle: int, person: str, *, but_not: str) -> None:
    """Sums are for all, who is not agreed for who works with them, no reason is here (E4, E8)."""
    integrator.goes(f"cycles/{cycle}/hours/")
    integrator.sees("Hours people give", person)
    integrator.misses(but_not)


def plans_session(integrator: Somebody, cycle: int, kind: str, *, host: str, at: str) -> int:
    integrator.goes(f"cycles/{cycle}/sessions/")
    integrator.follows("Plan a session")
    integrator.picks("Kind", kind)
    integrator.writes("Starts", at)
    integrator.selects("Host", host)
    integrator.writes("Place or link", "Canteen, second floor")
    integrator.presses("Plan it")
    integrator.sees(kind, host)
    return integrator.number("sessions")


def marks_attendance(host: Somebody, session: int, *people: str) -> None:
    host.goes(f"sessions/{session}/")
    for person in people:
        host.ticks(person)
    host.presses("Save who was there")
    host.sees("Saved who was there.")
