"""Steps 1 and 2: leaders choose a theme and set its strategic focus."""

from tests.browser.somebody import Somebody

AREAS = ("Listening to kitchens", "Quiet repairs")


def chooses_theme(sponsor: Somebody, name: str, *, first_day: str) -> int:
    """The leader who will sponsor the theme writes it down and says who runs it; its number."""
    sponsor.goes("themes/")
    sponsor.follows("Choose a theme")
    sponsor.writes("Name", name)
    sponsor.writes("Strategy sentence", "People buy from us again because our service is quiet.")
    sponsor.presses("Choose this theme")
    sponsor.sees("Choose a sponsor:")  # A1: refused with a reason, what was typed stays
    assert sponsor.labelled("Name").input_value() == name
    answers_fit_check(sponsor)
    sponsor.writes("Why now", "Returns because of noise have doubled in a year.")
    sponsor.writes("Why no existing team owns it", "It takes four divisions together.")
    sponsor.selects("Sponsor", sponsor.name)
    sponsor.selects("Integration team", "İrem")
    sponsor.writes("First day of cycle 1", first_day)
    sponsor.presses("Choose this theme")
    sponsor.sees("The theme is there.")
    return sponsor.number("themes")


def answers_fit_check(sponsor: Somebody) -> None:
    sponsor.picks("Is it in the strategy?", "Yes")
    sponsor.picks("Is there a dedicated team already?", "No")
    sponsor.picks("Are two or more divisions needed?", "Yes")


def gives_role(sponsor: Somebody, theme: int, person: str, role: str) -> None:
    sponsor.goes(f"themes/{theme}/roles/")
    sponsor.selects("Person", person)
    sponsor.picks("Role", role)
    sponsor.presses("Give the role")
    sponsor.sees(f"{person} ", "has this role now")


def sets_focus(sponsor: Somebody, theme: int) -> None:
    """The workshop's result: direction, what is out, two areas, one mid-term goal."""
    sponsor.goes(f"themes/{theme}/focus/edit/")
    sponsor.writes("Diagnosis", "People hear our machines before they see them.")
    sponsor.writes("Guiding direction", "Quiet becomes what people say about our service.")
    sponsor.writes("Not in scope", "Redesigning the machines")
    for number, area in enumerate(AREAS, start=1):
        part = sponsor.within(sponsor.page.get_by_role("group", name=f"Focus area {number}"))
        part.writes("Name", area)
        part.writes("What it is about", f"{area}: go where the noise is.")
    goal = sponsor.within(sponsor.page.get_by_role("group", name="Goal 1"))
    goal.writes("Mid-term goal", "Neighbours no longer notice a repair")
    goal.writes("By which sign we notice it", "Noise complaints fall below 20 a month")
    sponsor.presses("Save the focus")
    sponsor.goes(f"themes/{theme}/focus/print/")
    sponsor.sees("Redesigning the machines", *AREAS)


def finds_cycle(integrator: Somebody, theme: int) -> int:
    """From the theme's page to what is next; gives the number of cycle 1."""
    integrator.goes(f"themes/{theme}/")
    integrator.follows("Cycle 1: ")
    return integrator.number("cycles")
