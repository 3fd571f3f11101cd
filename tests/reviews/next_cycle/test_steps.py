"""From one cycle to the next, step by step: the page reads where people are, and does it once."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.tenancy import tenant
from nudges.registry import nudges
from okrs.models import ToDo
from reviews.handovers.farewell_actions import farewell_say
from reviews.next_cycle.actions import members_carry, next_cycle_plan, team_carry
from reviews.next_cycle.steps import passage
from teams.calls.actions import call_open
from teams.forming.actions import teams_confirm
from teams.models import Membership, Team
from tests.cast import ENDS_ON, Cast
from tests.reviews.next_cycle.test_next_cycle import membership, open_next, review, say
from tests.reviews.pulse.pulses import crowd
from themes.cycles import phases


def leaves(cast: Cast) -> Membership:
    say(cast, cast.member, "leave")
    return membership(cast, cast.member)


def test_steps_follow_what_is_there(cast: Cast, clock: Any) -> None:
    """O1: at each moment the page knows what is done, whatever the order and who left it when."""
    review(cast, clock)
    everybody = [cast.representative, cast.leader_member, cast.waiting_member, cast.other_member]
    for person in everybody:
        say(cast, person, "as_now")
    begun = passage(cast.cycle)
    leaver = leaves(cast)

    following = open_next(cast)
    called = passage(cast.cycle)
    members_carry(cycle=cast.cycle, by=cast.integrator)
    members_carry(cycle=cast.cycle, by=cast.integrator)
    carried = passage(cast.cycle)
    farewell_say(membership=leaver, by=cast.integrator, text="You made it quiet.")

    assert [begun.everybody_answered, begun.all_parted, begun.call] == [False, True, None]
    assert [called.everybody_answered, called.all_carried, called.carried] == [True, False, 0]
    assert [carried.all_carried, carried.carried, carried.teams_stand] == [True, 4, False]
    assert [team.previous for team, _took in carried.teams] == [cast.team, cast.other_team]
    assert [called.all_parted, passage(cast.cycle).all_parted] == [False, True]
    assert following.number == 2


def test_team_is_asked_once_what_it_takes_along(cast: Cast, clock: Any) -> None:
    """O1, T2: who speaks for a confirmed team that continues one, until something is taken."""
    review(cast, clock)
    for person in (cast.representative, cast.leader_member):
        say(cast, person, "as_now")
    following = open_next(cast)
    members_carry(cycle=cast.cycle, by=cast.integrator)
    phases.take(following, "form", by=cast.integrator, note="Now.")
    team = Team.objects.get(cycle=following)
    teams_confirm(cycle=following, by=cast.integrator, notes={team.pk: "They know each other."})
    Membership.objects.filter(team=team, person=cast.representative).update(speaks=True)
    taking = nudges["reviews.take_along"]
    rows = list(taking.rows(timezone.now(), None))

    team_carry(team=team, by=cast.representative, key_results=cast.key_results)

    assert [(due.person_id, due.url) for due in rows] == [
        (cast.representative.pk, f"/o/lodos/teams/{team.pk}/take-along/")
    ]
    assert list(taking.rows(timezone.now(), cast.representative)) == []
    assert passage(cast.cycle).all_took


def test_thanks_reach_who_leaves_alone(stage: Cast, sign_in: Any, clock: Any) -> None:
    """O2: coach and integration team thank by name; teammates and who stays have no such page."""
    with tenant(stage.organisation):
        review(stage, clock)
        leaver = leaves(stage)
        stays = membership(stage, stage.representative)
        path = stage.path(f"memberships/{leaver.pk}/thanks/")

    said = {
        name: sign_in(getattr(stage, name)).post(path, {"text": f"Thanks from {name}."}).status_code
        for name in ("member", "representative", "sponsor", "home_leader", "coach", "integrator")
    }
    empty = sign_in(stage.integrator).post(path, {"text": " "})
    no_leaver = sign_in(stage.integrator).get(stage.path(f"memberships/{stays.pk}/thanks/"))

    assert said == {
        "member": 403,
        "representative": 403,
        "sponsor": 403,
        "home_leader": 403,
        "coach": 302,
        "integrator": 302,
    }
    assert [empty.status_code, no_leaver.status_code] == [422, 404]
    answers = sign_in(stage.coach).get(stage.path(f"cycles/{stage.cycle.pk}/going-on/"))
    assert path in answers.content.decode()
    with tenant(stage.organisation):
        [due] = nudges["reviews.farewell"].rows(timezone.now(), stage.member)
        assert (due.person_id, due.context[0]) == (stage.member.pk, "Thanks from integrator.")
        with pytest.raises(ValidationError, match="They stay"):
            farewell_say(membership=stays, by=stage.integrator, text="Thanks.")
    assert "Thanks from integrator." in sign_in(stage.member).get(stage.path()).content.decode()


def test_wishes_stand_beside_the_next_call(stage: Cast, sign_in: Any, clock: Any) -> None:
    """O2: missing skills come from the "how" answers; the last call is the proposal for the new."""
    with tenant(stage.organisation):
        review(stage, clock)
        say(stage, stage.member, "as_now", how="With somebody who can film.")
        following = next_cycle_plan(cycle=stage.cycle, by=stage.integrator)
    path = stage.path(f"cycles/{following.pk}/call/")

    page = sign_in(stage.integrator).get(path)

    assert "With somebody who can film." in page.content.decode()
    form = page.context["form"]
    assert [form["text"].value(), form["hours_to"].value()] == ["Meet weekly.", Decimal(6)]
    with tenant(stage.organisation):
        call = call_open(
            cycle=following,
            text="Meet.",
            hours_from=Decimal(2),
            hours_to=Decimal(6),
            deadline=date(2026, 7, 3),
            by=stage.integrator,
        )
    seen = sign_in(stage.reader).get(stage.path(f"calls/{call.pk}/")).content.decode()
    assert "can film" not in seen


def test_page_asks_the_same_for_many(stage: Cast, sign_in: Any, clock: Any) -> None:
    """O1: 3 people or 30, the same statements."""

    def asks() -> int:
        browser = sign_in(stage.integrator)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(path).status_code == 200
        return len(asked)

    with tenant(stage.organisation):
        review(stage, clock)
        say(stage, stage.representative, "as_now")
        leaves(stage)
        open_next(stage)
        path = stage.path(f"cycles/{stage.cycle.pk}/next/")
    few = asks()
    with tenant(stage.organisation):
        for number, person in enumerate(crowd(stage, stage.team, 12)):
            say(stage, person, "leave" if number % 2 else "as_now", how="More of it.")
            ToDo.objects.create(team=stage.team, text="Film", owner=person, due_on=ENDS_ON)

    assert asks() == few
