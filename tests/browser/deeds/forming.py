"""Steps 3 and 4: the call for volunteers, the offers, and the teams that form from them."""

from playwright.sync_api import expect

from tests.browser.somebody import Somebody


def opens_call(integrator: Somebody, cycle: int, *, deadline: str) -> int:
    """The integration team calls for volunteers; gives the call's number."""
    integrator.goes(f"cycles/{cycle}/")
    integrator.follows("Open the call for volunteers")
    return writes_call(integrator, deadline=deadline)


def writes_call(integrator: Somebody, *, deadline: str) -> int:
    integrator.writes("Hours a week, from", "2")
    integrator.writes("Hours a week, to", "6")
    integrator.writes("Skills looked for", "Patience\nA good ear")
    integrator.writes("Open until", deadline)
    integrator.presses("Open the call")
    integrator.sees("Who wants to be part of it?", "Volunteers only")
    return integrator.number("calls")


def puts_up_hand(volunteer: Somebody, call: int, area: str, *, hours: str) -> None:
    """Three minutes: what I would like to do, why, and how much time I have."""
    volunteer.goes(f"calls/{call}/")
    volunteer.follows("Put up your hand")
    volunteer.picks("First choice", area)
    volunteer.writes("Why I want to be part of it", f"I want to hear {area.lower()} myself.")
    volunteer.writes("Hours a week I can give", hours)
    volunteer.presses("Put up my hand")
    volunteer.sees("Your hand is up")


def invites(integrator: Somebody, call: int, person: str) -> None:
    integrator.goes(f"calls/{call}/ask/")
    integrator.selects("Who could be part of it?", person)
    integrator.picks("Whose idea is it?", "Ours: we invite them")
    integrator.presses("Ask them")
    integrator.sees("Asked, not answered yet", person)


def says_yes_by_mail(invited: Somebody, link: str, area: str, *, hours: str) -> None:
    """From the mail, without signing in: C5, only their own yes makes them a member."""
    invited.opens(link)
    invited.sees("Would you like to be part of it?")
    invited.picks("First choice", area)
    invited.writes("Hours a week I can give", hours)
    invited.presses("Yes, I would like to")
    invited.sees("Your hand is up")


def closes_call(integrator: Somebody, cycle: int) -> None:
    integrator.goes(f"cycles/{cycle}/forming/")
    integrator.presses("Close the call")
    integrator.sees("Close the call?")
    integrator.presses("Close the call")
    integrator.sees("The call is over.")


def makes_teams(integrator: Somebody) -> None:
    integrator.presses("Make a team of each")


def places(integrator: Somebody, person: str, team: str) -> None:
    """By the select below the name; the column of the team shows them at once."""
    name = integrator.page.locator("[data-drag] b").filter(has_text=person)
    integrator.selects(f"Place {name.inner_text()} with", team)
    lane = integrator.page.get_by_role("article", name=team)
    expect(lane.get_by_text(person).first).to_be_visible()


def is_warned(integrator: Somebody, team: str, sentence: str) -> None:
    lane = integrator.page.get_by_role("article", name=team)
    expect(lane.get_by_text(sentence)).to_be_visible()


def confirms_teams(integrator: Somebody, cycle: int, *, note: str = "") -> None:
    """A broken rule asks for a sentence why; without it nothing is confirmed."""
    integrator.goes(f"cycles/{cycle}/forming/confirm/")
    integrator.presses("Confirm the teams")
    if note:
        integrator.sees("Say why, in a sentence or two.")
        for box in integrator.page.get_by_label("Why we form it all the same").all():
            box.fill(note)
        integrator.presses("Confirm the teams")


def finds_team(person: Somebody, call: int, team: str) -> int:
    """Who was confirmed is to be seen by all; gives the team's number."""
    person.goes(f"calls/{call}/")
    person.follows(team)
    return person.number("teams")


def steps_back(volunteer: Somebody, call: int) -> None:
    """Before the teams are confirmed, without a reason (C4)."""
    volunteer.goes(f"calls/{call}/")
    volunteer.follows("Step back")
    volunteer.presses("Step back")
    volunteer.sees("You can still put up your hand.")


def declines(invited: Somebody, call: int) -> None:
    """Whoever was named says no in one step, without a reason (C5)."""
    invited.goes(f"calls/{call}/")
    invited.presses("No, not this time")
    invited.sees("You said no.")


def takes_suggestion_over(integrator: Somebody, *, because: str) -> None:
    """A proposal says why, and changes nothing before it is taken over (D5)."""
    integrator.follows("Suggest teams")
    integrator.sees("nothing is changed yet", because)
    integrator.presses("Take it over")
