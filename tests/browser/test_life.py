"""One program lives its whole life in the browsers of its people."""

import pytest

from tests.browser.company import Company
from tests.browser.deeds import (
    aiming,
    arriving,
    checking_in,
    choosing,
    ending,
    forming,
    hours,
    meeting,
)

pytestmark = [pytest.mark.long, pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_program_lives_its_whole_life(company: Company) -> None:
    """A1–O4, S1: the fourteen steps, by clicking and typing, with nothing for axe to find."""
    who = company.who
    nilgun, irem, anneke = who("Nilgün"), who("İrem"), who("Anneke")
    jurgen, lena, selin, priya = who("Jürgen"), who("Lena"), who("Selin"), who("Priya")
    emre, deniz, oya, tom = who("Emre", phone=True), who("Deniz"), who("Oya"), who("Tom")
    listening, repairs = choosing.AREAS

    # 1, 2: the sponsor chooses the theme and writes down its strategic focus
    theme = choosing.chooses_theme(nilgun, "Quieter kitchens", first_day="2026-04-06")
    choosing.gives_role(nilgun, theme, "Anneke", "Facilitator")
    choosing.sets_focus(nilgun, theme)
    cycle = choosing.finds_cycle(irem, theme)

    # 3: volunteers put up their hands; who is invited says yes themselves, from a mail
    company.on("2026-03-02")
    call = forming.opens_call(irem, cycle, deadline="2026-03-16")
    for volunteer in (emre, selin, jurgen, deniz):
        forming.puts_up_hand(volunteer, call, listening, hours="3")
    for volunteer in (priya, lena, oya):
        forming.puts_up_hand(volunteer, call, repairs, hours="3")
    forming.invites(irem, call, "Tom")
    company.the_worker_runs()
    invitation = company.link_to("Tom", "Quieter kitchens")
    forming.says_yes_by_mail(company.stranger("Tom"), invitation, repairs, hours="2")

    # 4: the integration team forms the teams
    company.on("2026-03-17")
    forming.closes_call(irem, cycle)
    forming.makes_teams(irem)
    for name in ("Selin", "Emre", "Deniz"):
        forming.places(irem, name, listening)
    forming.is_warned(irem, listening, "No leader in this team.")
    forming.places(irem, "Jürgen", listening)
    for name in ("Priya", "Lena", "Oya", "Tom"):
        forming.places(irem, name, repairs)
    forming.confirms_teams(irem, cycle, note="They are whom the kitchens asked for.")
    team = forming.finds_team(irem, call, listening)
    other = forming.finds_team(irem, call, repairs)

    # 5: members commit hours, and their home leaders answer
    hours.commits(priya, "5")
    for member in (selin, emre, jurgen, deniz, lena, oya, tom):
        hours.says_still_right(member)
    company.the_worker_runs()
    request = company.link_to("Burak", "Emre Şahin offers 3 h a week.")
    hours.agrees_by_mail(company.stranger("Burak"), request)
    hours.agrees(who("Burak"), "Selin")
    hours.agrees_to_fewer(who("Ada"), "Priya", "3", reason="We close the year until May.")
    hours.says_not_now(irem, "Tom", reason="The audit needs him until June.")
    for name, leader in (("Jürgen", nilgun), ("Lena", nilgun), ("Deniz", jurgen), ("Oya", jurgen)):
        hours.agrees(leader, name)
    hours.sees_who_is_not_agreed(irem, cycle, "Tom", but_not="The audit")

    # 6: OKR 101
    company.on("2026-03-19")
    session = hours.plans_session(irem, cycle, "OKR 101", host="Kaya", at="2026-03-24T10:00")
    company.on("2026-03-24", "12:00")
    hours.marks_attendance(who("Kaya"), session, "Selin", "Emre", "Jürgen", "Priya")

    # 7: the team writes its OKR set, another team comments, the team agrees
    aiming.chooses_voice(irem, team, "Selin")
    aiming.chooses_voice(irem, other, "Priya")
    aiming.writes_objective(selin, team, "Kitchens tell us first when something is loud")
    aiming.adds_key_result(selin, "Kitchens visited", "Increase", starting_value="0", target="40")
    aiming.adds_key_result(selin, "Complaints", "Decrease", starting_value="60", target="30")
    aiming.adds_key_result(selin, "Answers in time", "Stay inside", lowest="80", highest="100")
    aiming.adds_milestones(selin, "Interviews are routine", "Guide written", "Ten held")
    aiming.adds_key_result(selin, "Noise at the table", "Learn the starting value", unit="dB")
    aiming.shares_okr_set(selin)
    aiming.comments(priya, team, "Which kitchens do you visit first?")
    aiming.agrees_on_okr_set(selin, team)

    # 8: what it tries, and how it works together; then the cycle starts
    aiming.tries(selin, team, "Ride along", key_result="Kitchens visited", because="they hear it")
    aiming.gives_out_to_do(selin, team, "Ask three technicians", owner="Emre", until="2026-04-10")
    aiming.ticks_off(emre, team, "Ask three technicians")
    aiming.writes_agreement(selin, team)
    for member in (emre, jurgen, deniz):
        aiming.confirms_agreement(member)
    company.on("2026-04-06")
    meeting.starts_cycle(irem, cycle, note="Tom joins after the audit; the others know OKR.")

    # 9: the weekly meeting; a leader is asked and answers
    company.on("2026-04-09", "10:00")
    meeting.opens_meeting(selin, team)
    meeting.notes(selin, "achievement", "First three kitchens visited")
    meeting.notes(selin, "learning", "Cooks fear the hum more than the bang")
    meeting.notes(selin, "impediment", "No budget for a sound level meter")
    meeting.closes_meeting(selin, "Emre keeps the list of kitchens.")
    meeting.asks_leader(selin, team, "No budget for a sound level meter", leader="Jürgen")
    meeting.takes_care(jurgen, "No budget for a sound level meter", until="2026-04-17")
    meeting.sees_answer(emre, team, "No budget for a sound level meter", "Jürgen Weiß takes it")

    # 10: a coach, who is not a member
    meeting.is_refused_as_coach(irem, team, "Emre")
    meeting.assigns_coach(irem, team, "Kaya")

    # 11: the check-in of all teams
    checking_in.plans_check_ins(irem, cycle, moderator="Anneke")
    company.on("2026-04-14")
    selin_on_the_way = who("Selin", phone=True)
    checking_in.measures_in_three_interactions(selin_on_the_way, "Kitchens visited", "6")
    checking_in.prepares_check_in(selin_on_the_way)
    company.on("2026-04-15", "14:00")
    check_in = checking_in.starts_check_in(anneke)
    checking_in.follows_on_phone(emre, check_in, listening)
    meeting.notes(anneke, "learning", "Cooks call when the fan is new")
    checking_in.gives_a_minute(anneke)
    checking_in.calls_next_team(anneke, repairs)
    checking_in.calls_next_team(anneke, "All teams have spoken")
    checking_in.ends_check_in(anneke, "We visit the canteen together")

    # 12: the review
    company.on("2026-06-24")
    ending.opens_review(irem, cycle, note="The last check-ins fell into the holidays.")
    ending.reveals_scores(irem, cycle, "Kitchens visited")
    ending.scores(selin, cycle, "Kitchens visited", "0.4", reason="They were the loudest ones.")
    ending.reflects(emre, cycle, "Sales promise quiet before we deliver it.", to="My team")
    ending.keeps_practice(selin, cycle, "A cook's ear at every test", owner="Burak")

    # 13: who goes on, by name
    for member in (selin, emre, jurgen, priya, lena):
        ending.says_whether_to_go_on(member, "Yes, as now", why="We are not done yet.")
    ending.says_whether_to_go_on(deniz, "I leave", why="My dealers need me.")

    # 14: the next cycle: the theme stays, the members change, history is kept
    company.on("2026-06-26")
    following = ending.plans_next_cycle(irem, cycle)
    call = forming.writes_call(irem, deadline="2026-07-03")
    rana = arriving.signs_in_by_code(company, "Rana")
    forming.puts_up_hand(rana, call, repairs, hours="3")
    ending.brings_members_along(irem, cycle)
    company.on("2026-07-06")
    forming.closes_call(irem, following)
    forming.places(irem, "Rana", repairs)
    forming.confirms_teams(irem, following, note="They know each other; Rana brings sales.")
    ending.closes_cycle(irem, cycle, note="Oya and Tom tell us in person.")
    ending.finds_history(rana, cycle, "Kitchens visited", "A cook's ear at every test")
    for member in (selin, rana):
        hours.says_still_right(member)
    hours.agrees(who("Burak"), "Selin")

    assert company.eyes.found == []
