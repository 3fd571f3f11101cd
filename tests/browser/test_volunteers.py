"""From the roster to confirmed teams with every request for hours answered."""

import pytest

from core.tenancy import tenant
from teams.models import Commitment
from tests.browser.company import Company
from tests.browser.deeds import arriving, choosing, forming, hours

pytestmark = [pytest.mark.long, pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEW = """\
Vorname;Nachname;E-Mail;Bereich;Ebene;E-Mail der Führungskraft
Hakan;Öz;hakan@lodos.example;Production;director;nilgun@lodos.example
Yeliz;Güneş;yeliz@lodos.example;Production;specialist;hakan@lodos.example
"""


def test_volunteers_become_teams_and_their_leaders_answer(company: Company) -> None:
    """A1–B3, C1–C5, D1–D5, E1–E4, E8, Q1, U2: a roster, a call, teams, and both gates of hours."""
    who = company.who
    company.eyes.open = False  # the life of a program looks at the same pages
    ada, nilgun, irem = who("Ada"), who("Nilgün"), who("İrem")
    listening, repairs = choosing.AREAS

    # the roster: a bad row is named and nothing is written, then two people come with it
    arriving.brings_in(ada, NEW.replace("nilgun@", "nobody@"))
    ada.sees("Nothing was written", "nobody@lodos.example")
    arriving.brings_in(ada, NEW)
    ada.presses("Write it to the roster")
    arriving.invites_all(ada, 2)
    company.the_worker_runs()
    arriving.comes_in(company, "Yeliz")

    # theme, focus and call
    theme = choosing.chooses_theme(nilgun, "Quieter kitchens", first_day="2026-04-06")
    choosing.sets_focus(nilgun, theme)
    company.on("2026-03-02")
    call = forming.opens_call(irem, choosing.finds_cycle(irem, theme), deadline="2026-03-16")

    # hands go up, one goes down again, and who is named decides for themselves
    for name in ("Emre", "Selin", "Jürgen", "Yeliz"):
        forming.puts_up_hand(who(name), call, listening, hours="3")
    for name in ("Priya", "Lena", "Oya", "Deniz", "Anneke"):
        forming.puts_up_hand(who(name), call, repairs, hours="4")
    forming.steps_back(who("Anneke"), call)
    forming.invites(irem, call, "Tom")
    forming.declines(who("Tom"), call)

    # the teams: a suggestion, looked at, taken over and confirmed
    company.on("2026-03-17")
    cycle = choosing.finds_cycle(irem, theme)
    forming.closes_call(irem, cycle)
    forming.makes_teams(irem)
    forming.takes_suggestion_over(irem, because="Their first choice")
    forming.is_warned(irem, repairs, "2 divisions; 3 or more are wanted.")
    forming.places(irem, "Deniz", listening)
    forming.confirms_teams(irem, cycle, note="Production joins in the next cycle.")
    team = forming.finds_team(irem, call, listening)
    who("Emre").goes(f"teams/{team}/people/")
    who("Emre").sees("Yeliz Güneş", "Deniz Aydın")
    who("Emre").misses("Tom Bauer")

    # the hours: members say theirs, every leader answers
    hours.commits(who("Priya"), "5")
    for name in ("Emre", "Selin", "Jürgen", "Yeliz", "Lena", "Oya", "Deniz"):
        hours.says_still_right(who(name))
    company.the_worker_runs()
    for leader, member in (("Burak", "Emre"), ("Hakan", "Yeliz")):  # Hakan never came in
        link = company.link_to(leader, f"{member} ")
        hours.agrees_by_mail(company.stranger(leader), link)
    hours.agrees_to_fewer(ada, "Priya", "3", reason="We close the year until May.")
    hours.says_not_now(who("Jürgen"), "Oya", reason="The fair needs her until June.")
    for leader, member in (
        ("Burak", "Selin"),
        ("Jürgen", "Deniz"),
        ("Nilgün", "Jürgen"),
        ("Nilgün", "Lena"),
    ):
        hours.agrees(who(leader), member)

    # all is answered: the integration team sees all hours, a member those of their own team and
    # none of a team of three, and nobody sees the reason
    hours.sees_who_is_not_agreed(irem, cycle, "Oya", but_not="The fair")
    irem.goes(f"cycles/{cycle}/hours/")
    irem.sees("23 h a week are agreed for 8 people")
    who("Emre").goes(f"cycles/{cycle}/hours/")
    who("Emre").sees("16 h a week are agreed for 5 people")
    who("Oya").goes()
    who("Oya").follows("Read the answer")
    who("Oya").sees("The fair needs her until June.")
    with tenant(company.organisation):
        states = Commitment.objects.order_by("state").values_list("state", flat=True)
        assert list(states) == ["agreed"] * 6 + ["changed", "declined"]
    assert company.eyes.found == []
