"""What the floors entered into the registries of the floors below: one list to read.

A new entry comes here too, so that nobody has to search for what the product asks and holds.
"""

from datetime import date, datetime
from importlib import import_module

import pytest
from django.conf import settings
from django.utils import timezone

from core.tenancy import tenant
from nudges.at_hand import at_hand
from nudges.registry import asked_now, nudges
from nudges.tasks import chores
from okrs.measurements.actions import on_measured
from teams.at_hand import hours, offers
from teams.models import Commitment, Offer
from tests.cast import ENDS_ON, ISTANBUL, STARTS_ON, Cast, Rival
from tests.teams.calling import move_to
from themes.chat.news import news
from themes.cycles.phases import TRANSITIONS, doors, guards
from themes.models import Cycle

NUDGES = [
    "orgs.address_change",
    "orgs.invitation",
    "orgs.rights_changed",
    "themes.write_focus",
    "themes.open_call",
    "themes.start_cycle",
    "themes.open_review",
    "themes.close_cycle",
    "themes.chat_silent",
    "themes.role_changed",
    "teams.invitation",
    "teams.call_closed",
    "teams.form",
    "teams.late_yes",
    "teams.voice",
    "teams.take_a_seat",
    "teams.mark_attendance",
    "teams.commit_hours",
    "teams.decide_hours",
    "teams.unanswered_hours",
    "teams.hours_answered",
    "teams.name_leader",
    "teams.thanked",
    "teams.confirm_agreement",
    "teams.review_agreement",
    "teams.question_focus",
    "okrs.measure",
    "okrs.to_do",
    "okrs.review_bet",
    "okrs.define_set",
    "okrs.unmeasured",
    "checkins.answer_round",
    "checkins.prepare",
    "checkins.answer_ask",
    "checkins.resolve_promise",
    "checkins.moderate",
    "checkins.minutes",
    "checkins.changed",
    "reviews.going_on",
    "reviews.score",
    "reviews.health_check",
    "reviews.health_open",
    "reviews.health_action",
    "reviews.improvement",
    "reviews.hand_over",
    "reviews.farewell",
    "reviews.take_along",
    "reviews.look_again",
    "reviews.pulse",
    "reviews.pulse_lost",
    "reviews.pulse_there",
    "reviews.pulse_follow_up",
]
GUARDS = {
    "themes.focus": "call",
    "themes.open_for_call": "call",
    "themes.open_for_reopening": "reopen",
    "themes.days": "run",
    "themes.one_run": "run",
    "teams.call": "call",
    "teams.offers": "form",
    "teams.confirmed": "prepare",
    "teams.voice": "run",
    "teams.coach": "run",
    "teams.hours": "run",
    "teams.sessions": "run",
    "okrs.sets": "run",
    "checkins.series": "run",
    "checkins.open": "review",
    "reviews.review": "review",
    "reviews.close": "close",
}
CHORES = [
    "orgs.addresses",
    "orgs.provider",
    "nudges.forget",
    "themes.chats",
    "themes.forget_posts",
    "teams.follow_roster",
    "checkins.escalate",
    "checkins.forget_answers",
    "reviews.pulse_keys",
    "reviews.pulse",
    "reviews.health",
]
NEWS = ["teams.call_opened", "checkins.today", "checkins.minutes", "reviews.cycle_closed"]
FOLLOWERS = ["checkins.room"]
AT_HAND = [
    "nudges.failures",
    "nudges.old_mails",
    "orgs.providers",
    "orgs.address_changes",
    "orgs.invitations",
    "orgs.rights",
    "themes.no_focus",
    "themes.chats",
    "themes.old_posts",
    "themes.role_changes",
    "themes.phases",
    "teams.teams",
    "teams.agreements",
    "teams.sessions_ahead",
    "teams.sessions_to_mark",
    "teams.thanks",
    "teams.hours",
    "teams.offers",
    "okrs.key_results",
    "okrs.to_dos",
    "okrs.bets",
    "checkins.rounds",
    "checkins.old_answers",
    "checkins.to_come",
    "checkins.changes",
    "checkins.minutes",
    "checkins.asks",
    "checkins.promises",
    "reviews.health_checks",
    "reviews.health_actions",
    "reviews.improvements",
    "reviews.leavers",
    "reviews.farewells",
    "reviews.practices",
    "reviews.pulses",
    "reviews.new_results",
    "reviews.results",
]
DAYS = [date(2026, 2, 20), STARTS_ON, date(2026, 5, 20), ENDS_ON, date(2026, 8, 20)]
FEW = 8


def test_nudges_are_these() -> None:
    """T2: what may be asked of people, for page, mail and calendar."""
    assert nudges.names() == NUDGES


def test_each_nudge_goes_by_its_own_name() -> None:
    assert [nudge.kind for nudge in nudges] == nudges.names()


def test_guards_are_these() -> None:
    """What keeps a cycle from its next phase."""
    assert {name: guards[name].transition for name in guards.names()} == GUARDS


def test_guards_and_doors_know_the_steps() -> None:
    steps = set(TRANSITIONS)

    assert {guard.transition for guard in guards} <= steps
    assert set(doors.names()) <= steps


def test_chores_are_these() -> None:
    """What happens at each tick inside each organisation."""
    assert chores.names() == CHORES


def test_news_is_this() -> None:
    """Q7: what a theme tells its chat; nothing private is among it."""
    assert news.names() == NEWS == [item.kind for item in news]


def test_what_is_asked_for_is_known() -> None:
    """A name that nothing gives would keep a kind from ever being asked."""
    known = {*at_hand.names(), *Cycle.Phase.values}
    known |= {*hours(*Commitment.State.values), *offers(*Offer.State.values)}

    assert {name for one in [*nudges, *chores] for name in one.only} <= known


def test_apps_that_hear_of_measurements_are_these() -> None:
    """Who is told that a team has measured."""
    assert on_measured.names() == FOLLOWERS
    assert at_hand.names() == AT_HAND


def test_entries_are_named_after_their_floor() -> None:
    registries = (nudges, guards, chores, on_measured, news)
    for name in [name for registry in registries for name in registry.names()]:
        floor = name.split(".")[0]

        assert floor in settings.PRODUCT
        assert import_module(floor)


@pytest.mark.parametrize("phase", Cycle.Phase.values)
def test_nothing_that_waits_is_left_out_in_a_phase(full: Cast, phase: str) -> None:
    """T2: a kind that is only asked in some phases finds nobody in the others."""
    with tenant(full.organisation):
        move_to(full.cycle, phase)
        now = [datetime(2026, day.month, day.day, 12, tzinfo=ISTANBUL) for day in DAYS]
        waits = [{n.kind for n in nudges if list(n.rows(moment, None))} for moment in now]
        asked = [{nudge.kind for nudge in asked_now(moment)} for moment in now]

    assert all(waiting <= looked for waiting, looked in zip(waits, asked, strict=True))
    assert len(set().union(*waits)) > FEW


def test_without_a_cycle_hardly_anything_is_looked_for(rival: Rival) -> None:
    """T2: an organisation without a cycle costs next to nothing."""
    with tenant(rival.organisation):
        asked = asked_now(timezone.now())

    assert [nudge.kind for nudge in asked] == ["themes.write_focus"]
