"""Step 11: check-ins planned, prepared on a phone, moderated, and their minutes."""

from playwright.sync_api import expect

from tests.browser.somebody import Somebody


def plans_check_ins(integrator: Somebody, cycle: int, *, moderator: str) -> None:
    integrator.goes(f"cycles/{cycle}/check-ins/")
    integrator.follows("Plan the check-ins")
    integrator.selects("Who moderates", moderator)
    integrator.presses("Propose dates")
    integrator.presses("Plan these check-ins")
    integrator.sees("6 check-ins are planned.", "Wed 15 April")


def measures_in_three_interactions(owner: Somebody, key_result: str, value: str) -> None:
    """On *My work* the first key result stands open: a value, a word, save (I4, K2)."""
    owner.goes()
    form = owner.within(owner.page.get_by_role("form", name=f"Measure: {key_result}"))
    form.writes("Now", value)
    form.ticks("Confident")
    form.touches("Save update")
    expect(owner.page.get_by_role("heading", name=f"{key_result}: {value}")).to_be_visible()


def prepares_check_in(representative: Somebody) -> None:
    representative.goes()
    representative.row("What does your team bring to the check-in?").follows("Prepare")
    representative.presses("We are ready")
    representative.sees("said on")


def starts_check_in(facilitator: Somebody) -> int:
    facilitator.goes()
    facilitator.row("Today you moderate the check-in.").follows("Open the room")
    facilitator.presses("Start the check-in")
    expect(facilitator.page.get_by_role("button", name="Pause")).to_be_visible()
    return facilitator.number("check-ins")


def follows_on_phone(member: Somebody, check_in: int, team: str) -> None:
    member.goes(f"check-ins/{check_in}/follow/")
    expect(member.page.get_by_role("heading", name=team)).to_be_visible()


def gives_a_minute(facilitator: Somebody) -> None:
    facilitator.touches("1 min")


def calls_next_team(facilitator: Somebody, then: str) -> None:
    facilitator.presses("Next team")
    expect(facilitator.page.get_by_role("heading", name=then, level=1)).to_be_visible()


def ends_check_in(facilitator: Somebody, decision: str) -> None:
    facilitator.follows("End")
    facilitator.writes("What was decided?", decision)
    facilitator.presses("End it and write the minutes")
    facilitator.sees("Moderated by", decision)
